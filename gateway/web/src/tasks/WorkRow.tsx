import { Checkbox, Progress, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Task } from '../api/types';
import { TaskStateBadge } from '../components/StateBadge';
import { formatDay } from '../format/dates';
import { ORIGINS, stateNote } from './words';
import classes from './WorkList.module.css';

interface Props {
  task: Task;
  /** Told where tasks of several units stand together. */
  unitName?: string;
  chosen: boolean;
  onToggle: () => void;
}

export function WorkRow({ task, unitName, chosen, onToggle }: Props) {
  const who = [unitName, task.office, task.assignee, ORIGINS[task.origin]].filter(Boolean).join(' · ');
  return (
    <li className={classes.row} data-chosen={chosen || undefined}>
      <Checkbox checked={chosen} onChange={onToggle} aria-label={`Chọn: ${task.content}`} />
      <div className={classes.what}>
        <Link className={classes.title} to={`/nhiem-vu/${task.id}`}>{task.content}</Link>
        <Text size="xs" c="dimmed">
          {who}
          {task.parts > 0 && ` · ${task.partsDone}/${task.parts} phần xong`}
          {task.evidenceCount > 0 && <> · <IconPaperclip size={12} aria-label="Minh chứng" />{task.evidenceCount}</>}
        </Text>
      </div>
      <div className={classes.due}>
        <Text size="sm">{task.dueOn ? formatDay(task.dueOn) : 'Không ghi hạn'}</Text>
        <Text size="xs" c="dimmed" lineClamp={1}>{task.extendedTo ? 'đã gia hạn' : task.deadline.text}</Text>
      </div>
      <div className={classes.state}>
        <TaskStateBadge state={task.state} />
        <Text size="xs" c={task.state === 'overdue' ? 'var(--tone-bad)' : 'dimmed'} lineClamp={1}>{stateNote(task)}</Text>
        <Progress value={task.percent} size="xs" mt={4} color="navy" aria-label={`Tiến độ ${task.percent}%`} />
      </div>
    </li>
  );
}
