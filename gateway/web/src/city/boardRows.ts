import type { ReportLine, RollupChild } from '../api/types';
import { type ReportState, reportState } from '../format/labels';
import { matches } from '../format/search';
import { taskFigures } from './figures';

/** One unit on the board of who has sent. */
export interface BoardRow {
  code: string;
  name: string;
  block: string | null;
  state: ReportState;
  submittedAt: string | null;
  onTime: boolean | null;
  tasksTotal: number;
  tasksDone: number;
  tasksOverdue: number;
}

/** The stream knows sent reports first, the list knows drafts too: a unit that the stream has as not sent takes its state from the list. */
export function boardRows(children: RollupChild[] | undefined, lines: ReportLine[] | undefined): BoardRow[] {
  const byChild = new Map(children?.map((c) => [c.orgUnit, c]));
  const byLine = new Map(lines?.map((l) => [l.orgUnit, l]));
  const codes = new Set([...byChild.keys(), ...byLine.keys()]);
  return [...codes].map((code) => {
    const child = byChild.get(code);
    const line = byLine.get(code);
    const live = reportState(child?.state);
    const source = child && live !== 'none' ? child : (line ?? child);
    const tasks = child ? taskFigures(child.tasks) : { total: 0, done: 0, overdue: 0 };
    return {
      code,
      name: line?.orgUnitName ?? child?.name ?? code,
      block: child?.block ?? line?.block ?? null,
      state: live !== 'none' ? live : child?.reports.expected === 0 ? 'notExpected' : reportState(line?.state),
      submittedAt: source?.submittedAt ?? null,
      onTime: source?.onTime ?? null,
      tasksTotal: tasks.total,
      tasksDone: tasks.done,
      tasksOverdue: tasks.overdue,
    };
  });
}

export interface BoardFilter {
  text: string;
  block: string;
  state: string;
}

export const NO_FILTER: BoardFilter = { text: '', block: '', state: '' };

/** "late" and "unsent" are questions people ask that are not states of their own. */
export function filterBoard(rows: BoardRow[], filter: BoardFilter): BoardRow[] {
  return rows.filter(
    (row) =>
      (!filter.block || row.block === filter.block) &&
      (!filter.state || hasState(row, filter.state)) &&
      (!filter.text || row.code.startsWith(filter.text.trim()) || matches(row.name, filter.text)),
  );
}

function hasState(row: BoardRow, wanted: string): boolean {
  if (wanted === 'late') return row.onTime === false;
  if (wanted === 'unsent') return row.state === 'none' || row.state === 'draft';
  return row.state === wanted;
}
