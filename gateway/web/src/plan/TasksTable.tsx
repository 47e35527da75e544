import { Badge, Text } from '@mantine/core';
import type { Plan } from '../api/types';
import { Empty } from '../components/Empty';
import { areaName } from '../format/labels';
import { formatShare } from '../format/numbers';
import { dueDates, findingsOf } from './labels';
import type { Lines } from './lines';
import classes from './Plan.module.css';
import { RowNotes } from './RowNotes';

const SURE = 0.8;

/** The annex of tasks (danh mục nhiệm vụ) as it was understood. */
export function TasksTable({ plan, chosen, onShow }: { plan: Plan; chosen: Lines | null; onShow: (lines: Lines) => void }) {
  if (plan.tasks.length === 0) return <Empty title="Không thấy nhiệm vụ nào trong văn bản" />;
  const { findings } = plan;
  return (
    <div className={classes.tableBox}>
      <table className={classes.table}>
        <thead>
          <tr><th>TT</th><th>Nội dung nhiệm vụ</th><th>Chủ trì, phối hợp</th><th>Thời gian</th><th>Sản phẩm</th></tr>
        </thead>
        <tbody>
          {plan.tasks.map((task, index) => {
            const notes = findingsOf(findings, 'tasks', index);
            const newArea = index === 0 || plan.tasks[index - 1]!.area !== task.area;
            const due = dueDates(task.deadline.dueDates);
            return [
              newArea && <tr key={`${task.id}-area`} className={classes.area}><td colSpan={5}>{task.areaTitle ?? areaName(task.area)}</td></tr>,
              <tr
                key={task.id} data-doubt={notes.length > 0 || undefined} data-chosen={(task.sourceLines !== null && chosen?.from === task.sourceLines.from) || undefined}
                onClick={() => task.sourceLines && onShow(task.sourceLines)}
              >
                <td>{[task.number, task.subNumber].filter(Boolean).join('.')}</td>
                <td>
                  {task.content}
                  <RowNotes notes={notes} lines={task.sourceLines} onShow={onShow} />
                  {task.confidence < SURE && <Badge color="orange" size="xs">độ chắc {formatShare(task.confidence, 0)}</Badge>}
                </td>
                <td>
                  {task.leadAgency ?? '–'}
                  {task.coordinators.length > 0 && <Text size="xs" c="dimmed">{task.coordinators.join('; ')}</Text>}
                </td>
                <td>
                  {task.deadline.text || '–'}
                  {due && <Text size="xs" c="dimmed">hạn {due}</Text>}
                </td>
                <td>{task.products.join('; ') || '–'}</td>
              </tr>,
            ];
          })}
        </tbody>
      </table>
    </div>
  );
}
