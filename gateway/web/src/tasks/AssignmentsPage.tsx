import { Button, Group, Pagination, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstantDay } from '../format/dates';
import { usePageTitle } from '../layout/usePageTitle';
import { rights, useSession } from '../session/session';
import { assignmentsQuery } from './queries';
import { StateShares } from './StateShares';
import classes from './WorkList.module.css';

/** What the city has assigned (việc thành phố giao), newest first. */
export function AssignmentsPage() {
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const page = Math.max(1, Number(params.get('trang')) || 1);
  const list = useQuery(assignmentsQuery(page));
  usePageTitle('Việc thành phố giao');
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h2">Việc thành phố giao</Title>
        {rights.reviews(session) && <Button component={Link} to="/giao-viec/moi" leftSection={<IconPlus size={16} aria-hidden />}>Giao việc</Button>}
      </Group>
      <Panel title="Danh sách" aside={<Text size="sm" c="dimmed" role="status">{list.data?.total ?? 0} việc</Text>}>
        {list.isError && <Failed error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Waiting lines={6} />}
        {list.data?.total === 0 && <Empty title="Chưa giao việc nào">Bấm “Giao việc” để giao một việc cho nhiều xã, phường trong một bước.</Empty>}
        <ul className={classes.plain}>
          {list.data?.items.map((a) => (
            <li key={a.id}>
              <Link className={classes.title} to={`/giao-viec/${a.id}`}>{a.content}</Link>
              <Text size="xs" c="dimmed">
                {[a.document, `${a.units} đơn vị`, a.deadlineText, `giao ngày ${formatInstantDay(a.createdAt)}`, a.cancelReason ? 'đã hủy' : null].filter(Boolean).join(' · ')}
              </Text>
              <StateShares counts={a.states} />
            </li>
          ))}
        </ul>
        {list.data && list.data.total > list.data.pageSize && (
          <Pagination
            mt="md" value={page} total={Math.ceil(list.data.total / list.data.pageSize)} onChange={(next) => setParams({ trang: String(next) })}
            getControlProps={(control) => ({ 'aria-label': { first: 'Trang đầu', previous: 'Trang trước', next: 'Trang sau', last: 'Trang cuối' }[control] })}
          />
        )}
      </Panel>
    </Stack>
  );
}
