import { TASK_STATES, type TaskState } from '../format/labels';
import classes from './WorkList.module.css';

const ORDER: TaskState[] = ['overdue', 'notStarted', 'inProgress', 'waiting', 'doneOnTime', 'doneLate', 'cancelled'];
const COUNTED_TO = 1000;

/** How many tasks are in each state, as buttons that filter. Large counts are told as "1.000+". */
export function StateCounts({ counts, chosen, onChoose }: { counts: Record<string, number>; chosen: string; onChoose: (state: string) => void }) {
  const shown = (count: number) => (count > COUNTED_TO ? '1.000+' : count.toLocaleString('vi'));
  return (
    <div className={classes.counts} role="group" aria-label="Lọc theo trạng thái">
      {ORDER.filter((state) => (counts[state] ?? 0) > 0 || state === chosen).map((state) => (
        <button key={state} type="button" aria-pressed={chosen === state} onClick={() => onChoose(chosen === state ? '' : state)}>
          {TASK_STATES[state].label} <b>{shown(counts[state] ?? 0)}</b>
        </button>
      ))}
    </div>
  );
}
