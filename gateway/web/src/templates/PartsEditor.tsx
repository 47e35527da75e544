import { ActionIcon, Button, Checkbox, Group, Modal, NativeSelect, ScrollArea, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Template } from '../api/types';
import { changedAt, type EditProps, withValue } from './edit';
import { codeTaken, freePart, listPart, officeName, OFFICES, type PartLine, partOf, partsOf, putInto, removePart, renamePart } from './parts';
import classes from './Templates.module.css';

const OFFICE_CHOICES = [{ value: '', label: officeName(null) }, ...Object.entries(OFFICES).map(([value, label]) => ({ value, label }))];

type Asking = { what: 'remove' | 'lines'; part: PartLine } | null;

/** What one office of a commune fills in: the areas' own parts, and those that the template makes. */
export function PartsEditor({ template, readOnly, errors, onChange }: EditProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const listed = template.parts ?? [];
  const shown = partsOf(template);
  // Two of one code are shown both, so that one can be mended.
  const twice = listed.map((p, i) => ({ p, i })).filter(({ i }) => shown.every((s) => s.listed !== i));
  const rows = [...shown, ...twice.map(({ p, i }): PartLine => ({ code: p.code, title: p.title, office: p.office ?? null, listed: i, ofArea: false, items: 0, sections: 0 }))];
  const remove = (part: PartLine) => (!part.ofArea && part.items + part.sections > 0 ? setAsking({ what: 'remove', part }) : onChange((t) => removePart(t, part.listed)));
  return (
    <fieldset className={classes.plain} disabled={readOnly} aria-label="Các phần việc">
      <Text size="sm" c="dimmed" mb="xs">
        Mỗi phần việc do một phòng của xã điền và nộp. Dòng nào không thuộc phần việc riêng thì theo lĩnh vực của mình (L1, L2 …). Xã có thể phân công lại cho phòng khác.
      </Text>
      {errors.at('parts') && <Text size="sm" c="var(--tone-bad)" mb="xs">{errors.at('parts')}</Text>}
      <div className={classes.head} data-kind="part" aria-hidden><span>Mã</span><span>Tên phần việc</span><span>Phòng thực hiện</span><span>Các dòng</span><span /></div>
      {rows.map((part) => {
        const [path, i] = [`parts[${part.listed}]`, part.listed];
        const own = i >= 0;
        const field = (name: string) => (own ? { 'data-field': `${path}.${name}`, error: errors.at(`${path}.${name}`) } : {});
        return (
          <div key={own ? `own-${i}` : part.code} className={classes.row} data-kind="part" role="group" aria-label={`Phần việc ${part.code}: ${part.title}`}>
            {own && !part.ofArea
              ? <CodeField template={template} index={i} code={part.code} {...field('code')} onRename={(code) => onChange((t) => renamePart(t, i, code))} />
              : <TextInput aria-label={`Mã phần việc ${part.code}`} value={part.code} readOnly variant="unstyled" {...field('code')} />}
            {own ? (
              <>
                <TextInput placeholder="Tên phần việc" aria-label={`Tên phần việc ${part.code}`} {...field('title')} value={part.title} onChange={(e) => { const title = e.currentTarget.value; onChange((t) => ({ ...t, parts: changedAt(t.parts ?? [], i, { title }) })); }} />
                <NativeSelect aria-label={`Phòng thực hiện phần việc ${part.code}`} {...field('office')} data={withValue(OFFICE_CHOICES, part.office ?? '')} value={part.office ?? ''} onChange={(e) => { const office = e.currentTarget.value || null; onChange((t) => ({ ...t, parts: changedAt(t.parts ?? [], i, { office }) })); }} />
              </>
            ) : (
              <>
                <Text size="sm" className={classes.words}>{part.title}</Text>
                <Text size="sm" className={classes.words}>{officeName(part.office)}</Text>
              </>
            )}
            <Text size="sm" className={classes.words} c={part.items + part.sections === 0 ? 'var(--tone-warn)' : undefined}>
              {part.items + part.sections === 0 ? 'chưa có dòng nào' : `${part.items} chỉ tiêu, ${part.sections} phần lời`}
            </Text>
            <Group gap={4} wrap="nowrap" justify="flex-end" className={classes.acts}>
              {!readOnly && own && !part.ofArea && <Button size="compact-xs" variant="default" aria-label={`Chọn dòng của phần việc ${part.code}`} onClick={() => setAsking({ what: 'lines', part })}>Chọn dòng…</Button>}
              {!readOnly && !own && (
                <Button size="compact-xs" variant="default" aria-label={`Đặt tên, phòng riêng cho ${part.code}`} onClick={() => onChange((t) => listPart(t, { code: part.code, title: part.title, office: part.office }))}>Đặt tên, phòng</Button>
              )}
              {!readOnly && own && (
                <ActionIcon variant="subtle" color="red" aria-label={part.ofArea ? `Trả ${part.code} về tên, phòng của lĩnh vực` : `Bỏ phần việc ${part.code}`} onClick={() => remove(part)}><IconTrash size={16} aria-hidden /></ActionIcon>
              )}
            </Group>
          </div>
        );
      })}
      {!readOnly && (
        <Button mt="xs" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange((t) => listPart(t, { code: freePart(t), title: '', office: null }))}>Thêm phần việc</Button>
      )}
      {asking?.what === 'remove' && (
        <Modal opened onClose={() => setAsking(null)} title={`Bỏ phần việc ${asking.part.code}`}>
          <Stack>
            <Text>Phần việc “{asking.part.title}” đang có {asking.part.items} chỉ tiêu, {asking.part.sections} phần lời. Bỏ phần việc thì các dòng này trở về phần việc của lĩnh vực mình.</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(null)}>Hủy</Button>
              <Button color="red" data-autofocus onClick={() => { onChange((t) => removePart(t, asking.part.listed)); setAsking(null); }}>Bỏ phần việc</Button>
            </Group>
          </Stack>
        </Modal>
      )}
      {asking?.what === 'lines' && <LinesDialog template={template} part={asking.part} onClose={() => setAsking(null)} onPut={(codes, into) => onChange((t) => putInto(t, codes, into))} />}
    </fieldset>
  );
}

