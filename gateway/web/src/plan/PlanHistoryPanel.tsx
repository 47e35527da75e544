import { Anchor, Badge, Group, Stack, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Plan } from '../api/types';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { planState, planStepName } from './labels';
import classes from './Plan.module.css';
import { planHistoryQuery, planVersionQuery, planVersionsQuery } from './queries';
import { TasksTable } from './TasksTable';

/** Who did what and when, and what the plan said at each edition. */
export function PlanHistoryPanel({ plan }: { plan: Plan }) {
  const [number, setNumber] = useState(0);
  const history = useQuery(planHistoryQuery(plan.id));
  const versions = useQuery(planVersionsQuery(plan.id));
  const shown = useQuery(planVersionQuery(plan.id, number));
  if (history.isError) return <Failed error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Waiting lines={4} />;
  return (
    <Stack gap="md">
      {versions.data && versions.data.length > 0 && (
        <Group gap="sm">
          <Text size="sm" fw={600}>Các lần ban hành:</Text>
          {versions.data.map((v) => (
            <Anchor key={v.number} component="button" type="button" size="sm" onClick={() => setNumber(number === v.number ? 0 : v.number)} aria-expanded={number === v.number}>
              Lần {v.number}, {formatInstant(v.at)}
            </Anchor>
          ))}
        </Group>
      )}
      {number > 0 && shown.isError && <Failed error={shown.error} onRetry={() => void shown.refetch()} />}
      {number > 0 && shown.data && (
        <section aria-label={`Bản ban hành lần ${number}`}>
          <Text fw={600} size="sm" mb={4}>{shown.data.title} ({shown.data.targets.length} chỉ tiêu, {shown.data.tasks.length} nhiệm vụ)</Text>
          <TasksTable plan={shown.data} chosen={null} onShow={() => undefined} />
        </section>
      )}
      <Timeline bulletSize={14} lineWidth={2} active={history.data.length}>
        {[...history.data].reverse().map((step, index) => (
          <Timeline.Item
            key={index}
            title={<Group gap="xs"><Text size="sm" fw={600}>{planStepName(step.action)}</Text><Badge size="xs" color={planState(step.state).color}>{planState(step.state).label}</Badge>{step.plan !== plan.id && <Badge size="xs" variant="outline" color="grape">bản sửa đổi</Badge>}</Group>}
          >
            {step.message && <Text size="sm" className={classes.preWrap}>{step.message}</Text>}
            <Text size="xs" c="dimmed">{step.by}, {formatInstant(step.at)}</Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  );
}
