import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import type { Series } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { LazyChart } from '../components/LazyChart';
import { Waiting } from '../components/Waiting';
import { formatMeasure, formatNumber } from '../format/numbers';
import { periodName } from '../format/periods';
import { useThrottledEffect } from '../live/useThrottledEffect';
import { seriesQuery } from './queries';

interface Props {
  indicator: string;
  unit: string;
  period: string;
  version: number | undefined;
}

const REFRESH_PAUSE_MS = 2_000;

/** One indicator of one unit over the periods of the same kind. */
export function SeriesChart({ indicator, unit, period, version }: Props) {
  const client = useQueryClient();
  const series = useQuery(seriesQuery(indicator, unit));
  useThrottledEffect(version, REFRESH_PAUSE_MS, () => void client.invalidateQueries({ queryKey: ['series', unit] }));
  const points = useMemo(() => series.data?.points.filter((p) => kindOf(p.period) === kindOf(period)) ?? [], [series.data, period]);
  const option = useMemo(() => series.data && seriesOption(series.data, points), [series.data, points]);
  if (series.isError) return <Failed error={series.error} onRetry={() => void series.refetch()} />;
  if (!series.data || !option) return <Waiting lines={4} height={50} />;
  return (
    <figure style={{ margin: 0 }}>
      <Text component="figcaption" size="sm" fw={600}>{series.data.indicator.name} ({series.data.indicator.unit})</Text>
      {points.length === 0
        ? <Empty title="Chưa có số liệu qua các kỳ" />
        : <LazyChart option={option} height={300} label={seriesWords(series.data, points)} />}
    </figure>
  );
}

const kindOf = (period: string) => (period.split('-')[1] ?? 'Y').charAt(0);

const seriesWords = ({ indicator }: Series, points: Series['points']) =>
  `Biểu đồ đường ${indicator.name}: ${points.map((p) => `${periodName(p.period)} ${formatMeasure(p.value, indicator.unit)}`).join('; ')}`;

function seriesOption({ indicator }: Series, points: Series['points']): EChartsCoreOption {
  return {
    animationDuration: 300,
    grid: { left: 46, right: 20, top: 24, bottom: 28 },
    xAxis: { type: 'category', data: points.map((p) => p.period.split('-').reverse().join('/')), axisLabel: { fontSize: 11 }, boundaryGap: false },
    yAxis: {
      type: 'value', scale: true,
      // The target belongs in the picture even where all values lie far from it.
      min: (v: { min: number }) => Math.floor(Math.min(v.min, indicator.target ?? v.min)),
      max: (v: { max: number }) => Math.ceil(Math.max(v.max, indicator.target ?? v.max)),
      axisLabel: { formatter: (v: number) => formatNumber(v, 1), fontSize: 11 }, splitLine: { lineStyle: { color: '#e9ecef' } },
    },
    tooltip: {
      renderMode: 'richText', trigger: 'axis',
      formatter: (hits: { dataIndex: number }[]) => {
        const point = points[hits[0]?.dataIndex ?? 0];
        if (!point) return '';
        const share = point.denominator === null ? '' : `\n${formatNumber(point.numerator)} / ${formatNumber(point.denominator)}`;
        return `${periodName(point.period)}\n${formatMeasure(point.value, indicator.unit)}${share}${point.status === 'confirmed' ? '' : '\ntạm tính'}`;
      },
    },
    series: [{
      type: 'line', symbolSize: 8, lineStyle: { width: 2, color: '#1d4e89' }, itemStyle: { color: '#1d4e89' },
      data: points.map((p) => ({ value: p.value, symbol: p.status === 'confirmed' ? 'circle' : 'emptyCircle' })),
      markLine: indicator.target === null ? undefined : {
        symbol: 'none', silent: true, lineStyle: { color: '#343a40', type: 'dashed' },
        label: { formatter: `mục tiêu ${formatMeasure(indicator.target, indicator.unit)}`, position: 'insideEndTop', fontSize: 11 },
        data: [{ yAxis: indicator.target }],
      },
    }],
  };
}
