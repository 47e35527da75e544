import type { Rollup, TaskCounts } from '../api/types';
import { formatNumber, percentOf } from '../format/numbers';

/** Task counters as the header shows them. */
export function taskFigures(tasks: TaskCounts) {
  const done = (tasks.doneOnTime ?? 0) + (tasks.doneLate ?? 0);
  const total = tasks.total ?? 0;
  return { total, done, overdue: tasks.overdue ?? 0, share: percentOf(done, total) };
}

export interface Figure {
  key: string;
  label: string;
  value: number;
  note?: string;
  tone?: 'bad' | 'good' | 'warn';
}

export function reportFigures({ reports }: Rollup): Figure[] {
  const share = (n: number, of: number) => {
    const percent = percentOf(n, of);
    return percent === null ? undefined : `${formatNumber(percent, 1)}%`;
  };
  return [
    { key: 'expected', label: 'Phải gửi', value: reports.expected },
    { key: 'submitted', label: 'Đã gửi', value: reports.submitted, note: share(reports.submitted, reports.expected) },
    { key: 'onTime', label: 'Đúng hạn', value: reports.onTime, note: share(reports.onTime, reports.submitted), tone: 'good' },
    { key: 'late', label: 'Trễ hạn', value: reports.late, tone: reports.late > 0 ? 'bad' : undefined },
    { key: 'returned', label: 'Bị trả lại', value: reports.returned, tone: reports.returned > 0 ? 'warn' : undefined },
    { key: 'accepted', label: 'Đã duyệt', value: reports.accepted, note: share(reports.accepted, reports.expected), tone: 'good' },
  ];
}