/** A code is changed as a whole: on the way to P10 it must not become P1, whose lines it would take. */
function CodeField({ template, index, code, onRename, error, ...rest }: { template: Template; index: number; code: string; error?: string | undefined; onRename: (code: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const taken = typed === null ? undefined : codeTaken(template, index, typed.trim());
  const commit = () => {
    if (typed !== null && typed.trim() !== '' && !taken) onRename(typed.trim());
    setTyped(null);
  };
  return (
    <TextInput
      {...rest} aria-label={`Mã phần việc ${index + 1}`} value={typed ?? code} error={taken ?? error} onChange={(e) => setTyped(e.currentTarget.value)} onBlur={commit}
      onKeyDown={(e) => { if (e.key === 'Enter') commit(); else if (e.key === 'Escape') setTyped(null); }}
    />
  );
}

/** Which lines belong to a part. */
function LinesDialog({ template, part, onClose, onPut }: { template: Template; part: PartLine; onClose: () => void; onPut: (codes: Set<string>, into: string | null) => void }) {
  const areas = [...template.areas, { number: 0, title: 'Chung (cuối báo cáo)' }];
  const lines = [...template.items.map((i) => ({ ...i, title: i.name })), ...template.sections.map((s) => ({ ...s, title: `Phần lời: ${s.title}` }))];
  return (
    <Modal opened onClose={onClose} title={`Các dòng của phần việc “${part.title || part.code}”`} size="lg">
      <Stack>
        <Text size="sm">Bỏ chọn một dòng thì nó trở về phần việc của lĩnh vực mình.</Text>
        <ScrollArea.Autosize mah="55vh" type="auto" offsetScrollbars>
          <Stack gap={6}>
            {areas.map((area) => {
              const own = lines.filter((l) => l.area === area.number);
              if (own.length === 0) return null;
              return (
                <Stack key={area.number} gap={6}>
                  <Group justify="space-between">
                    <Title order={3} size="h6">{area.number > 0 ? `${area.number}. ${area.title}` : area.title}</Title>
                    <Button size="compact-xs" variant="subtle" aria-label={`Chọn cả lĩnh vực ${area.title}`} onClick={() => onPut(new Set(own.map((l) => l.code)), part.code)}>Chọn cả lĩnh vực</Button>
                  </Group>
                  {own.map((line) => (
                    <Checkbox
                      key={line.code} size="sm" label={line.title || line.code} description={line.part && line.part !== part.code ? `đang thuộc phần việc ${line.part}` : undefined}
                      checked={partOf(line) === part.code} onChange={(e) => onPut(new Set([line.code]), e.currentTarget.checked ? part.code : null)}
                    />
                  ))}
                </Stack>
              );
            })}
          </Stack>
        </ScrollArea.Autosize>
        <Group justify="flex-end"><Button onClick={onClose}>Xong</Button></Group>
      </Stack>
    </Modal>
  );
}
