import { ActionIcon, Button, Checkbox, Group, NativeSelect, Table, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import classes from './Templates.module.css';
import type { Template, TemplateItem, TemplateSection } from '../api/types';

interface Props {
  template: Template;
  readOnly: boolean;
  errorAt: (field: string) => string | undefined;
  onChange: (template: Template) => void;
}

const TYPES = [{ value: 'count', label: 'Số nguyên' }, { value: 'money', label: 'Triệu đồng' }, { value: 'number', label: 'Số thập phân' }];
const SOURCES = [
  { value: '', label: 'Nhập tay' }, { value: 'tasks.total', label: 'Nhiệm vụ: tổng' }, { value: 'tasks.done', label: 'Nhiệm vụ: xong' },
  { value: 'tasks.doneOnTime', label: 'Nhiệm vụ: đúng hạn' }, { value: 'tasks.overdue', label: 'Nhiệm vụ: quá hạn' }, { value: 'carryOver', label: 'Kỳ trước chuyển sang' },
  { value: 'formula', label: 'Công thức' },
];

const sourceOf = (item: TemplateItem) => (item.formula ? 'formula' : item.carryOver ? 'carryOver' : (item.prefill ?? ''));

function freeCode(template: Template, prefix: string, width: number) {
  const taken = new Set([...template.items, ...template.sections].map((x) => x.code));
  for (let n = 1; ; n++) {
    const code = prefix + String(n).padStart(width, '0');
    if (!taken.has(code)) return code;
  }
}

function moved<T>(list: T[], index: number, by: number): T[] {
  const copy = [...list];
  const [line] = copy.splice(index, 1);
  copy.splice(index + by, 0, line!);
  return copy;
}

const areasOf = (t: Template) => [...t.areas.map((a) => ({ value: String(a.number), label: `${a.number}. ${a.title}` })), { value: '0', label: 'Chung (cuối báo cáo)' }];

function RowActs({ name, index, count, onMove, onRemove }: { name: string; index: number; count: number; onMove: (by: number) => void; onRemove: () => void }) {
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon variant="subtle" color="gray" disabled={index === 0} aria-label={`Đưa ${name} lên`} onClick={() => onMove(-1)}><IconArrowUp size={16} aria-hidden /></ActionIcon>
      <ActionIcon variant="subtle" color="gray" disabled={index === count - 1} aria-label={`Đưa ${name} xuống`} onClick={() => onMove(1)}><IconArrowDown size={16} aria-hidden /></ActionIcon>
      <ActionIcon variant="subtle" color="red" aria-label={`Bỏ ${name}`} onClick={onRemove}><IconTrash size={16} aria-hidden /></ActionIcon>
    </Group>
  );
}

