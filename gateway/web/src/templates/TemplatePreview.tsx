import { Badge, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Template } from '../api/types';
import { AreaCard } from '../report/AreaCard';
import { brokenChecks } from '../report/checks';
import { read, type Texts } from '../report/draft';
import { CLOSING } from './edit';
import { officeName, type PartLine, partOf, partsOf } from './parts';

const NOTHING = new Map<string, string>();

/** The form as a commune will see it: may be typed into, computes and checks, stores nothing. */
export function TemplatePreview({ template }: { template: Template }) {
  const [texts, setTexts] = useState<Texts>({});
  const reading = useMemo(() => read(texts, template, {}), [texts, template]);
  const parts = useMemo(() => partsOf(template).filter((p) => p.items + p.sections > 0), [template]);
  const hints = { ...brokenChecks(template, reading), ...reading.invalid };
  return (
    <Stack data-form>
      <Text size="sm" c="dimmed">Nhập thử để xem công thức và các kiểm tra; không lưu gì.</Text>
      <Group gap="xs" role="group" aria-label="Các phần việc">
        {parts.map((part) => (
          <Badge key={part.code} size="lg" fw={500} h="auto" mih={26} styles={{ label: { whiteSpace: 'normal' } }} variant={part.office ? 'light' : 'outline'} color={part.office ? 'blue' : 'gray'}>{part.title || part.code}: {officeName(part.office)}</Badge>
        ))}
      </Group>
      {[...template.areas, { number: 0, title: CLOSING }].map((area) => (
        <AreaCard
          key={area.number} number={area.number} title={area.title} template={template} texts={texts} hints={hints} errors={{}} returned={NOTHING}
          previous={undefined} previousPeriod={undefined} suggested={{}} canWrite={() => true} computed={reading.values}
          onType={(fields) => setTexts((before) => ({ ...before, ...fields }))} marked={undefined} onMark={() => undefined}
          bars={parts.map((part) => <AreaPart key={part.code} template={template} part={part} area={area.number} />)}
        />
      ))}
    </Stack>
  );
}

/** Who fills in what of an area; lines are named only where the area has several parts. */
function AreaPart({ template, part, area }: { template: Template; part: PartLine; area: number }) {
  const all = [...template.items.map((i) => ({ ...i, title: i.name })), ...template.sections.map((s) => ({ ...s, title: `phần lời “${s.title}”` }))].filter((l) => l.area === area);
  // The area's own part has what the others leave.
  const own = all.filter((l) => partOf(l) === part.code);
  if (own.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" mb={4}>
      Phần việc “{part.title || part.code}” · {officeName(part.office)} · {own.length < all.length ? own.length === 1 || part.code !== `L${area}` ? `${own.length} dòng: ${own.map((l) => l.title || l.code).join('; ')}` : 'các dòng còn lại' : 'cả lĩnh vực'}
    </Text>
  );
}
