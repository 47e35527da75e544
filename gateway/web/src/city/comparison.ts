import type { EChartsCoreOption } from 'echarts/core';
import type { Comparison, ComparisonRow } from '../api/types';
import { blockName } from '../format/labels';
import { formatMeasure, formatNumber } from '../format/numbers';

export const STATUS_NAMES: Record<string, string> = { confirmed: 'chính thức', provisional: 'tạm tính' };

/** Units with a value, best first. */
export function measuredRows({ indicator, rows }: Comparison): ComparisonRow[] {
  const sign = indicator.direction === 'lower' ? 1 : -1;
  return rows.filter((r) => r.value !== null).sort((a, b) => sign * (a.value! - b.value!) || a.name.localeCompare(b.name, 'vi'));
}

export function comparisonCsv(answer: Comparison): (string | number | null)[][] {
  const { indicator, period, rows } = answer;
  const reached = { true: 'đạt', false: 'chưa đạt', null: '' };
  return [
    ['Chỉ số', indicator.name, 'Kỳ', period],
    ['Hạng trong khối', 'Mã đơn vị', 'Đơn vị', 'Khối', 'Tử số', 'Mẫu số', `Kết quả (${indicator.unit})`, 'Mục tiêu', 'Đạt mục tiêu', 'Tình trạng'],
    ...rows.map((r) => [
      r.rank, r.orgUnit, r.name, blockName(r.block), r.numerator, r.denominator, r.value, r.target,
      reached[String(r.reachesTarget) as keyof typeof reached], r.value === null ? '' : (STATUS_NAMES[r.status] ?? r.status),
    ]),
  ];
}

const REACHED = '#2f7d4f';
const MISSED = '#c2571a';
const NO_TARGET = '#1d4e89';

export function comparisonOption({ indicator }: Comparison, rows: ComparisonRow[]): EChartsCoreOption {
  const values = rows.map((r) => r.value!);
  const lowest = Math.min(...values, indicator.target ?? Infinity);
  return {
    animationDuration: 300,
    grid: { left: 46, right: 12, top: 16, bottom: 24 },
    xAxis: { type: 'category', data: rows.map((r) => r.name), axisLabel: { show: false }, axisTick: { show: false }, name: `${rows.length} đơn vị, tốt nhất bên trái`, nameLocation: 'middle', nameGap: 8, nameTextStyle: { color: '#5b6570', fontSize: 11 } },
    yAxis: {
      type: 'value',
      // Shares lie close together near 100: cut the axis below the lowest, so that differences are seen.
      min: lowest > 50 ? Math.floor((lowest - 5) / 10) * 10 : 0,
      axisLabel: { formatter: (v: number) => formatNumber(v, 0), fontSize: 11 },
      splitLine: { lineStyle: { color: '#e9ecef' } },
    },
    tooltip: {
      renderMode: 'richText',
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => tooltipOf(rows[dataIndex], indicator.unit),
    },
    aria: { enabled: false },
    series: [
      {
        type: 'bar',
        barCategoryGap: '18%',
        barMaxWidth: 36,
        cursor: 'pointer',
        data: rows.map((r) => ({
          value: r.value,
          itemStyle: {
            color: r.reachesTarget === null ? NO_TARGET : r.reachesTarget ? REACHED : MISSED,
            opacity: r.status === 'confirmed' ? 1 : 0.55,
          },
        })),
        markLine: indicator.target === null ? undefined : {
          symbol: 'none', silent: true, lineStyle: { color: '#343a40', type: 'dashed' },
          label: { formatter: `mục tiêu ${formatMeasure(indicator.target, indicator.unit)}`, position: 'insideEndTop', fontSize: 11 },
          data: [{ yAxis: indicator.target }],
        },
      },
    ],
  };
}

function tooltipOf(row: ComparisonRow | undefined, unit: string): string {
  if (!row) return '';
  const share = row.denominator === null ? '' : `\n${formatNumber(row.numerator)} / ${formatNumber(row.denominator)}`;
  return `${row.name}\n${formatMeasure(row.value, unit)} · hạng ${row.rank ?? '–'} ${blockName(row.block)}${share}\n${STATUS_NAMES[row.status] ?? ''}`;
}
