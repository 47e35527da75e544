import { Button, Group, SegmentedControl, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { KpiLine } from '../api/types';
import { type Column, DataTable } from '../components/DataTable';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { download, toCsv } from '../format/csv';
import { today } from '../format/dates';
import { areaName } from '../format/labels';
import { formatMeasure } from '../format/numbers';
import { usePageTitle } from '../layout/usePageTitle';
import { rights, useSession } from '../session/session';
import { kpisQuery } from './queries';

const BY: Record<string, string> = { unit: 'Đơn vị', area: 'Lĩnh vực', office: 'Phòng', assignee: 'Người thực hiện' };
const EMPTY_KEY: Record<string, string> = { office: 'Chưa giao phòng nào', assignee: 'Chưa giao người nào' };

const rate = (value: number | null | undefined) => formatMeasure(value, '%');

export function kpiName(by: string, line: Pick<KpiLine, 'key' | 'name'>): string {
  if (by === 'area') return areaName(Number(line.key));
  return line.key === '' ? (EMPTY_KEY[by] ?? '–') : line.name;
}

/** Periods to choose: this year and the two before, with halves and quarters. */
export function kpiPeriods(year: number): { group: string; items: { value: string; label: string }[] }[] {
  return [year, year - 1, year - 2].map((y) => ({
    group: `Năm ${y}`,
    items: [
      { value: `${y}`, label: `Cả năm ${y}` }, { value: `${y}-H1`, label: `6 tháng đầu năm ${y}` }, { value: `${y}-H2`, label: `6 tháng cuối năm ${y}` },
      ...[1, 2, 3, 4].map((q) => ({ value: `${y}-Q${q}`, label: `Quý ${q}/${y}` })),
    ],
  }));
}

/** How much of what was planned is done, and how timely. */
export function KpiPage() {
  const session = useSession();
  const city = rights.seesCity(session);
  const [params, setParams] = useSearchParams();
  const by = params.get('theo') ?? (city ? 'unit' : 'area');
  const year = Number(today().slice(0, 4));
  const period = params.get('ky') ?? `${year}`;
  const kpis = useQuery(kpisQuery(session.unit, by, period));
  usePageTitle('Đánh giá thực hiện nhiệm vụ');
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    next.set(name, value);
    setParams(next, { replace: true });
  };
  const columns: Column<KpiLine>[] = [
    {
      id: 'name', header: BY[by]!, sortBy: (l) => kpiName(by, l),
      cell: (l) => (by === 'unit' && city ? <Link to={`/nhiem-vu?don-vi=${l.key}`}>{l.name}</Link> : kpiName(by, l)),
    },
    { id: 'planned', header: 'Kế hoạch', sortBy: (l) => l.planned, cell: (l) => l.planned.toLocaleString('vi'), align: 'right' },
    { id: 'done', header: 'Đã xong', sortBy: (l) => l.done, cell: (l) => l.done.toLocaleString('vi'), align: 'right' },
    { id: 'doneRate', header: 'Tỷ lệ xong', sortBy: (l) => l.doneRate ?? -1, cell: (l) => rate(l.doneRate), align: 'right' },
    { id: 'onTime', header: 'Đúng hạn', sortBy: (l) => l.onTime, cell: (l) => l.onTime.toLocaleString('vi'), align: 'right', wide: true },
    { id: 'late', header: 'Trễ hạn', sortBy: (l) => l.late, cell: (l) => l.late.toLocaleString('vi'), align: 'right', wide: true },
    { id: 'onTimeRate', header: 'Tỷ lệ đúng hạn', sortBy: (l) => l.onTimeRate ?? -1, cell: (l) => rate(l.onTimeRate), align: 'right', wide: true },
    { id: 'overdue', header: 'Quá hạn', sortBy: (l) => l.overdue, cell: (l) => l.overdue.toLocaleString('vi'), align: 'right' },
    { id: 'waiting', header: 'Chờ', sortBy: (l) => l.waiting, cell: (l) => l.waiting.toLocaleString('vi'), align: 'right', wide: true },
    { id: 'delay', header: 'Trễ bình quân (ngày)', sortBy: (l) => l.meanDelay ?? -1, cell: (l) => l.meanDelay?.toLocaleString('vi') ?? '–', align: 'right', wide: true },
  ];
  const save = () =>
    kpis.data && download(
      `danh-gia-nhiem-vu-${kpis.data.orgUnit}-${kpis.data.period}-${by}.csv`,
      toCsv([
        columns.map((c) => c.header),
        ...[...kpis.data.rows, { ...kpis.data.total, key: '∑', name: 'Tổng' }].map((l) => [
          l.key === '∑' ? 'Tổng' : kpiName(by, l), l.planned, l.done, l.doneRate, l.onTime, l.late, l.onTimeRate, l.overdue, l.waiting, l.meanDelay,
        ]),
      ]),
    );
  const total = kpis.data?.total;
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={1} size="h2">Đánh giá thực hiện nhiệm vụ</Title>
          <Text size="sm" c="dimmed">{session.unitName}. Năm tính mọi nhiệm vụ của năm đó; quý và 6 tháng tính nhiệm vụ đến hạn trong kỳ.</Text>
        </div>
        <Group gap="xs" className="no-print">
          <Button variant="default" size="sm" leftSection={<IconDownload size={16} aria-hidden />} disabled={!kpis.data} onClick={save}>CSV</Button>
          <Button variant="default" size="sm" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>In</Button>
        </Group>
      </Group>
      <Group gap="sm" className="no-print">
        <Select aria-label="Kỳ đánh giá" w={230} allowDeselect={false} value={period} onChange={(value) => value && choose('ky', value)} data={kpiPeriods(Math.max(year, Number(period.slice(0, 4)) || year))} />
        <SegmentedControl value={by} onChange={(value) => choose('theo', value)} data={Object.entries(BY).filter(([key]) => city || key !== 'unit').map(([value, label]) => ({ value, label }))} />
      </Group>
      {kpis.isError && <Failed error={kpis.error} onRetry={() => void kpis.refetch()} />}
      {kpis.isPending && <Waiting lines={8} />}
      {total && (
        <SimpleGrid cols={{ base: 2, sm: 3, md: 6 }} spacing="sm">
          {[
            ['Kế hoạch', total.planned.toLocaleString('vi')], ['Đã xong', `${total.done.toLocaleString('vi')} (${rate(total.doneRate)})`], ['Đúng hạn', rate(total.onTimeRate)],
            ['Quá hạn', total.overdue.toLocaleString('vi')], ['Chờ cấp trên, xác nhận', total.waiting.toLocaleString('vi')], ['Trễ bình quân', total.meanDelay === null || total.meanDelay === undefined ? '–' : `${total.meanDelay.toLocaleString('vi')} ngày`],
          ].map(([label, value]) => (
            <div key={label}>
              <Text size="xs" c="dimmed">{label}</Text>
              <Text fw={700} size="lg">{value}</Text>
            </div>
          ))}
        </SimpleGrid>
      )}
      {kpis.data && (
        <Panel title={`Theo ${BY[by]!.toLowerCase()}`}>
          <DataTable
            label={`Đánh giá theo ${BY[by]!.toLowerCase()}`} columns={columns} rows={kpis.data.rows} rowKey={(l) => l.key || '-'} height={640}
            empty={<Empty title="Không có nhiệm vụ trong kỳ này">Hãy chọn kỳ khác.</Empty>}
          />
        </Panel>
      )}
    </Stack>
  );
}
