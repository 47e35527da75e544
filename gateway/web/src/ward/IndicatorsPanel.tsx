import { Badge, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rollup } from '../api/types';
import { type Column, DataTable } from '../components/DataTable';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { areaName } from '../format/labels';
import { formatMeasure, formatNumber } from '../format/numbers';
import { periodName } from '../format/periods';
import { indicatorsQuery } from '../indicators/queries';
import { SeriesChart } from '../indicators/SeriesChart';
import { type IndicatorRow, indicatorRows } from './indicatorRows';
import classes from './WardPage.module.css';

/** The indicators of the period against their targets, and the course of the chosen one over the periods. */
export function IndicatorsPanel({ unit, period, rollup }: { unit: string; period: string; rollup: Rollup | undefined }) {
  const definitions = useQuery(indicatorsQuery);
  const rows = indicatorRows(definitions.data ?? [], rollup?.indicators ?? []);
  const [chosen, setChosen] = useState('');
  const current = chosen || (rows.find((r) => r.value !== null) ?? rows[0])?.code || '';
  const columns: Column<IndicatorRow>[] = [
    { id: 'area', header: 'LV', width: 44, align: 'center', sortBy: (r) => r.area, cell: (r) => <Text size="xs" c="dimmed" title={areaName(r.area)}>{r.area}</Text> },
    {
      id: 'name', header: 'Chỉ số', sortBy: (r) => r.name,
      cell: (r) => <button type="button" className={classes.pick} aria-pressed={r.code === current} onClick={() => setChosen(r.code)}>{r.name}</button>,
    },
    { id: 'parts', header: 'Tử số / mẫu số', align: 'right', wide: true, cell: (r) => <Text size="xs" c="dimmed">{parts(r)}</Text> },
    { id: 'value', header: 'Kết quả', align: 'right', sortBy: (r) => r.value, cell: (r) => <b>{formatMeasure(r.value, r.unit)}</b> },
    { id: 'target', header: 'Mục tiêu', align: 'right', sortBy: (r) => (r.reaches === null ? null : Number(r.reaches)), cell: (r) => <Target row={r} /> },
  ];
  const filled = rows.filter((r) => r.value !== null).length;
  return (
    <Panel
      title={`Chỉ số ${periodName(period)}`}
      aside={rows.some((r) => r.provisional) ? <Badge color="yellow">tạm tính, chưa duyệt</Badge> : filled > 0 ? <Badge color="teal">chính thức</Badge> : undefined}
    >
      {definitions.isError && <Failed error={definitions.error} onRetry={() => void definitions.refetch()} />}
      {definitions.isPending && <Waiting />}
      {rows.length > 0 && (
        <div className={classes.indicators}>
          <div>
            {filled === 0 && <Text size="sm" c="dimmed" mb="xs">Kỳ này chưa có số liệu: chỉ số được tính ngay khi báo cáo được gửi.</Text>}
            <DataTable
              label="Các chỉ số" columns={columns} rows={rows} rowKey={(r) => r.code} height={420} rowHeight={40} selectedKey={current}
              empty={<Empty title="Chưa có chỉ số" />}
            />
          </div>
          <SeriesChart indicator={current} unit={unit} period={period} version={rollup?.version} />
        </div>
      )}
    </Panel>
  );
}

const parts = (row: IndicatorRow) =>
  row.numerator === null || row.denominator === null ? '' : `${formatNumber(row.numerator)} / ${formatNumber(row.denominator)}`;

function Target({ row }: { row: IndicatorRow }) {
  if (row.target === null) return <>–</>;
  const words = `${row.direction === 'lower' ? '≤' : '≥'} ${formatMeasure(row.target, row.unit)}`;
  if (row.reaches === null) return <Text span size="xs" c="dimmed">{words}</Text>;
  return (
    <Text span size="xs" c={row.reaches ? 'var(--tone-good)' : 'var(--tone-bad)'} style={{ whiteSpace: 'nowrap' }}>
      {row.reaches ? <IconCheck size={14} aria-label="đạt" /> : <IconX size={14} aria-label="chưa đạt" />} {words}
    </Text>
  );
}
