import type { Finding, PlanTarget } from '../api/types';
import { formatDay } from '../format/dates';
import { formatNumber } from '../format/numbers';

const COMPARATORS: Record<PlanTarget['comparator'], string> = {
  none: '',
  atLeast: '≥',
  moreThan: '>',
  equals: '=',
  atMost: '≤',
  lessThan: '<',
  reduceAtLeast: 'giảm ≥',
  reduceBy: 'giảm',
  increaseAtLeast: 'tăng ≥',
  increaseBy: 'tăng',
  exceed: 'vượt',
};

/** A target's measure (chỉ tiêu): "≥ 95%", "giảm ≥ 50%", "100%". */
export function targetMeasure({ comparator, value, unit }: Pick<PlanTarget, 'comparator' | 'value' | 'unit'>): string {
  const number = value === null ? '' : `${formatNumber(value)}${unit === '%' ? '%' : unit ? ` ${unit}` : ''}`;
  const sign = comparator === 'equals' && number ? '' : COMPARATORS[comparator];
  return `${sign} ${number}`.trim() || 'không có con số';
}

export const SEVERITIES: Record<Finding['severity'], { label: string; color: string }> = {
  error: { label: 'Lỗi', color: 'red' },
  warning: { label: 'Cần xem', color: 'orange' },
  info: { label: 'Lưu ý', color: 'blue' },
};

const SEVERITY_ORDER: Finding['severity'][] = ['error', 'warning', 'info'];

export const bySeverity = (a: Finding, b: Finding) =>
  SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) || (a.line ?? 0) - (b.line ?? 0);

/** The findings of one row, e.g. of "tasks[2]". */
export const findingsOf = (findings: Finding[], list: 'tasks' | 'targets', index: number) =>
  findings.filter((f) => f.field?.startsWith(`${list}[${index}]`));

export function dueDates(dates: string[]): string {
  if (dates.length === 0) return '';
  const shown = dates.slice(0, 4).map(formatDay).join(', ');
  return dates.length > 4 ? `${shown} … (${dates.length} lần)` : shown;
}

export const PLAN_STATES: Record<string, { label: string; color: string }> = {
  draft: { label: 'Bản nháp', color: 'blue' },
  issued: { label: 'Đã ban hành', color: 'teal' },
  amended: { label: 'Đã sửa đổi', color: 'grape' },
};
export const planState = (state: string) => PLAN_STATES[state] ?? { label: state, color: 'gray' };
