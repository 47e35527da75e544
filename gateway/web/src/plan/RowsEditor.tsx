import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Problem } from '../api/problem';
import type { Finding } from '../api/types';
import { Empty } from '../components/Empty';
import { areaName } from '../format/labels';
import type { EditAct, EditedPlan } from './edit';
import { EditedRow } from './EditedRow';
import { deadlineWords, targetMeasure } from './labels';
import type { Lines } from './lines';
import classes from './Plan.module.css';
import { TargetForm } from './TargetForm';
import { TaskForm } from './TaskForm';

interface Props {
  plan: EditedPlan;
  findings: Finding[];
  problem: Problem | null;
  chosenRow: string | null;
  openRows: ReadonlySet<string>;
  dispatch: (act: EditAct) => void;
  onToggle: (row: string) => void;
  onShow: (lines: Lines, row: string) => void;
  onRemoved: (name: string) => void;
}

/** What both lists share for a row: its findings, its mistakes, its buttons. */
function useRow({ plan, findings, problem, chosenRow, openRows, dispatch, onToggle, onShow, onRemoved }: Props) {
  const settled = useMemo(() => new Set(plan.resolved), [plan.resolved]);
  const byRow = useMemo(() => {
    const map = new Map<string, Finding[]>();
    for (const f of findings) if (f.row) map.set(f.row, [...(map.get(f.row) ?? []), f]);
    return map;
  }, [findings]);
  return (id: string, path: string, name: string) => ({
    id, name, settled,
    open: openRows.has(id),
    chosen: chosenRow === id,
    notes: byRow.get(id) ?? [],
    errors: problem?.fields.filter((f) => f.field.startsWith(path)).map((f) => f.message) ?? [],
    errorAt: (part: string) => problem?.messageAt(`${path}.${part}`),
    onToggle: () => onToggle(id),
    onShow: (lines: Lines) => onShow(lines, id),
    onSettle: (finding: string, resolved: boolean) => dispatch({ type: 'resolve', id: finding, resolved }),
    onRemove: () => {
      dispatch({ type: 'remove', id });
      onRemoved(name);
    },
    onMove: (by: -1 | 1) => dispatch({ type: 'move', id, by }),
  });
}

export function TargetsEditor(props: Props) {
  const { plan, dispatch } = props;
  const row = useRow(props);
  return (
    <div className={classes.tableBox}>
      {plan.targets.length === 0 && <Empty title="Chưa có chỉ tiêu nào" />}
      <ol className={classes.editRows}>
        {plan.targets.map((target, index) => {
          const { errorAt, ...shared } = row(target.id ?? '', `targets[${index}]`, `chỉ tiêu ${target.number ?? index + 1}`);
          return (
            <EditedRow
              key={target.id} {...shared} lines={target.sourceLines} confidence={target.confidence ?? 1}
              summary={<><Text span size="sm" fw={600}>{target.number ?? index + 1}. </Text><Text span size="sm">{target.text || 'Chỉ tiêu mới'}</Text><Text size="sm" c="navy" fw={600}>{targetMeasure(target)}</Text></>}
              form={<TargetForm target={target} errorAt={errorAt} onChange={(part) => dispatch({ type: 'target', id: target.id ?? '', part })} />}
            />
          );
        })}
      </ol>
      <Button variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => dispatch({ type: 'addTarget' })}>Thêm chỉ tiêu</Button>
    </div>
  );
}

export function TasksEditor(props: Props) {
  const { plan, dispatch } = props;
  const row = useRow(props);
  const agencies = useMemo(() => [...new Set(plan.tasks.map((t) => t.leadAgency).filter((a): a is string => !!a))].sort((a, b) => a.localeCompare(b, 'vi')), [plan.tasks]);
  return (
    <div className={classes.tableBox}>
      {plan.tasks.length === 0 && <Empty title="Chưa có nhiệm vụ nào">Thêm nhiệm vụ đầu tiên bên dưới.</Empty>}
      <ol className={classes.editRows}>
        {plan.tasks.map((task, index) => {
          const { errorAt, ...shared } = row(task.id, `tasks[${index}]`, `nhiệm vụ ${[task.number, task.subNumber].filter(Boolean).join('.') || index + 1}`);
          const newArea = index === 0 || plan.tasks[index - 1]!.area !== task.area;
          return [
            newArea && (
              <li key={`${task.id}-area`} className={classes.editArea}>
                <Group justify="space-between" wrap="nowrap">
                  <span>{task.areaTitle ?? areaName(task.area)}</span>
                  <Button size="compact-xs" variant="subtle" onClick={() => dispatch({ type: 'addTask', area: task.area })}>Thêm dòng</Button>
                </Group>
              </li>
            ),
            <EditedRow
              key={task.id} {...shared} lines={task.sourceLines} confidence={task.confidence}
              summary={(
                <>
                  <Text span size="sm" fw={600}>{[task.number, task.subNumber].filter(Boolean).join('.') || '–'} </Text>
                  <Text span size="sm">{task.content || 'Nhiệm vụ mới'}</Text>
                  <Text size="xs" c="dimmed">{task.leadAgency ?? 'chưa có chủ trì'}{task.coordinators.length > 0 && ` (phối hợp: ${task.coordinators.join('; ')})`}</Text>
                  <Text size="xs" c="dimmed">{task.deadline.text || 'chưa có thời hạn'} → {deadlineWords(task.deadline)}{task.products.length > 0 && ` · ${task.products.join('; ')}`}</Text>
                </>
              )}
              form={<TaskForm task={task} agencies={agencies} errorAt={errorAt} onChange={(part) => dispatch({ type: 'task', id: task.id, part })} />}
            />,
          ];
        })}
      </ol>
      <Button variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => dispatch({ type: 'addTask', area: plan.tasks.at(-1)?.area ?? 1 })}>Thêm nhiệm vụ</Button>
    </div>
  );
}
