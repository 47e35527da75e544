import { Badge } from '@mantine/core';
import { REPORT_STATES, reportState, TASK_STATES, taskState } from '../format/labels';
import classes from './StateBadge.module.css';

/** A report's state in words, with "trễ hạn" beside it when it came after the deadline. */
export function ReportStateBadge({ state, onTime, size }: { state: string | null; onTime?: boolean | null; size?: string }) {
  const shown = REPORT_STATES[reportState(state)];
  return (
    <span className={classes.badges}>
      <Badge color={shown.color} size={size} flex="none">{shown.label}</Badge>
      {onTime === false && <Badge color="red" variant="outline" size={size} flex="none">Trễ hạn</Badge>}
    </span>
  );
}

export function TaskStateBadge({ state }: { state: string }) {
  const shown = TASK_STATES[taskState(state)];
  return <Badge color={shown.color}>{shown.label}</Badge>;
}
