import { Anchor, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { nextWaiting } from './queueFilter';
import { queueQuery } from './queueQueries';

/** From one report to the next that waits: a reviewer reads many in a row. */
export function QueueNext({ period, unit }: { period: string; unit: string }) {
  const queue = useQuery(queueQuery(period));
  const next = nextWaiting(queue.data?.lines ?? [], unit);
  return (
    <Group gap="md">
      <Anchor component={Link} to={`/duyet?ky=${period}`} size="sm">Danh sách duyệt</Anchor>
      {next && <Anchor component={Link} to={`/don-vi/${next.orgUnit}/bao-cao/${period}`} size="sm">Chờ duyệt tiếp theo: {next.orgUnitName} →</Anchor>}
    </Group>
  );
}
