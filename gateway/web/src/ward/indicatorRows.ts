import type { Indicator, RollupIndicator } from '../api/types';

export interface IndicatorRow {
  code: string;
  name: string;
  area: number;
  unit: string;
  direction: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  target: number | null;
  reaches: boolean | null;
  provisional: boolean;
}

/** Every defined indicator, with the unit's figures where the period has them. */
export function indicatorRows(definitions: Indicator[], lines: RollupIndicator[]): IndicatorRow[] {
  const measured = new Map(lines.map((l) => [l.indicator, l]));
  return definitions
    .filter((d) => d.source === 'report' || measured.has(d.code))
    .map((d) => {
      const line = measured.get(d.code);
      const value = line?.value ?? null;
      const target = line?.target ?? d.target;
      return {
        code: d.code, name: d.name, area: d.area, unit: d.unit, direction: d.direction, value, target,
        numerator: line?.numerator ?? null, denominator: line?.denominator ?? null,
        reaches: value === null || target === null ? null : d.direction === 'lower' ? value <= target : value >= target,
        provisional: (line?.provisional ?? 0) > 0,
      };
    });
}
