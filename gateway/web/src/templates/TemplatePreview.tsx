import { Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Template } from '../api/types';
import { AreaCard } from '../report/AreaCard';
import { brokenChecks } from '../report/checks';
import { read, type Texts } from '../report/draft';

const NOTHING = new Map<string, string>();

/** The form as a commune will see it: may be typed into, computes and checks, stores nothing. */
export function TemplatePreview({ template }: { template: Template }) {
  const [texts, setTexts] = useState<Texts>({});
  const reading = useMemo(() => read(texts, template, {}), [texts, template]);
  const hints = { ...brokenChecks(template, reading), ...reading.invalid };
  return (
    <Stack data-form>
      <Text size="sm" c="dimmed">Nhập thử để xem công thức và các kiểm tra; không lưu gì.</Text>
      {[...template.areas, { number: 0, title: 'Hạn chế, phương hướng, kiến nghị' }].map((area) => (
        <AreaCard
          key={area.number} number={area.number} title={area.title} template={template} texts={texts} hints={hints} errors={{}} returned={NOTHING}
          previous={undefined} previousPeriod={undefined} suggested={{}} canWrite={() => true} computed={reading.content.values}
          onType={(fields) => setTexts((before) => ({ ...before, ...fields }))} marked={undefined} onMark={() => undefined}
        />
      ))}
    </Stack>
  );
}
