import type { Plan, PlanInput, PlanTarget, PlanTask } from '../api/types';

/** The fields of a plan that a person corrects, as they stand on the page. */
export interface EditedPlan {
  title: string;
  decision: Plan['decision'];
  legalBases: string[];
  period: string;
  targets: PlanTarget[];
  tasks: PlanTask[];
  /** Ids of findings that are settled. */
  resolved: string[];
}

export interface EditState {
  now: EditedPlan;
  /** As the server has it. */
  base: EditedPlan;
  version: number;
  /** Earlier states, the latest last. */
  past: EditedPlan[];
}

export type EditAct =
  | { type: 'set'; part: Partial<EditedPlan> }
  | { type: 'target'; id: string; part: Partial<PlanTarget> }
  | { type: 'task'; id: string; part: Partial<PlanTask> }
  | { type: 'addTarget' }
  | { type: 'addTask'; area: number | null }
  | { type: 'remove'; id: string }
  | { type: 'move'; id: string; by: -1 | 1 }
  | { type: 'resolve'; id: string; resolved: boolean }
  | { type: 'undo' }
  | { type: 'loaded'; plan: Plan }
  | { type: 'saved'; plan: Plan; sent: EditedPlan };

const MOST_UNDO = 100;

export const editedOf = (plan: Plan): EditedPlan => ({
  title: plan.title,
  decision: plan.decision,
  legalBases: plan.legalBases,
  period: plan.period ?? '',
  targets: plan.targets,
  tasks: plan.tasks,
  resolved: plan.findings.filter((f) => f.resolvedBy).map((f) => f.id ?? ''),
});

export const startEdit = (plan: Plan): EditState => ({ now: editedOf(plan), base: editedOf(plan), version: plan.version, past: [] });

export const isDirty = (state: EditState) => JSON.stringify(state.now) !== JSON.stringify(state.base);

/** Random, as ids of rows that the server has not seen; not a secret. */
export function newId(): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const NO_DEADLINE: PlanTask['deadline'] = { text: '', kind: 'none', from: null, to: null, recurrence: null, dueDates: [], byHand: false, certainty: 'unsure' };

const emptyTask = (area: number | null, areaTitle: string | null): PlanTask => ({
  id: newId(), area, areaTitle, number: null, subNumber: null, content: '', leadAgency: null, coordinators: [], leaderInCharge: null, deadline: NO_DEADLINE, products: [],
  sourceLines: null, confidence: 1, edited: true,
});

const emptyTarget = (): PlanTarget => ({ id: newId(), number: null, text: '', comparator: 'atLeast', value: null, unit: '%', area: null, measures: [], sourceLines: null, edited: true });

const replace = <T extends { id?: string }>(rows: T[], id: string, part: Partial<T>) => rows.map((row) => (row.id === id ? { ...row, ...part } : row));

function moved<T extends { id?: string }>(rows: T[], id: string, by: number): T[] {
  const from = rows.findIndex((r) => r.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= rows.length) return rows;
  const next = [...rows];
  [next[from], next[to]] = [next[to]!, next[from]!];
  return next;
}

function change(now: EditedPlan, act: EditAct): EditedPlan {
  switch (act.type) {
    case 'set': return { ...now, ...act.part };
    case 'target': return { ...now, targets: replace(now.targets, act.id, act.part) };
    case 'task': return { ...now, tasks: replace(now.tasks, act.id, act.part) };
    case 'addTarget': return { ...now, targets: [...now.targets, emptyTarget()] };
    case 'addTask': {
      // A new row stands at the end of its area.
      const last = now.tasks.findLastIndex((t) => t.area === act.area);
      const at = last >= 0 ? last + 1 : now.tasks.length;
      return { ...now, tasks: now.tasks.toSpliced(at, 0, emptyTask(act.area, now.tasks[last]?.areaTitle ?? null)) };
    }
    case 'remove': return { ...now, targets: now.targets.filter((t) => t.id !== act.id), tasks: now.tasks.filter((t) => t.id !== act.id) };
    case 'move': return { ...now, targets: moved(now.targets, act.id, act.by), tasks: moved(now.tasks, act.id, act.by) };
    case 'resolve': return { ...now, resolved: act.resolved ? [...now.resolved.filter((r) => r !== act.id), act.id] : now.resolved.filter((r) => r !== act.id) };
    default: return now;
  }
}

/** Typing into one field is one step back, not one for each letter. */
const sameField = (a: EditAct | null, b: EditAct) =>
  a !== null && a.type === b.type && 'part' in a && 'part' in b && ('id' in a ? a.id : '') === ('id' in b ? b.id : '') && Object.keys(a.part).join() === Object.keys(b.part).join();

export function editReducer(state: EditState & { last?: EditAct | null }, act: EditAct): EditState & { last?: EditAct | null } {
  if (act.type === 'undo') {
    const before = state.past.at(-1);
    return before ? { ...state, now: before, past: state.past.slice(0, -1), last: null } : state;
  }
  if (act.type === 'loaded') return startEdit(act.plan);
  if (act.type === 'saved') {
    // What was typed while the save was under way stays.
    const base = editedOf(act.plan);
    const unchanged = JSON.stringify(state.now) === JSON.stringify(act.sent);
    return { ...state, base, version: act.plan.version, now: unchanged ? base : state.now, past: state.past, last: null };
  }
  const now = change(state.now, act);
  if (now === state.now) return state;
  const past = sameField(state.last ?? null, act) ? state.past : [...state.past, state.now].slice(-MOST_UNDO);
  return { ...state, now, past, last: act };
}

export function toInput(plan: EditedPlan, version: number, before: Plan): PlanInput {
  const samePeriod = plan.period === (before.period ?? '');
  return {
    version,
    title: plan.title,
    decision: plan.decision,
    legalBases: plan.legalBases,
    period: plan.period || null,
    periodFrom: samePeriod ? before.periodFrom : null,
    periodTo: samePeriod ? before.periodTo : null,
    targets: plan.targets.map((t) => ({
      id: t.id ?? null, number: t.number, text: t.text, comparator: t.comparator, value: t.value, unit: t.unit, area: t.area, measures: null, indicator: t.indicator ?? null,
      answers: t.answers ?? null,
    })),
    tasks: plan.tasks.map((t) => ({
      id: t.id, area: t.area, areaTitle: t.areaTitle, number: t.number, subNumber: t.subNumber, groupTitle: t.groupTitle ?? null, content: t.content, leadAgency: t.leadAgency,
      coordinators: t.coordinators, leaderInCharge: t.leaderInCharge, products: t.products, answers: t.answers ?? null,
      deadline: {
        text: t.deadline.text, byHand: t.deadline.byHand ?? false, kind: t.deadline.kind, from: t.deadline.from, to: t.deadline.to, recurrence: t.deadline.recurrence,
      },
    })),
    resolved: plan.resolved,
  };
}

/** The row a path like "tasks[3].deadline" speaks of. */
export function rowAt(plan: EditedPlan, field: string | null | undefined): string | null {
  const m = /^(tasks|targets)\[(\d+)\]/.exec(field ?? '');
  if (!m) return null;
  return (m[1] === 'tasks' ? plan.tasks : plan.targets)[Number(m[2])]?.id ?? null;
}
