import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Occurrence, Task } from '../api/types';
import { Panel } from '../components/Panel';
import { TaskStateBadge } from '../components/StateBadge';
import { later } from '../components/later';
import { formatDay } from '../format/dates';
import classes from './WorkList.module.css';

const ProgressDialog = later(async () => (await import('./ProgressDialog')).ProgressDialog);

/** The due dates of a recurring task, each with its own progress. */
export function OccurrencesPanel({ task, occurrences, may }: { task: Task; occurrences: Occurrence[]; may: boolean }) {
  const [open, setOpen] = useState<Occurrence | null>(null);
  const done = occurrences.filter((o) => o.completedOn).length;
  return (
    <Panel title="Các kỳ thực hiện" aside={<Text size="sm" c="dimmed">{done}/{occurrences.length} kỳ xong</Text>}>
      <ul className={classes.plain}>
        {occurrences.map((o) => (
          <li key={o.writtenOn}>
            <Group justify="space-between" gap="sm">
              <div>
                <Text size="sm">Hạn {formatDay(o.dueOn)}{o.extendedTo ? ' (đã gia hạn)' : o.dueOn !== o.writtenOn ? ` (ghi ${formatDay(o.writtenOn)})` : ''}</Text>
                <Text size="xs" c="dimmed">{o.completedOn ? `Xong ngày ${formatDay(o.completedOn)}` : `Tiến độ ${o.percent}%`}</Text>
              </div>
              <Group gap="sm">
                <TaskStateBadge state={o.state} />
                {may && <Button size="xs" variant="default" onClick={() => setOpen(o)} aria-label={`Cập nhật kỳ ${formatDay(o.writtenOn)}`}>Cập nhật</Button>}
              </Group>
            </Group>
          </li>
        ))}
      </ul>
      {open && <ProgressDialog task={task} occurrence={open} mine onClose={() => setOpen(null)} />}
    </Panel>
  );
}
