import { describe, expect, it } from 'vitest';
import type { Indicator, PlanTarget, ReportStep, RollupIndicator, Task } from '../api/types';
import { dueDates, findingsOf, targetMeasure } from '../plan/labels';
import { byArea, filterTasks, NO_TASK_FILTER } from '../tasks/filterTasks';
import { indicatorRows } from './indicatorRows';
import { joinSaves } from './joinSaves';

describe('joinSaves', () => {
  it('shows one person’s saves in a row as one step, newest first', () => {
    const step = (revision: number, action: string, by = 'a'): ReportStep => ({ revision, action, by, at: '', message: null });
    const joined = joinSaves([step(1, 'saved'), step(2, 'saved'), step(3, 'saved', 'b'), step(4, 'submitted'), step(5, 'saved')]);
    expect(joined.map((s) => [s.action, s.by, s.times])).toEqual([['saved', 'a', 1], ['submitted', 'a', 1], ['saved', 'b', 1], ['saved', 'a', 2]]);
  });
});

describe('indicatorRows', () => {
  const definition = (code: string, direction: string, target: number | null, source = 'report') =>
    ({ code, name: code, area: 1, unit: '%', direction, target, source }) as Indicator;
  const line = (indicator: string, value: number) => ({ indicator, value, target: null, numerator: 1, denominator: 2, provisional: 1 }) as RollupIndicator;

  it('judges by the direction of the indicator, and not at all without value or target', () => {
    const rows = indicatorRows(
      [definition('UP', 'higher', 98), definition('DOWN', 'lower', 2), definition('FREE', 'higher', null), definition('NONE', 'higher', 98), definition('SIPAS', 'higher', 90, 'direct')],
      [line('UP', 97), line('DOWN', 1), line('FREE', 5)],
    );
    expect(rows.map((r) => [r.code, r.reaches])).toEqual([['UP', false], ['DOWN', true], ['FREE', null], ['NONE', null]]);
  });
});

describe('tasks', () => {
  const task = (area: number, content: string, state: string) => ({ area, content, state, leadAgency: 'Phòng Văn hóa - Xã hội', products: ['Báo cáo'] }) as unknown as Task;
  const tasks = [task(3, 'Rà soát thủ tục', 'overdue'), task(1, 'Ban hành kế hoạch', 'doneOnTime'), task(3, 'Niêm yết thủ tục', 'inProgress')];

  it('filters by text in content, agency and product, by area and state', () => {
    expect(filterTasks(tasks, { ...NO_TASK_FILTER, text: 'van hoa thu tuc' })).toHaveLength(2);
    expect(filterTasks(tasks, { ...NO_TASK_FILTER, area: '1' })).toHaveLength(1);
    expect(filterTasks(tasks, { ...NO_TASK_FILTER, state: 'overdue', area: '1' })).toHaveLength(0);
  });

  it('groups by area and keeps the order of the plan inside', () => {
    expect(byArea(tasks).map((g) => [g.area, g.tasks.map((t) => t.content)])).toEqual([[1, ['Ban hành kế hoạch']], [3, ['Rà soát thủ tục', 'Niêm yết thủ tục']]]);
  });
});

describe('plan labels', () => {
  const measure = (comparator: PlanTarget['comparator'], value: number | null, unit: string | null) => targetMeasure({ comparator, value, unit });

  it.each([
    [measure('atLeast', 95, '%'), '≥ 95%'], [measure('equals', 100, '%'), '100%'], [measure('reduceAtLeast', 50, '%'), 'giảm ≥ 50%'],
    [measure('none', null, null), 'không có con số'], [measure('exceed', null, null), 'vượt'], [measure('moreThan', 2.5, 'điểm'), '> 2,5 điểm'],
  ])('%s is %s', (words, expected) => expect(words).toBe(expected));

  it('does not take the findings of row 12 for those of row 1', () => {
    const finding = (field: string) => ({ code: '', severity: 'info' as const, message: field, line: 1, field });
    expect(findingsOf([finding('tasks[1].deadline'), finding('tasks[12].products'), finding('targets[1]')], 'tasks', 1)).toHaveLength(1);
  });

  it('shortens long rows of due dates', () => {
    expect(dueDates(['2025-09-15', '2025-12-15'])).toBe('15/09/2025, 15/12/2025');
    expect(dueDates(Array.from({ length: 12 }, () => '2025-01-31'))).toContain('(12 lần)');
  });
});
