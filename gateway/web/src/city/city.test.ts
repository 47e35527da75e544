import { describe, expect, it } from 'vitest';
import type { Comparison, ComparisonRow, ReportLine, Rollup, RollupChild } from '../api/types';
import { boardRows, filterBoard, NO_FILTER } from './boardRows';
import { comparisonCsv, measuredRows } from './comparison';
import { reportFigures, taskFigures } from './figures';

const counts = { expected: 1, submitted: 0, onTime: 0, late: 0, returned: 0, accepted: 0 };
const child = (orgUnit: string, name: string, state: string | null, onTime: boolean | null = null): RollupChild => ({
  orgUnit, name, kind: 'xa', block: 'xa', state, submittedAt: state === 'submitted' ? '2025-09-15T02:00:00Z' : null, onTime, reports: counts,
  tasks: { total: 4, doneOnTime: 1, doneLate: 1, overdue: 2 },
});
const line = (orgUnit: string, name: string, state: string): ReportLine => ({
  orgUnit, orgUnitName: name, block: 'xa', state, submission: 0, submittedAt: null, onTime: null,
});

describe('board', () => {
  const rows = boardRows(
    [child('10888', 'Xã Cẩm Giang', 'none'), child('10903', 'Xã Cẩm Giàng', 'submitted', false), child('1', 'Xã Lai Khê', null)],
    [line('10888', 'Xã Cẩm Giang', 'draft'), line('10903', 'Xã Cẩm Giàng', 'draft'), line('1', 'Xã Lai Khê', 'none')],
  );

  it('takes drafts from the list and everything later from the stream', () => {
    expect(rows.map((r) => r.state)).toEqual(['draft', 'submitted', 'none']);
    expect(rows[1]).toMatchObject({ onTime: false, tasksDone: 2, tasksOverdue: 2 });
  });

  it('does not wait for a unit that is not asked to send', () => {
    const free = boardRows([{ ...child('1', 'Xã Lai Khê', null), reports: { ...counts, expected: 0 } }], [line('1', 'Xã Lai Khê', 'none')]);
    expect(free[0]!.state).toBe('notExpected');
    expect(filterBoard(free, { ...NO_FILTER, state: 'unsent' })).toEqual([]);
  });

  it('works from either source alone', () => {
    expect(boardRows(undefined, [line('1', 'Xã A', 'accepted')])[0]).toMatchObject({ state: 'accepted', tasksTotal: 0 });
    expect(boardRows([child('1', 'Xã A', 'accepted')], undefined)[0]).toMatchObject({ state: 'accepted', name: 'Xã A' });
    expect(boardRows(undefined, undefined)).toEqual([]);
  });

  it('finds both units whose names collide without diacritics, and one by its code', () => {
    expect(filterBoard(rows, { ...NO_FILTER, text: 'cam giang' })).toHaveLength(2);
    expect(filterBoard(rows, { ...NO_FILTER, text: '10903' }).map((r) => r.code)).toEqual(['10903']);
  });

  it('asks for late and for not sent', () => {
    expect(filterBoard(rows, { ...NO_FILTER, state: 'late' }).map((r) => r.code)).toEqual(['10903']);
    expect(filterBoard(rows, { ...NO_FILTER, state: 'unsent' }).map((r) => r.code)).toEqual(['10888', '1']);
    expect(filterBoard(rows, { ...NO_FILTER, block: 'phuong' })).toEqual([]);
  });
});

describe('figures', () => {
  it('adds late completions to what is done, and has no share of nothing', () => {
    expect(taskFigures({ total: 4, doneOnTime: 1, doneLate: 1, overdue: 2 })).toEqual({ total: 4, done: 2, overdue: 2, share: 50 });
    expect(taskFigures({}).share).toBeNull();
  });

  it('shows shares of what they are part of', () => {
    const rollup = { reports: { expected: 114, submitted: 57, onTime: 19, late: 38, returned: 2, accepted: 0 } } as Rollup;
    expect(reportFigures(rollup).map((f) => [f.key, f.value, f.note])).toEqual([
      ['expected', 114, undefined], ['submitted', 57, '50%'], ['onTime', 19, '33,3%'], ['late', 38, undefined], ['returned', 2, undefined], ['accepted', 0, '0%'],
    ]);
  });
});

describe('comparison', () => {
  const row = (orgUnit: string, value: number | null): ComparisonRow => ({
    orgUnit, name: `Xã ${orgUnit}`, kind: 'xa', block: 'xa', numerator: value, denominator: 100, value, target: 98, reachesTarget: value === null ? null : value >= 98,
    rank: value === null ? null : 1, status: value === null ? 'missing' : 'provisional',
  });
  const answer = (direction: string) => ({
    indicator: { code: 'X', name: 'Chỉ số', unit: '%', direction, target: 98 }, period: '2025-Q3', rows: [row('a', 90), row('b', null), row('c', 99.5)],
  }) as Comparison;

  it('puts the best first, whichever way is better, and leaves out units without a value', () => {
    expect(measuredRows(answer('higher')).map((r) => r.orgUnit)).toEqual(['c', 'a']);
    expect(measuredRows(answer('lower')).map((r) => r.orgUnit)).toEqual(['a', 'c']);
  });

  it('exports every unit, measured or not', () => {
    const csv = comparisonCsv(answer('higher'));
    expect(csv).toHaveLength(5);
    expect(csv[2]).toEqual([1, 'a', 'Xã a', 'Xã, đặc khu', 90, 100, 90, 98, 'chưa đạt', 'tạm tính']);
    expect(csv[3]).toEqual([null, 'b', 'Xã b', 'Xã, đặc khu', null, 100, null, 98, '', '']);
  });
});
