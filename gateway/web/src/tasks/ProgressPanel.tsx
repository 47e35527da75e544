import { Text, Timeline } from '@mantine/core';
import type { TaskDetail } from '../api/types';
import { Empty } from '../components/Empty';
import { Panel } from '../components/Panel';
import { formatDay, formatInstant } from '../format/dates';
import { formatNumber } from '../format/numbers';

const EXTENSIONS: Record<string, string> = { pending: 'đang chờ trả lời', granted: 'đã cho', refused: 'bị từ chối' };

/** Reported progress and requests for extensions, newest first. */
export function ProgressPanel({ steps, extensions }: { steps: TaskDetail['history']; extensions: TaskDetail['extensions'] }) {
  return (
    <Panel title="Tiến độ đã báo">
      {steps.length === 0 && extensions.length === 0 && <Empty title="Chưa có báo cáo tiến độ" />}
      {steps.length > 0 && (
        <Timeline bulletSize={12} lineWidth={2} active={steps.length}>
          {[...steps].reverse().map((step) => (
            <Timeline.Item key={step.at} title={<Text size="sm" fw={600}>{step.percentBefore}% → {step.percent}%{step.occurrence && ` (kỳ ${formatDay(step.occurrence)})`}</Text>}>
              <Text size="xs" c="dimmed">{formatInstant(step.at)} · {step.by}</Text>
              {step.comment && <Text size="sm">{step.comment}</Text>}
              {step.figures?.map((f) => <Text key={f.name} size="sm">{f.name}: {formatNumber(f.value, 6)} {f.unit}</Text>)}
            </Timeline.Item>
          ))}
        </Timeline>
      )}
      {extensions.map((x) => (
        <Text key={x.askedAt} size="sm" mt="xs">
          Xin gia hạn {formatDay(x.dueBefore)} → {formatDay(x.askedFor)}: {EXTENSIONS[x.state]}{x.grantedTo && ` đến ${formatDay(x.grantedTo)}`}
          <Text span size="xs" c="dimmed"> · {x.askedBy}, {formatInstant(x.askedAt)}{x.answer && ` · ${x.answer}`}</Text>
        </Text>
      ))}
    </Panel>
  );
}
