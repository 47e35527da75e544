import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import classes from './Templates.module.css';
import type { Template } from '../api/types';

const OPS = [{ value: 'atMost', label: 'không lớn hơn' }, { value: 'atLeast', label: 'không nhỏ hơn' }, { value: 'equal', label: 'bằng' }];

interface Props {
  template: Template;
  readOnly: boolean;
  errorAt: (field: string) => string | undefined;
  onChange: (template: Template) => void;
}

/** What must hold between items, and which indicators are measured from them. */
export function RulesEditor({ template, readOnly, errorAt, onChange }: Props) {
  const items = template.items.map((i) => ({ value: i.code, label: `${i.code}: ${i.name}` }));
  const { checks, measures } = template;
  const check = (index: number, part: Partial<(typeof checks)[number]>) => onChange({ ...template, checks: checks.map((c, i) => (i === index ? { ...c, ...part } : c)) });
  const measure = (index: number, part: Partial<(typeof measures)[number]>) => onChange({ ...template, measures: measures.map((m, i) => (i === index ? { ...m, ...part } : m)) });
  return (
    <fieldset className={classes.plain} disabled={readOnly} aria-label="Kiểm tra và chỉ số">
      <Stack>
        <Title order={3} size="h5">Kiểm tra giữa các chỉ tiêu</Title>
        {checks.map((c, i) => (
          <Group key={i} gap="xs" align="flex-start" wrap="nowrap">
            <NativeSelect aria-label={`Kiểm tra ${i + 1}: chỉ tiêu`} flex={2} data={items} value={c.left} error={errorAt(`checks[${i}].left`)} onChange={(e) => check(i, { left: e.currentTarget.value })} />
            <NativeSelect aria-label={`Kiểm tra ${i + 1}: phép so`} w={160} data={OPS} value={c.op} error={errorAt(`checks[${i}].op`)} onChange={(e) => check(i, { op: e.currentTarget.value })} />
            <TextInput aria-label={`Kiểm tra ${i + 1}: mã chỉ tiêu hoặc công thức`} flex={2} value={c.right} error={errorAt(`checks[${i}].right`)} onChange={(e) => check(i, { right: e.currentTarget.value })} />
            {!readOnly && <ActionIcon variant="subtle" color="red" mt={4} aria-label={`Bỏ kiểm tra ${i + 1}`} onClick={() => onChange({ ...template, checks: checks.filter((_, x) => x !== i) })}><IconTrash size={16} aria-hidden /></ActionIcon>}
          </Group>
        ))}
        {!readOnly && <Button w="fit-content" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange({ ...template, checks: [...checks, { left: items[0]?.value ?? '', op: 'atMost', right: items[1]?.value ?? '' }] })}>Thêm kiểm tra</Button>}
        <Title order={3} size="h5">Chỉ số tính từ báo cáo</Title>
        <Text size="sm" c="dimmed">Tử số và mẫu số đi vào chỉ số khi báo cáo được gửi; không có mẫu số là số đếm.</Text>
        {measures.map((m, i) => (
          <Group key={i} gap="xs" align="flex-start" wrap="nowrap">
            <TextInput aria-label={`Chỉ số ${i + 1}: mã`} w={170} value={m.indicator} error={errorAt(`measures[${i}].indicator`)} onChange={(e) => measure(i, { indicator: e.currentTarget.value })} />
            <NativeSelect aria-label={`Chỉ số ${i + 1}: tử số`} flex={1} data={items} value={m.numerator} error={errorAt(`measures[${i}].numerator`)} onChange={(e) => measure(i, { numerator: e.currentTarget.value })} />
            <NativeSelect aria-label={`Chỉ số ${i + 1}: mẫu số`} flex={1} data={[{ value: '', label: '(không có mẫu số)' }, ...items]} value={m.denominator ?? ''} error={errorAt(`measures[${i}].denominator`)} onChange={(e) => measure(i, { denominator: e.currentTarget.value || null })} />
            {!readOnly && <ActionIcon variant="subtle" color="red" mt={4} aria-label={`Bỏ chỉ số ${i + 1}`} onClick={() => onChange({ ...template, measures: measures.filter((_, x) => x !== i) })}><IconTrash size={16} aria-hidden /></ActionIcon>}
          </Group>
        ))}
        {!readOnly && <Button w="fit-content" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange({ ...template, measures: [...measures, { indicator: '', numerator: items[0]?.value ?? '', denominator: null }] })}>Thêm chỉ số</Button>}
      </Stack>
    </fieldset>
  );
}
