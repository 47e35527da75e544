import { describe, expect, it } from 'vitest';
import type { Plan } from '../api/types';
import { editReducer, isDirty, rowAt, startEdit, toInput } from './edit';
import { nextPeriod } from './StepActions';

const task = (id: string, area: number): Plan['tasks'][number] => ({
  id, area, areaTitle: null, number: '1', subNumber: null, content: `Việc ${id}`, leadAgency: null, coordinators: [], leaderInCharge: null,
  deadline: { text: 'Quý III', kind: 'window', from: null, to: null, recurrence: null, dueDates: [] }, products: [], sourceLines: { from: 3, to: 4 }, confidence: 0.8,
});

const PLAN = {
  id: 'p', orgUnit: '11593', state: 'draft', title: 'Kế hoạch', period: '2025-H2', periodFrom: '2025-07-01', periodTo: '2025-12-31',
  decision: { number: null, date: null, dateText: null, place: null, signer: null, signerRole: null }, legalBases: [],
  targets: [], tasks: [task('a', 1), task('b', 1), task('c', 2)],
  findings: [{ id: 'f1', code: 'X', severity: 'warning', message: 'm', line: 3, field: 'tasks[0].leadAgency', row: 'a', part: 'leadAgency', resolvedBy: 'ai', resolvedAt: null }],
  fileName: 'a.docx', version: 4, createdAt: '', createdBy: '', issuedAt: null, open: { errors: 0, warnings: 1, infos: 0 },
} as unknown as Plan;

describe('corrections of a plan', () => {
  it('takes a removed row back', () => {
    const removed = editReducer(startEdit(PLAN), { type: 'remove', id: 'b' });
    expect(removed.now.tasks.map((t) => t.id)).toEqual(['a', 'c']);
    expect(isDirty(removed)).toBe(true);
    const undone = editReducer(removed, { type: 'undo' });
    expect(undone.now.tasks.map((t) => t.id)).toEqual(['a', 'b', 'c']);
    expect(isDirty(undone)).toBe(false);
  });

  it('counts typing into one field as one step', () => {
    let state = startEdit(PLAN);
    for (const content of ['V', 'Vi', 'Việ']) state = editReducer(state, { type: 'task', id: 'a', part: { content } });
    state = editReducer(state, { type: 'task', id: 'c', part: { content: 'x' } });
    expect(state.past).toHaveLength(2);
    state = editReducer(editReducer(state, { type: 'undo' }), { type: 'undo' });
    expect(isDirty(state)).toBe(false);
  });

  it('puts a new task at the end of its area', () => {
    const state = editReducer(startEdit(PLAN), { type: 'addTask', area: 1 });
    expect(state.now.tasks.map((t) => t.area)).toEqual([1, 1, 1, 2]);
    expect(state.now.tasks[2]!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('keeps what was typed while a save was under way', () => {
    const first = editReducer(startEdit(PLAN), { type: 'set', part: { title: 'Một' } });
    const second = editReducer(first, { type: 'set', part: { title: 'Hai' } });
    const saved = editReducer(second, { type: 'saved', plan: { ...PLAN, title: 'Một', version: 5 }, sent: first.now });
    expect([saved.now.title, saved.version, isDirty(saved)]).toEqual(['Hai', 5, true]);
  });

  it('sends the version, the settled findings, and days of the period only while the period is the same', () => {
    const state = editReducer(startEdit(PLAN), { type: 'resolve', id: 'f2', resolved: true });
    expect(toInput(state.now, state.version, PLAN)).toMatchObject({ version: 4, resolved: ['f1', 'f2'], periodFrom: '2025-07-01' });
    expect(toInput({ ...state.now, period: '2026' }, 4, PLAN)).toMatchObject({ period: '2026', periodFrom: null });
  });

  it('finds the row of a mistake', () => {
    const { now } = startEdit(PLAN);
    expect(rowAt(now, 'tasks[2].deadline.to')).toBe('c');
    expect(rowAt(now, 'decision.number')).toBeNull();
  });
});

describe('the next period', () => {
  it.each([['2025-H2', '2026-H2'], ['2025', '2026'], ['2026-2030', '2031-2035'], [null, '']])('of %s is %s', (period, next) => expect(nextPeriod(period)).toBe(next));
});
