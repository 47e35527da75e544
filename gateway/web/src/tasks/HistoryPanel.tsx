import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { TASK_STATES } from '../format/labels';
import { historyQuery } from './queries';
import { ACTIONS, fieldName, fieldValue } from './words';
import classes from './WorkList.module.css';

const FIRST = 5;

/** Every change: who, when, each field before and after. */
export function HistoryPanel({ task }: { task: string }) {
  const history = useQuery(historyQuery(task));
  const [all, setAll] = useState(false);
  const steps = history.data ?? [];
  return (
    <Panel title="Lịch sử thay đổi">
      {history.isError && <Failed error={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && <Waiting lines={3} />}
      <ul className={classes.plain}>
        {(all ? steps : steps.slice(0, FIRST)).map((step) => (
          <li key={`${step.version}-${step.at}`}>
            <Text size="sm" fw={600}>{ACTIONS[step.action] ?? step.action}</Text>
            <Text size="xs" c="dimmed">{formatInstant(step.at)} · {step.by === 'plan' ? 'kế hoạch' : step.by}</Text>
            {step.comment && <Text size="sm">{step.comment}</Text>}
            {step.changes.map((c) => (
              <Text key={c.field} size="xs">{fieldName(c.field)}: {fieldValue(c.field, c.before, TASK_STATES)} → <b>{fieldValue(c.field, c.after, TASK_STATES)}</b></Text>
            ))}
          </li>
        ))}
      </ul>
      {steps.length > FIRST && <Button size="xs" variant="subtle" onClick={() => setAll(!all)}>{all ? 'Thu gọn' : `Hiện tất cả ${steps.length} lần thay đổi`}</Button>}
    </Panel>
  );
}
