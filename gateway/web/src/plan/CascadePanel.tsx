import { Badge, Button, Checkbox, Group, Modal, MultiSelect, Progress, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { identityApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { CascadeItem, Plan } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { areaName } from '../format/labels';
import { fold } from '../format/search';
import classes from './Plan.module.css';
import { cascadeItemQuery, cascadeQuery, useCascade } from './queries';

/** Handing the city's targets and tasks down, and who answers them. */
export function CascadePanel({ plan, mine }: { plan: Plan; mine: boolean }) {
  const view = useQuery(cascadeQuery(plan.id));
  const [asking, setAsking] = useState<'cascade' | 'withdraw' | null>(null);
  const [shown, setShown] = useState<CascadeItem | null>(null);
  if (view.isError) return <Failed error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data) return <Waiting lines={4} />;
  const { items, units, steps } = view.data;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm">{items.length > 0 ? `${items.length} mục đã giao cho ${units} đơn vị; lần gần nhất ${formatInstant(steps.at(-1)?.at)}.` : 'Chưa giao mục nào.'}</Text>
        {mine && (
          <Group gap="xs">
            {items.length > 0 && <Button size="xs" variant="default" onClick={() => setAsking('withdraw')}>Thu hồi…</Button>}
            <Button size="xs" onClick={() => setAsking('cascade')}>Giao xuống cấp xã…</Button>
          </Group>
        )}
      </Group>
      {items.length === 0 && <Empty title="Chưa giao mục nào">Giao chỉ tiêu và nhiệm vụ của kế hoạch này cho các xã, phường trong một lần.</Empty>}
      {items.length > 0 && (
        <table className={classes.table}>
          <thead><tr><th>Mục</th><th>Đã giao</th><th>Đã có</th><th>Đang soạn</th><th>Còn thiếu</th></tr></thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id} onClick={() => setShown(item)}>
                <td>
                  <UnstyledButton className={classes.itemName} onClick={() => setShown(item)}>{item.text}</UnstyledButton>
                  <Text size="xs" c="dimmed">{item.kind === 'task' ? 'nhiệm vụ' : 'chỉ tiêu'}{item.area ? `, ${areaName(item.area)}` : ''}</Text>
                  <Progress value={(100 * item.answered) / Math.max(1, item.assigned)} size="xs" color="teal.8" aria-label={`${item.answered} trong ${item.assigned} đơn vị đã có`} />
                </td>
                <td>{item.assigned}</td><td>{item.answered}</td><td>{item.inWork}</td><td>{item.lacking}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {asking && <CascadeDialog plan={plan} withdraw={asking === 'withdraw'} onClose={() => setAsking(null)} />}
      {shown && <UnitsDialog plan={plan} item={shown} onClose={() => setShown(null)} />}
    </Stack>
  );
}

const UNIT_STATES: Record<string, { label: string; color: string }> = {
  answered: { label: 'Đã có', color: 'teal' }, inWork: { label: 'Đang soạn', color: 'blue' }, lacking: { label: 'Còn thiếu', color: 'orange' },
};

function UnitsDialog({ plan, item, onClose }: { plan: Plan; item: CascadeItem; onClose: () => void }) {
  const units = useQuery(cascadeItemQuery(plan.id, item.id));
  const [which, setWhich] = useState('lacking');
  const shown = units.data?.filter((u) => u.state === which) ?? [];
  return (
    <Modal opened onClose={onClose} title={item.text} size="lg">
      {units.isError && <Failed error={units.error} onRetry={() => void units.refetch()} />}
      <SegmentedControl size="xs" value={which} onChange={setWhich} mb="sm" data={Object.entries(UNIT_STATES).map(([value, s]) => ({ value, label: `${s.label} (${units.data?.filter((u) => u.state === value).length ?? 0})` }))} />
      {units.data && shown.length === 0 && <Text size="sm" c="dimmed">Không có đơn vị nào.</Text>}
      <Group gap={6}>{shown.map((u) => <Badge key={u.orgUnit} color={UNIT_STATES[u.state]?.color}>{u.name}</Badge>)}</Group>
    </Modal>
  );
}

function CascadeDialog({ plan, withdraw, onClose }: { plan: Plan; withdraw: boolean; onClose: () => void }) {
  const rows = useMemo(() => [
    ...plan.targets.map((t, i) => ({ id: t.id ?? '', label: `Chỉ tiêu ${t.number ?? i + 1}: ${t.text}` })),
    ...plan.tasks.map((t, i) => ({ id: t.id, label: `Nhiệm vụ ${t.number ?? i + 1}: ${t.content}` })),
  ], [plan]);
  const [items, setItems] = useState<string[]>(withdraw ? [] : rows.map((r) => r.id));
  const [to, setTo] = useState('all');
  const [units, setUnits] = useState<string[]>([]);
  const list = useQuery({
    queryKey: ['org-units', plan.orgUnit],
    queryFn: () => dataOf(identityApi.GET('/api/identity/org-units', { params: { query: { under: plan.orgUnit } } })),
    staleTime: Infinity,
  });
  const cascade = useCascade(plan.id);
  const send = () => cascade.mutate(
    { items: items.length === rows.length ? null : items, units: to === 'units' ? units : null, block: ['phuong', 'xa'].includes(to) ? to : null, all: to === 'all', withdraw },
    {
      onSuccess: (answer) => {
        onClose();
        notifications.show({ color: 'teal', message: `Đã ${withdraw ? 'thu hồi' : 'giao'} ${answer.items} mục ${withdraw ? 'của' : 'cho'} ${answer.units} đơn vị.` });
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={withdraw ? 'Thu hồi mục đã giao' : 'Giao xuống cấp xã'} size="lg">
      <Stack>
        <SegmentedControl value={to} onChange={setTo} data={[{ value: 'all', label: 'Tất cả đơn vị' }, { value: 'phuong', label: 'Khối phường' }, { value: 'xa', label: 'Khối xã' }, { value: 'units', label: 'Chọn đơn vị' }]} />
        {to === 'units' && (
          <MultiSelect
            label="Đơn vị" searchable clearable value={units} onChange={setUnits} data={list.data?.filter((u) => u.code.length === 5).map((u) => ({ value: u.code, label: u.fullName })) ?? []}
            filter={({ options, search }) => options.filter((o) => 'label' in o && fold(o.label).includes(fold(search)))}
          />
        )}
        <Group justify="space-between">
          <Text size="sm" fw={600}>Mục ({items.length}/{rows.length})</Text>
          <Button size="compact-xs" variant="subtle" onClick={() => setItems(items.length === rows.length ? [] : rows.map((r) => r.id))}>{items.length === rows.length ? 'Bỏ chọn' : 'Chọn tất cả'}</Button>
        </Group>
        <Stack gap={6} className={classes.pickList}>
          {rows.map((row) => <Checkbox key={row.id} size="xs" label={row.label} checked={items.includes(row.id)} onChange={(e) => setItems(e.currentTarget.checked ? [...items, row.id] : items.filter((i) => i !== row.id))} />)}
        </Stack>
        <Text size="xs" c="dimmed">{withdraw ? 'Dòng mà đơn vị đã đưa vào kế hoạch của mình vẫn giữ nguyên.' : 'Giao lại mục đã giao không làm gì thêm.'}</Text>
        {cascade.isError && <Failed error={cascade.error} title="Chưa thực hiện được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button color={withdraw ? 'red.8' : undefined} disabled={items.length === 0 || (to === 'units' && units.length === 0)} loading={cascade.isPending} onClick={send}>{withdraw ? 'Thu hồi' : 'Giao'}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
