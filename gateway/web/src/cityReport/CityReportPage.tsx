import { Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { CityReport } from '../api/types';
import type { CityReportState } from '../api/words';
import { Downloads } from '../components/Downloads';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatDay, formatInstant } from '../format/dates';
import { periodName } from '../format/periods';
import { usePageTitle } from '../layout/usePageTitle';
import { PeriodSelect } from '../period/PeriodSelect';
import { usePeriod } from '../period/usePeriod';
import { useSession } from '../session/session';
import { CityReportActions } from './CityReportActions';
import { CityReportHistory } from './CityReportHistory';
import { CoveragePanel } from './CoveragePanel';
import { FiguresPanel } from './FiguresPanel';
import { NarrativePanel } from './NarrativePanel';
import { cityReportQuery } from './queries';

const STATES: Record<CityReportState | 'none', { label: string; color: string }> = {
  none: { label: 'Chưa tổng hợp', color: 'gray' },
  draft: { label: 'Đang soạn', color: 'blue' },
  submitted: { label: 'Chờ duyệt', color: 'indigo' },
  returned: { label: 'Bị trả lại', color: 'orange' },
  issued: { label: 'Đã phát hành', color: 'teal' },
};

/** The city's own report (báo cáo tổng hợp) for one period: from the communes' figures and words to the issued document. */
export function CityReportPage() {
  const session = useSession();
  const period = usePeriod();
  const report = useQuery({ ...cityReportQuery(period.code, session.unit), refetchOnWindowFocus: false });
  usePageTitle(`Báo cáo tổng hợp ${period.code ? periodName(period.code) : ''}`);
  if (period.error) return <Failed error={period.error} onRetry={period.retry} />;
  if (period.isPending || !period.current) return <Waiting lines={8} />;
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={1} size="h2">Báo cáo tổng hợp {periodName(period.code)}</Title>
          <Text c="dimmed" size="sm">
            {session.unitName} · số liệu từ {formatDay(period.current.from)} đến {formatDay(period.current.cutoff)} · hạn của thành phố {formatDay(period.current.cityDue)}
          </Text>
        </div>
        <PeriodSelect periods={period.offered} value={period.code} onChange={period.choose} />
      </Group>
      {report.error ? <Failed error={report.error} onRetry={() => void report.refetch()} />
        : !report.data ? <Waiting lines={8} />
          : <Loaded key={`${report.data.period}/${report.data.state}`} report={report.data} onReload={() => void report.refetch()} />}
    </Stack>
  );
}

function Loaded({ report, onReload }: { report: CityReport; onReload: () => void }) {
  const state = STATES[report.state as CityReportState] ?? { label: report.state, color: 'gray' };
  const base = `/api/reports/${report.period}/city-report/${report.orgUnit}`;
  const editable = report.state === 'draft' || report.state === 'returned';
  return (
    <>
      <Group justify="space-between" gap="sm" className="no-print">
        <Group gap="sm">
          <Badge size="lg" color={state.color} variant="light">{state.label}</Badge>
          {report.provisional && <Badge size="lg" color="yellow" variant="light">Có số liệu tạm tính</Badge>}
          {report.issued && (
            <Text size="sm" c="dimmed">
              Bản phát hành {report.issued.number}{report.issued.documentNumber && `, số ${report.issued.documentNumber}`}, {formatInstant(report.issued.issuedAt)} bởi {report.issued.issuedBy}
            </Text>
          )}
        </Group>
        {report.state !== 'none' && (
          <Group gap="md">
            <Downloads address={`${base}/export`} formats={['docx', 'pdf', 'xlsx', 'csv']} />
            <Anchor size="sm" href={`${base}/packages.zip`} download title="Các gói tin theo từ vựng QCVN 125:2021/BTTTT">Gói tin gửi Bộ</Anchor>
          </Group>
        )}
      </Group>
      <CityReportActions report={report} onReload={onReload} />
      <CoveragePanel report={report} />
      {report.state === 'none' ? (
        <Text c="dimmed">
          Khi các đơn vị đã gửi báo cáo, bấm “Tổng hợp” để cộng số liệu và soạn sẵn phần lời từ báo cáo của từng đơn vị. Xem trước tình hình gửi ở trang <Link to="/">Toàn thành phố</Link>.
        </Text>
      ) : (
        <>
          <NarrativePanel report={report} editable={editable} />
          <FiguresPanel report={report} />
          <CityReportHistory period={report.period} city={report.orgUnit} />
        </>
      )}
    </>
  );
}
