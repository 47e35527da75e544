import { Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Task } from '../api/types';
import { Panel } from '../components/Panel';
import { TaskStateBadge } from '../components/StateBadge';
import { formatDay } from '../format/dates';
import classes from './WorkList.module.css';

export function SubTasksPanel({ tasks }: { tasks: Task[] }) {
  return (
    <Panel title="Nhiệm vụ con">
      <ul className={classes.plain}>
        {tasks.map((task) => (
          <li key={task.id}>
            <Group justify="space-between" gap="sm" wrap="nowrap">
              <div>
                <Link className={classes.title} to={`/nhiem-vu/${task.id}`}>{task.content}</Link>
                <Text size="xs" c="dimmed">{[task.office, task.assignee, task.dueOn ? `hạn ${formatDay(task.dueOn)}` : null, `${task.percent}%`].filter(Boolean).join(' · ')}</Text>
              </div>
              <TaskStateBadge state={task.state} />
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
