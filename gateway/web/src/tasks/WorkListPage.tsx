import { Button, Checkbox, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { later } from '../components/later';
import { usePageTitle } from '../layout/usePageTitle';
import { rights, useSession } from '../session/session';
import { BulkBar } from './BulkBar';
import { FilterBar } from './FilterBar';
import { activeParts, exportAddress, KEYS, readFilter, withFilter } from './listFilter';
import { unitsQuery, workListQuery } from './queries';
import { StateCounts } from './StateCounts';
import { WorkRow } from './WorkRow';
import classes from './WorkList.module.css';

const NewTaskDialog = later(async () => (await import('./NewTaskDialog')).NewTaskDialog);

/** The work lists: mine, my office's, my unit's, the city's. */
export function WorkListPage() {
  const session = useSession();
  const city = rights.seesCity(session);
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);
  const scope = filter.scope || (city ? 'city' : 'unit');
  const list = useInfiniteQuery(workListQuery({ ...filter, scope }));
  const units = useQuery({ ...unitsQuery(session.unit), enabled: city });
  const [chosen, setChosen] = useState<string[]>([]);
  const [creating, setCreating] = useState(false);
  usePageTitle('Nhiệm vụ');

  const change = (changes: Parameters<typeof withFilter>[1]) => {
    setChosen([]);
    setParams(withFilter(params, changes), { replace: true });
  };
  const pages = list.data?.pages ?? [];
  const tasks = pages.flatMap((page) => page.items);
  const total = pages[0]?.total ?? tasks.length;
  const names = new Map((units.data ?? []).map((u) => [u.code, u.fullName]));
  const all = tasks.length > 0 && chosen.length === tasks.length;
  const toggle = (id: string) => setChosen((ids) => (ids.includes(id) ? ids.filter((i) => i !== id) : [...ids, id]));

  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Title order={1} size="h2">Nhiệm vụ</Title>
        <Group gap="sm">
          <Text size="sm" c="dimmed">Tải về: <a href={exportAddress({ ...filter, scope }, 'xlsx')} download>Excel</a> · <a href={exportAddress({ ...filter, scope }, 'csv')} download>CSV</a></Text>
          {session.roles.includes('commune-leader') && (
            <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>Giao việc đột xuất</Button>
          )}
        </Group>
      </Group>
      <Tabs value={scope} onChange={(value) => change({ ...Object.fromEntries(KEYS.map((k) => [k, ''])), scope: value ?? '' })} keepMounted={false}>
        <Tabs.List aria-label="Phạm vi">
          {!city && <Tabs.Tab value="mine">Của tôi</Tabs.Tab>}
          {!city && <Tabs.Tab value="office">Phòng tôi</Tabs.Tab>}
          {!city && <Tabs.Tab value="unit">{session.unitName}</Tabs.Tab>}
          {city && <Tabs.Tab value="city">Thành phố</Tabs.Tab>}
        </Tabs.List>
      </Tabs>
      <FilterBar filter={filter} scope={scope} unit={session.unit} units={units.data ?? []} onChange={change} />
      {pages[0]?.states && <StateCounts counts={pages[0].states} chosen={filter.state} onChoose={(state) => change({ state, due: filter.due === 'overdue' ? '' : filter.due })} />}
      {chosen.length > 0 && <BulkBar ids={chosen} unit={session.unit} onDone={() => setChosen([])} onClear={() => setChosen([])} />}
      {list.isError && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Waiting lines={8} />}
      {list.data && tasks.length === 0 && (
        activeParts(filter) > 0 || filter.q
          ? <Empty title="Không có nhiệm vụ nào khớp"><Button variant="subtle" onClick={() => change(Object.fromEntries(KEYS.filter((k) => k !== 'scope').map((k) => [k, ''])))}>Bỏ hết điều kiện lọc</Button></Empty>
          : <Empty title={scope === 'mine' ? 'Chưa có nhiệm vụ nào giao cho bạn' : 'Chưa có nhiệm vụ'}>Nhiệm vụ hiện ở đây khi kế hoạch được ban hành, thành phố giao việc hoặc lãnh đạo phân công.</Empty>
      )}
      {tasks.length > 0 && (
        <div className={classes.list} aria-busy={list.isFetching}>
          <div className={classes.head}>
            <Checkbox
              aria-label="Chọn tất cả nhiệm vụ đang hiện" checked={all} indeterminate={chosen.length > 0 && !all}
              onChange={() => setChosen(all ? [] : tasks.map((t) => t.id))}
            />
            <Text size="sm" c="dimmed" role="status">
              {pages[0]?.more ? `hơn ${total.toLocaleString('vi')}` : total.toLocaleString('vi')} nhiệm vụ, đang hiện {tasks.length.toLocaleString('vi')}
            </Text>
          </div>
          <ul>
            {tasks.map((task) => (
              <WorkRow
                key={task.id} task={task} unitName={city ? (names.get(task.orgUnit) ?? task.orgUnit) : undefined}
                chosen={chosen.includes(task.id)} onToggle={() => toggle(task.id)}
              />
            ))}
          </ul>
          {list.hasNextPage && (
            <Group justify="center" p="sm">
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>Hiện thêm</Button>
            </Group>
          )}
        </div>
      )}
      {creating && <NewTaskDialog unit={session.unit} onClose={() => setCreating(false)} />}
    </Stack>
  );
}
