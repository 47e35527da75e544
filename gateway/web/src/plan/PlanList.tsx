import { Badge, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { PlanLine } from '../api/types';
import { formatInstantDay } from '../format/dates';
import { planState } from './labels';

export function PlanList({ plans }: { plans: PlanLine[] }) {
  return (
    <Stack gap="xs">
      {plans.map((plan) => (
        <Group key={plan.id} justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <div>
            <Link to={`/ke-hoach/${plan.id}`}>{plan.title || 'Kế hoạch chưa rõ tên'}</Link>
            <Text size="xs" c="dimmed">
              {plan.issuedAt ? `Ban hành ${formatInstantDay(plan.issuedAt)}` : `Lập ngày ${formatInstantDay(plan.createdAt)}`}
            </Text>
          </div>
          <Badge color={planState(plan.state).color} flex="none">{planState(plan.state).label}</Badge>
        </Group>
      ))}
    </Stack>
  );
}
