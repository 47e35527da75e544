import { REPORT_STATES, type ReportState } from '../format/labels';
import type { BoardRow } from './boardRows';
import classes from './StateStrip.module.css';

const ORDER: ReportState[] = ['accepted', 'submitted', 'reopened', 'returned', 'draft', 'none', 'notExpected'];

/** How many units are in each state, as one bar and buttons that filter. */
export function StateStrip({ rows, chosen, onChoose }: { rows: BoardRow[]; chosen: string; onChoose: (state: string) => void }) {
  const counts = ORDER.map((state) => ({ state, count: rows.filter((r) => r.state === state).length })).filter((c) => c.count > 0);
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {counts.map(({ state, count }) => <span key={state} data-state={state} style={{ flexGrow: count }} />)}
      </div>
      <div className={classes.legend}>
        {counts.map(({ state, count }) => (
          <button key={state} type="button" aria-pressed={chosen === state} onClick={() => onChoose(chosen === state ? '' : state)}>
            <i data-state={state} aria-hidden />
            {REPORT_STATES[state].label} <b>{count}</b>
          </button>
        ))}
      </div>
    </div>
  );
}
