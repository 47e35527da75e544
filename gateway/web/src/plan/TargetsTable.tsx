import type { Plan } from '../api/types';
import { Empty } from '../components/Empty';
import { findingsOf, targetMeasure } from './labels';
import type { Lines } from './lines';
import classes from './Plan.module.css';
import { RowNotes } from './RowNotes';

/** The plan's targets (chỉ tiêu) as they were understood. */
export function TargetsTable({ plan, chosen, onShow }: { plan: Plan; chosen: Lines | null; onShow: (lines: Lines) => void }) {
  if (plan.targets.length === 0) return <Empty title="Không thấy chỉ tiêu nào trong văn bản" />;
  const { findings } = plan;
  return (
    <div className={classes.tableBox}>
      <table className={classes.table}>
        <thead><tr><th>TT</th><th>Chỉ tiêu</th><th>Mức</th></tr></thead>
        <tbody>
          {plan.targets.map((target, index) => {
            const notes = findingsOf(findings, 'targets', index);
            const measures = target.measures.length > 0 ? target.measures : [target];
            return (
              <tr
                key={index} data-doubt={notes.length > 0 || undefined} data-chosen={(target.sourceLines !== null && chosen?.from === target.sourceLines.from) || undefined}
                onClick={() => target.sourceLines && onShow(target.sourceLines)}
              >
                <td>{target.number ?? index + 1}</td>
                <td>{target.text}<RowNotes notes={notes} lines={target.sourceLines} onShow={onShow} /></td>
                <td className={classes.nowrap}>{measures.map((measure, i) => <div key={i}>{targetMeasure(measure)}</div>)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
