import { Button, Progress, Text } from '@mantine/core';
import type { Task } from '../api/types';
import { TaskStateBadge } from '../components/StateBadge';
import { formatDay } from '../format/dates';
import classes from './Tasks.module.css';

export function TaskRow({ task, mine, onOpen }: { task: Task; mine: boolean; onOpen: () => void }) {
  return (
    <li className={classes.row}>
      <span className={classes.number}>{task.number}</span>
      <div>
        <Text size="sm">{task.content}</Text>
        <Text size="xs" c="dimmed">{[task.leadAgency, task.products.join('; ')].filter(Boolean).join(' · ')}</Text>
      </div>
      <div>
        <Text size="sm">{task.dueDate ? formatDay(task.dueDate) : 'Không ghi hạn'}</Text>
        <Text size="xs" c="dimmed" lineClamp={2}>{task.deadline.text}</Text>
      </div>
      <div className={classes.state}>
        <TaskStateBadge state={task.state} />
        <Progress value={task.percent} size="xs" mt={4} color="navy" aria-label={`Tiến độ ${task.percent}%`} />
      </div>
      <Button size="xs" variant="default" onClick={onOpen} aria-label={`${mine ? 'Cập nhật' : 'Chi tiết'} nhiệm vụ ${task.number}: ${task.content}`}>
        {mine ? 'Cập nhật' : 'Chi tiết'}
      </Button>
    </li>
  );
}
