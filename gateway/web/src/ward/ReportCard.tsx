import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconClock, IconFileText, IconPencil } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import type { Period, Report } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { ReportStateBadge } from '../components/StateBadge';
import { Waiting } from '../components/Waiting';
import { formatDeadline, formatInstant, untilDeadline } from '../format/dates';
import { reportState } from '../format/labels';
import { isSender, periodName } from '../format/periods';
import { useThrottledEffect } from '../live/useThrottledEffect';
import { reportHistoryQuery, reportQuery } from '../report/queries';
import { ReviewMenu } from '../review/ReviewMenu';
import { rights, useSession } from '../session/session';

interface Props {
  unit: string;
  unitName: string;
  block: string | null;
  period: Period;
  /** Version of the live picture: when it changes the report is asked for again. */
  version: number | undefined;
}

const REFRESH_PAUSE_MS = 2_000;

/** Where the report of the period stands, until when, and the next step. */
export function ReportCard({ unit, unitName, block, period, version }: Props) {
  const session = useSession();
  const client = useQueryClient();
  const report = useQuery(reportQuery(period.code, unit));
  useThrottledEffect(version, REFRESH_PAUSE_MS, () => {
    void client.invalidateQueries({ queryKey: reportQuery(period.code, unit).queryKey });
    void client.invalidateQueries({ queryKey: reportHistoryQuery(period.code, unit).queryKey });
  });
  const title = `Báo cáo ${periodName(period.code)}${period.title ? `: ${period.title}` : ''}`;
  if (report.isError && asProblem(report.error).status === 404) return <Panel title={title}><Empty title={asProblem(report.error).message} /></Panel>;
  if (report.isError) return <Panel title={title}><Failed error={report.error} onRetry={() => void report.refetch()} /></Panel>;
  if (!report.data) return <Panel title={title}><Waiting lines={3} /></Panel>;
  const data = report.data;
  if (data.state === 'none' && !isSender(period, { code: unit, block })) return <Panel title={title}><Empty title="Đơn vị không phải gửi báo cáo kỳ này" /></Panel>;
  const mine = rights.writesFor(session, unit);
  const action = nextStep(data, period, mine, rights.submitsFor(session, unit));
  return (
    <Panel
      title={title}
      aside={
        <Group gap={4}>
          <ReportStateBadge state={data.state} onTime={data.onTime} />
          {rights.reviews(session) && <ReviewMenu period={period.code} unit={unit} unitName={unitName} state={reportState(data.state)} />}
        </Group>
      }
    >
      <Stack gap="xs">
        <Group gap={6} wrap="nowrap">
          <IconClock size={18} aria-hidden />
          <Text size="sm">Hạn gửi <b>{formatDeadline(data.dueAt)}</b>{!data.submittedAt && ` (${untilDeadline(data.dueAt)})`}</Text>
        </Group>
        {data.state === 'none' && period.notYetOpen && <Text size="sm">Nhập được từ {formatInstant(period.opensAt)}.</Text>}
        {data.submittedAt && <Text size="sm">Gửi lúc {formatInstant(data.submittedAt)}, biên nhận <b>{data.receipt}</b></Text>}
        {data.returned && <Alert color="orange" p="xs"><Text size="sm" lineClamp={3}>Lý do trả lại: {data.returned.message}</Text></Alert>}
        {data.state === 'reopened' && data.reopenedUntil && <Text size="sm">Được sửa đến {formatInstant(data.reopenedUntil)}.</Text>}
        <Button
          component={Link} to={`/don-vi/${unit}/bao-cao/${period.code}`} w="fit-content" mt={4} variant={action.primary ? 'filled' : 'default'}
          leftSection={action.primary ? <IconPencil size={16} aria-hidden /> : <IconFileText size={16} aria-hidden />}
        >
          {action.label}
        </Button>
      </Stack>
    </Panel>
  );
}

function nextStep(report: Report, period: Period, mine: boolean, leader: boolean): { label: string; primary: boolean } {
  const editable = ['returned', 'reopened'].includes(report.state) || (period.state === 'open' && ['none', 'draft'].includes(report.state));
  if (!mine || !editable) return { label: 'Xem báo cáo', primary: false };
  if (report.state === 'none') return { label: 'Bắt đầu nhập', primary: true };
  if (report.state === 'draft') return { label: leader ? 'Xem lại và gửi' : 'Nhập tiếp', primary: true };
  return { label: 'Sửa và gửi lại', primary: true };
}
