import { Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { cityReportHistoryQuery } from './queries';

const STEPS: Record<string, string> = {
  consolidated: 'Tổng hợp từ báo cáo của các đơn vị',
  edited: 'Sửa phần lời',
  submitted: 'Trình duyệt',
  returned: 'Trả lại',
  issued: 'Phát hành',
  reopened: 'Mở lại',
};

/** Who did what with the city's report. */
export function CityReportHistory({ period, city }: { period: string; city: string }) {
  const history = useQuery(cityReportHistoryQuery(period, city));
  const steps = [...(history.data ?? [])].reverse();
  return (
    <Panel title="Lịch sử" className="no-print">
      {history.isError && <Failed error={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && <Waiting lines={3} />}
      <Timeline bulletSize={12} lineWidth={2} active={steps.length}>
        {steps.map((step) => (
          <Timeline.Item key={step.revision} title={<Text size="sm" fw={600}>{STEPS[step.action] ?? step.action}</Text>}>
            <Text size="xs" c="dimmed">{formatInstant(step.at)} · {step.by}</Text>
            {step.message && <Text size="sm">{step.action === 'consolidated' ? `${step.message} đơn vị đã gửi` : step.message}</Text>}
          </Timeline.Item>
        ))}
      </Timeline>
    </Panel>
  );
}
