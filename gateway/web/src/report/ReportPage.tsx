import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { asProblem } from '../api/problem';
import type { OrgUnit, Period } from '../api/types';
import { Downloads } from '../components/Downloads';
import { Failed } from '../components/Failed';
import { ReportStateBadge } from '../components/StateBadge';
import { Waiting } from '../components/Waiting';
import { formatDay, formatDeadline, formatInstant, serverNow, untilDeadline } from '../format/dates';
import { isInWork } from '../format/labels';
import { isSender, periodBefore, periodName } from '../format/periods';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { QueueNext } from '../review/QueueNext';
import { rights, useSession } from '../session/session';
import { orgUnitQuery } from '../units/queries';
import { UnitGate } from '../units/UnitGate';
import { NotesPanel } from './NotesPanel';
import { PrintedReport } from './PrintedReport';
import { periodsQuery, reportQuery, templatesQuery } from './queries';
import { ReportForm } from './ReportForm';
import { useParts } from './useParts';


/** One unit's report (báo cáo) for one period: the form while it may be changed, else read only. */
export function ReportPage() {
  const { code = '', period = '' } = useParams();
  return <UnitGate code={code}>{(unit) => <UnitReport unit={unit} period={period} />}</UnitGate>;
}

function UnitReport({ unit, period }: { unit: OrgUnit; period: string }) {
  const { code } = unit;
  const session = useSession();
  const periods = useQuery(periodsQuery);
  const report = useQuery({ ...reportQuery(period, code), refetchOnWindowFocus: false, staleTime: 0, gcTime: 0 });
  const templates = useQuery(templatesQuery);
  const calendar = periods.data?.find((p) => p.code === period);
  const before = periods.data && periodBefore(periods.data, period);
  const previous = useQuery({ ...reportQuery(before?.code ?? '', code), retry: false });
  const upper = useQuery(orgUnitQuery(unit.parent ?? ''));
  const live = rights.writesFor(session, code) && isInWork(report.data?.state ?? '');
  const parts = useParts(period, code, live);
  usePageTitle(report.data && `Báo cáo ${periodName(period)} ${report.data.orgUnitName}`);

  const error = report.error ?? templates.error ?? periods.error;
  if (error && [404, 422].includes(asProblem(error).status)) return <NotFoundPage what={asProblem(error).message} />;
  if (error && !report.data) return <Failed error={error} onRetry={() => void Promise.all([report.refetch(), templates.refetch(), periods.refetch()])} />;
  const template = templates.data?.find((t) => t.code === report.data?.templateCode && t.version === report.data.templateVersion);
  if (!report.data || !template || !calendar || (live && parts.isPending)) return <Waiting lines={10} />;

  const data = report.data;
  const reopened = data.state === 'reopened' && data.reopenedUntil !== null && new Date(data.reopenedUntil) > serverNow();
  // What the Department returned may be corrected although the period was locked meanwhile.
  const open = calendar.state === 'open' || data.state === 'returned' || reopened;
  const closed = data.state === 'none' && !isSender(calendar, unit) ? `${data.orgUnitName} không thuộc các đơn vị phải gửi báo cáo kỳ này.` : open ? undefined : whyClosed(calendar);
  const editable = rights.writesFor(session, code) && isInWork(data.state) && closed === undefined;
  return (
    <Stack gap="md">
      <div className="no-print">
        <Group gap="md" justify="space-between">
          <Anchor component={Link} to={`/don-vi/${code}?ky=${period}`} size="sm">← {data.orgUnitName}</Anchor>
          {rights.reviews(session) && <QueueNext period={period} unit={code} />}
        </Group>
        <Group justify="space-between" mt={4} gap="xs">
          <Title order={1} size="h2">Báo cáo {periodName(period)}{calendar.title && `: ${calendar.title}`}</Title>
          <Group gap="md">
            {data.state !== 'none' && <Downloads address={`/api/reports/${period}/${code}/export`} formats={['docx', 'pdf', 'xlsx', 'csv']} />}
            <ReportStateBadge state={data.state} onTime={data.onTime} size="lg" />
          </Group>
        </Group>
        <Text c="dimmed" size="sm">
          {data.orgUnitName} · số liệu từ {formatDay(calendar.from)} đến {formatDay(calendar.cutoff)} · hạn gửi {formatDeadline(data.dueAt)}
          {editable && !data.submittedAt && ` (${untilDeadline(data.dueAt)})`}
          {data.updatedAt && ` · cập nhật lần cuối ${formatInstant(data.updatedAt)} bởi ${data.updatedBy}`}
        </Text>
      </div>
      <ReportForm
        // Its own saves must not start the form anew; being sent, returned or reopened must.
        key={`${period}/${code}/${data.submission}/${editable ? 'form' : data.state}`}
        report={data} template={template} previous={previous.data} previousPeriod={before?.code} editable={editable} closed={closed} parts={parts.data}
      />
      {data.state !== 'none' && (
        <NotesPanel period={period} unit={code} template={template} mayWrite={rights.writesFor(session, code) || rights.reviews(session)} />
      )}
      <PrintedReport upper={upper.data?.fullName} place={/^\d/.test(unit.name) ? unit.fullName : unit.name} report={data} template={template} period={calendar} />
    </Stack>
  );
}

const whyClosed = (period: Period) => (period.notYetOpen
  ? `Kỳ báo cáo này chưa mở: nhập được từ ${formatInstant(period.opensAt)}.`
  : 'Kỳ báo cáo này đang khóa nên chưa nhập hoặc sửa được. Cần sửa, hãy đề nghị Sở Nội vụ mở lại.');
