import { Stack, Text } from '@mantine/core';
import type { QueueFlag, QueueLine } from '../api/types';
import { formatNumber, formatShare } from '../format/numbers';

const SHOWN = 3;
const show = (flag: QueueFlag, value: number) => (flag.isRatio ? formatShare(value) : formatNumber(value, 2));

/** The reasons name the value and what it is compared with; the period before is added where they do not. */
const before = (flag: QueueFlag) =>
  flag.before === null || flag.reasons.some((r) => r.includes('kỳ trước')) ? '' : ` Kỳ trước ${show(flag, flag.before)}.`;

/** What a reviewer should look at in a report before accepting it. */
export function QueueFlags({ line }: { line: QueueLine }) {
  if (line.flags.length === 0 && line.notes === 0) return <Text size="sm" c="dimmed">{line.waiting ? 'Không có gì bất thường' : '–'}</Text>;
  return (
    <Stack gap={2}>
      {line.flags.slice(0, SHOWN).map((flag) => (
        <Text size="xs" key={flag.indicator}>
          <Text span size="xs" fw={600} c="var(--tone-warn)" title={flag.indicator}>{flag.name}:</Text> {flag.reasons.join(' ')}
          <Text span size="xs" c="dimmed">{before(flag)}</Text>
        </Text>
      ))}
      {line.flags.length > SHOWN && <Text size="xs" c="dimmed">và {line.flags.length - SHOWN} chỉ số nữa</Text>}
      {line.notes > 0 && <Text size="xs">{line.notes} ghi chú</Text>}
    </Stack>
  );
}
