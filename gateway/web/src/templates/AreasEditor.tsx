import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { changedAt, type EditProps, moved, removeArea } from './edit';
import { RowActs } from './RowActs';
import classes from './Templates.module.css';

/** Areas of the report. Their numbers stay: lines and parts are bound to them. */
export function AreasEditor({ template, readOnly, errors, onChange }: Omit<EditProps, 'indicators'>) {
  const [removing, setRemoving] = useState<{ number: number; title: string; lines: number } | null>(null);
  return (
    <Stack gap={4} role="group" aria-label="Các lĩnh vực">
      <Text size="sm" fw={500}>Lĩnh vực</Text>
      {errors.at('areas') && <Text size="sm" c="var(--tone-bad)">{errors.at('areas')}</Text>}
      {template.areas.map((area, i) => {
        const lines = [...template.items, ...template.sections].filter((x) => x.area === area.number).length;
        return (
          <div key={i} className={classes.area}>
            <Text size="sm" className={classes.words} ta="right">{area.number}.</Text>
            <TextInput
              aria-label={`Tên lĩnh vực ${area.number}`} data-field={`areas[${i}]`} value={area.title} error={errors.at(`areas[${i}]`)}
              onChange={(e) => { const title = e.currentTarget.value; onChange((t) => ({ ...t, areas: changedAt(t.areas, i, { title }) })); }}
            />
            {!readOnly && (
              <RowActs
                name={`lĩnh vực ${area.number}`} first={i === 0} last={i === template.areas.length - 1} onMove={(by) => onChange((t) => ({ ...t, areas: moved(t.areas, i, by) }))}
                onRemove={() => {
                  const twin = template.areas.some((a, x) => x !== i && a.number === area.number);
                  if (twin) onChange((t) => ({ ...t, areas: t.areas.filter((_, x) => x !== i) }));
                  else if (lines > 0) setRemoving({ ...area, lines });
                  else onChange((t) => removeArea(t, area.number));
                }}
              />
            )}
          </div>
        );
      })}
      {!readOnly && (
        <Button w="fit-content" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange((t) => ({ ...t, areas: [...t.areas, { number: Math.max(0, ...t.areas.map((a) => a.number)) + 1, title: '' }] }))}>Thêm lĩnh vực</Button>
      )}
      {removing && (
        <Modal opened onClose={() => setRemoving(null)} title={`Bỏ lĩnh vực ${removing.number}`}>
          <Stack>
            <Text>Lĩnh vực “{removing.title}” đang có {removing.lines} dòng. Bỏ lĩnh vực thì các dòng này chuyển sang phần chung ở cuối báo cáo.</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setRemoving(null)}>Hủy</Button>
              <Button color="red" data-autofocus onClick={() => { onChange((t) => removeArea(t, removing.number)); setRemoving(null); }}>Bỏ lĩnh vực</Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </Stack>
  );
}
