import { Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { stepName } from '../format/labels';
import { reportHistoryQuery } from '../report/queries';
import { joinSaves } from './joinSaves';
import classes from './WardPage.module.css';

/** Who did what with the report, newest first. */
export function HistoryPanel({ unit, period }: { unit: string; period: string }) {
  const history = useQuery(reportHistoryQuery(period, unit));
  const steps = joinSaves(history.data ?? []);
  return (
    <Panel title="Lịch sử báo cáo">
      {history.isError && <Failed error={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && <Waiting lines={3} />}
      {history.data && steps.length === 0 && <Empty title="Chưa có thao tác nào trong kỳ này" />}
      {steps.length > 0 && (
        <div className={classes.history} tabIndex={0} role="region" aria-label="Các bước của báo cáo">
          <Timeline bulletSize={12} lineWidth={2} active={steps.length}>
            {steps.map((step) => (
              <Timeline.Item key={step.revision} title={<Text size="sm" fw={600}>{stepName(step.action)}{step.times > 1 && ` (${step.times} lần)`}</Text>}>
                <Text size="xs" c="dimmed">{formatInstant(step.at)} · {step.by}</Text>
                {step.message && <Text size="sm">{step.message}</Text>}
              </Timeline.Item>
            ))}
          </Timeline>
        </div>
      )}
    </Panel>
  );
}
