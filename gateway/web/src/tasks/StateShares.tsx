import { Progress, Text, Tooltip } from '@mantine/core';
import { TASK_STATES, type TaskState } from '../format/labels';

const ORDER: TaskState[] = ['doneOnTime', 'doneLate', 'waiting', 'inProgress', 'notStarted', 'overdue', 'cancelled'];

/** How the tasks are spread over the states, as one bar and in words. */
export function StateShares({ counts }: { counts: Record<string, number> }) {
  const shown = ORDER.map((state) => ({ state, count: counts[state] ?? 0 })).filter((s) => s.count > 0);
  const total = shown.reduce((sum, s) => sum + s.count, 0);
  return (
    <>
      <Progress.Root size="sm" mt={6} aria-hidden>
        {shown.map(({ state, count }) => (
          <Tooltip key={state} label={`${TASK_STATES[state].label}: ${count}`}>
            <Progress.Section value={(100 * count) / total} color={TASK_STATES[state].color} />
          </Tooltip>
        ))}
      </Progress.Root>
      <Text size="xs" c="dimmed" mt={2}>{shown.map(({ state, count }) => `${TASK_STATES[state].label} ${count}`).join(' · ')}</Text>
    </>
  );
}
