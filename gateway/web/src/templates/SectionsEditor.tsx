import { Button, Checkbox, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { TemplateSection } from '../api/types';
import { changedAt, type EditProps, freeCode, moved, without } from './edit';
import { LineDetails, WhereFields, whereWords } from './LineDetails';
import { RowActs } from './RowActs';
import classes from './Templates.module.css';
import { useChoices } from './useChoices';
import { useOpenRows } from './useOpenRows';

/** The narrative, with guidance for the writer. */
export function SectionsEditor({ template, readOnly, errors, onChange }: EditProps) {
  const choices = useChoices(template);
  const rows = useOpenRows();
  const change = (index: number, part: Partial<TemplateSection>) => onChange((t) => ({ ...t, sections: changedAt(t.sections, index, part) }));
  return (
    <fieldset className={classes.plain} disabled={readOnly} aria-label="Các phần lời">
      <div className={classes.head} data-kind="section" aria-hidden><span>Mã</span><span>Tiêu đề</span><span>Hướng dẫn</span><span>Bắt buộc</span><span /></div>
      {template.sections.map((section, i) => {
        const [path, name] = [`sections[${i}]`, section.title || section.code];
        const field = (part: string) => ({ 'data-field': `${path}.${part}`, error: errors.at(`${path}.${part}`) });
        const open = rows.isOpen(i, ['area', 'part'].some((f) => errors.at(`${path}.${f}`)));
        return (
          <div key={i} className={classes.row} data-kind="section" role="group" aria-label={`Phần lời ${i + 1}: ${name}`}>
            <TextInput placeholder="Mã" aria-label={`Mã phần lời ${i + 1}`} {...field('code')} value={section.code} onChange={(e) => change(i, { code: e.currentTarget.value })} />
            <TextInput placeholder="Tiêu đề" aria-label={`Tiêu đề phần lời ${i + 1}`} {...field('title')} value={section.title} onChange={(e) => change(i, { title: e.currentTarget.value })} />
            <Textarea placeholder="Hướng dẫn cho người viết" aria-label={`Hướng dẫn của ${name}`} autosize minRows={1} {...field('guidance')} value={section.guidance} onChange={(e) => change(i, { guidance: e.currentTarget.value })} />
            <Checkbox className={classes.check} aria-label={`Bắt buộc viết ${name}`} checked={section.required} onChange={(e) => change(i, { required: e.currentTarget.checked })} />
            <div className={classes.acts}>
              {!readOnly && (
                <RowActs
                  name={name} first={i === 0} last={i === template.sections.length - 1}
                  onMove={(by) => { onChange((t) => ({ ...t, sections: moved(t.sections, i, by) })); rows.move(i, i + by); }}
                  onRemove={() => { onChange((t) => ({ ...t, sections: without(t.sections, i) })); rows.move(i, null); }}
                />
              )}
            </div>
            <LineDetails name={name} open={open} summary={whereWords(section, choices)} onToggle={() => rows.set(i, !open)}>
              <WhereFields name={name} path={path} line={section} choices={choices} errorAt={(f) => errors.at(f)} onChange={(part) => change(i, part)} />
            </LineDetails>
          </div>
        );
      })}
      {template.sections.length === 0 && <Text size="sm" c="dimmed">Chưa có phần lời nào.</Text>}
      {!readOnly && (
        <Button mt="xs" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange((t) => ({
          ...t, sections: [...t.sections, { code: freeCode(t, 'S', 1), area: t.areas[0]?.number ?? 0, title: '', required: false, guidance: '' }],
        }))}>Thêm phần lời</Button>
      )}
    </fieldset>
  );
}