/** The table of figures. */
export function ItemsEditor({ template, readOnly, errorAt, onChange }: Props) {
  const change = (index: number, part: Partial<TemplateItem>) => onChange({ ...template, items: template.items.map((x, i) => (i === index ? { ...x, ...part } : x)) });
  const source = (index: number, value: string) => change(index, {
    formula: value === 'formula' ? '0' : null, carryOver: value === 'carryOver', prefill: value.startsWith('tasks.') ? value : null,
  });
  return (
    <fieldset className={classes.plain} disabled={readOnly} aria-label="Các chỉ tiêu">
      <Table.ScrollContainer minWidth={1100}>
        <Table verticalSpacing={4}>
          <Table.Thead><Table.Tr><Table.Th w={150}>Mã</Table.Th><Table.Th w={170}>Lĩnh vực</Table.Th><Table.Th>Tên chỉ tiêu</Table.Th><Table.Th w={120}>Đơn vị tính</Table.Th><Table.Th w={130}>Loại</Table.Th><Table.Th w={200}>Nguồn số</Table.Th><Table.Th w={60}>Bắt buộc</Table.Th><Table.Th w={100} /></Table.Tr></Table.Thead>
          <Table.Tbody>
            {template.items.map((item, i) => {
              const [at, name] = [(part: string) => errorAt(`items[${i}].${part}`), item.name || item.code];
              return (
                <Table.Tr key={i}>
                  <Table.Td><TextInput aria-label={`Mã chỉ tiêu ${i + 1}`} value={item.code} error={at('code')} onChange={(e) => change(i, { code: e.currentTarget.value })} /></Table.Td>
                  <Table.Td><NativeSelect aria-label={`Lĩnh vực của ${name}`} data={areasOf(template)} value={String(item.area)} error={at('area')} onChange={(e) => change(i, { area: Number(e.currentTarget.value) })} /></Table.Td>
                  <Table.Td><TextInput aria-label={`Tên chỉ tiêu ${i + 1}`} value={item.name} error={at('name')} onChange={(e) => change(i, { name: e.currentTarget.value })} /></Table.Td>
                  <Table.Td><TextInput aria-label={`Đơn vị tính của ${name}`} value={item.unit} error={at('unit')} onChange={(e) => change(i, { unit: e.currentTarget.value })} /></Table.Td>
                  <Table.Td><NativeSelect aria-label={`Loại số của ${name}`} data={TYPES} value={item.type} error={at('type')} onChange={(e) => change(i, { type: e.currentTarget.value })} /></Table.Td>
                  <Table.Td>
                    <NativeSelect aria-label={`Nguồn số của ${name}`} data={SOURCES} value={sourceOf(item)} error={at('prefill')} onChange={(e) => source(i, e.currentTarget.value)} />
                    {item.formula && <TextInput mt={4} aria-label={`Công thức của ${name}`} value={item.formula} error={at('formula')} onChange={(e) => change(i, { formula: e.currentTarget.value || ' ' })} />}
                  </Table.Td>
                  <Table.Td><Checkbox aria-label={`Bắt buộc nhập ${name}`} checked={item.required} onChange={(e) => change(i, { required: e.currentTarget.checked })} /></Table.Td>
                  <Table.Td>
                    {!readOnly && <RowActs name={name} index={i} count={template.items.length} onMove={(by) => onChange({ ...template, items: moved(template.items, i, by) })} onRemove={() => onChange({ ...template, items: template.items.filter((_, x) => x !== i) })} />}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {!readOnly && (
        <Button mt="xs" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange({
          ...template,
          items: [...template.items, { code: freeCode(template, 'CT', 3), area: template.items.at(-1)?.area ?? 1, name: '', unit: '', type: 'count', required: false, prefill: null, carryOver: false }],
        })}>Thêm chỉ tiêu</Button>
      )}
    </fieldset>
  );
}

/** The narrative, with guidance for the writer. */
export function SectionsEditor({ template, readOnly, errorAt, onChange }: Props) {
  const change = (index: number, part: Partial<TemplateSection>) => onChange({ ...template, sections: template.sections.map((x, i) => (i === index ? { ...x, ...part } : x)) });
  return (
    <fieldset className={classes.plain} disabled={readOnly} aria-label="Các phần lời">
      <Table.ScrollContainer minWidth={900}>
        <Table verticalSpacing={4}>
          <Table.Thead><Table.Tr><Table.Th w={110}>Mã</Table.Th><Table.Th w={180}>Lĩnh vực</Table.Th><Table.Th>Tiêu đề</Table.Th><Table.Th>Hướng dẫn</Table.Th><Table.Th w={60}>Bắt buộc</Table.Th><Table.Th w={100} /></Table.Tr></Table.Thead>
          <Table.Tbody>
            {template.sections.map((section, i) => {
              const [at, name] = [(part: string) => errorAt(`sections[${i}].${part}`), section.title || section.code];
              return (
                <Table.Tr key={i}>
                  <Table.Td><TextInput aria-label={`Mã phần lời ${i + 1}`} value={section.code} error={at('code')} onChange={(e) => change(i, { code: e.currentTarget.value })} /></Table.Td>
                  <Table.Td><NativeSelect aria-label={`Lĩnh vực của ${name}`} data={areasOf(template)} value={String(section.area)} error={at('area')} onChange={(e) => change(i, { area: Number(e.currentTarget.value) })} /></Table.Td>
                  <Table.Td><TextInput aria-label={`Tiêu đề phần lời ${i + 1}`} value={section.title} error={at('title')} onChange={(e) => change(i, { title: e.currentTarget.value })} /></Table.Td>
                  <Table.Td><Textarea aria-label={`Hướng dẫn của ${name}`} autosize minRows={1} value={section.guidance} error={at('guidance')} onChange={(e) => change(i, { guidance: e.currentTarget.value })} /></Table.Td>
                  <Table.Td><Checkbox aria-label={`Bắt buộc viết ${name}`} checked={section.required} onChange={(e) => change(i, { required: e.currentTarget.checked })} /></Table.Td>
                  <Table.Td>
                    {!readOnly && <RowActs name={name} index={i} count={template.sections.length} onMove={(by) => onChange({ ...template, sections: moved(template.sections, i, by) })} onRemove={() => onChange({ ...template, sections: template.sections.filter((_, x) => x !== i) })} />}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {!readOnly && (
        <Button mt="xs" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange({
          ...template, sections: [...template.sections, { code: freeCode(template, 'S', 1), area: 1, title: '', required: false, guidance: '' }],
        })}>Thêm phần lời</Button>
      )}
    </fieldset>
  );
}
