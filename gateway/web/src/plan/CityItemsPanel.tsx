import { Badge, Button, Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CascadedItem, Plan } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { areaName } from '../format/labels';
import { formatShare } from '../format/numbers';
import classes from './Plan.module.css';
import { cascadedQuery, useAdopt, useAnswer } from './queries';

const STATES: Record<string, { label: string; color: string }> = {
  answered: { label: 'Đã có', color: 'teal' }, inWork: { label: 'Đang soạn', color: 'blue' }, lacking: { label: 'Còn thiếu', color: 'orange' },
};

/** What the city handed down: which rows of the unit's plans answer it, and what is lacking. */
export function CityItemsPanel({ unit, plan, mine }: { unit: string; plan?: Plan; mine: boolean }) {
  const items = useQuery(cascadedQuery(unit));
  const [which, setWhich] = useState('all');
  const [picked, setPicked] = useState<string[]>([]);
  const adopt = useAdopt();
  const editable = mine && plan?.may?.includes('edit');
  if (items.isError) return <Failed error={items.error} onRetry={() => void items.refetch()} />;
  if (!items.data) return <Waiting lines={3} />;
  const { assigned, answered, inWork, lacking } = items.data;
  if (assigned === 0) return <Empty title="Cấp trên chưa giao mục nào">Khi thành phố giao chỉ tiêu và nhiệm vụ, chúng hiện ở đây.</Empty>;
  const shown = items.data.items.filter((i) => which === 'all' || i.state === which);
  const pick = (id: string, on: boolean) => setPicked(on ? [...picked, id] : picked.filter((p) => p !== id));
  const add = (ids: string[]) => plan && adopt.mutate({ plan: plan.id, items: ids }, {
    onSuccess: () => {
      setPicked([]);
      notifications.show({ color: 'teal', message: `Đã thêm ${ids.length} mục vào kế hoạch.` });
    },
  });
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl
          size="xs" value={which} onChange={setWhich} aria-label="Lọc mục cấp trên giao"
          data={[{ value: 'all', label: `Tất cả (${assigned})` }, { value: 'lacking', label: `Còn thiếu (${lacking})` }, { value: 'inWork', label: `Đang soạn (${inWork})` }, { value: 'answered', label: `Đã có (${answered})` }]}
        />
        {editable && <Button size="xs" disabled={picked.length === 0} loading={adopt.isPending} onClick={() => add(picked)}>Thêm {picked.length || ''} mục đã chọn vào kế hoạch</Button>}
      </Group>
      {adopt.isError && <Failed error={adopt.error} title="Chưa thêm được" />}
      <ul className={classes.cityItems}>
        {shown.map((item) => (
          <li key={item.id}>
            {editable && item.state === 'lacking' && <Checkbox checked={picked.includes(item.id)} onChange={(e) => pick(item.id, e.currentTarget.checked)} aria-label={`Chọn: ${item.text}`} />}
            <ItemLine item={item} mine={mine} editable={!!editable} onAdd={() => add([item.id])} />
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function ItemLine({ item, mine, editable, onAdd }: { item: CascadedItem; mine: boolean; editable: boolean; onAdd: () => void }) {
  const answer = useAnswer();
  const state = STATES[item.state] ?? { label: item.state, color: 'gray' };
  return (
    <Stack gap={2} flex={1}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Badge color={state.color} flex="none" w={84}>{state.label}</Badge>
        <Text size="sm" flex={1}>{item.text}<Text span size="xs" c="dimmed"> · {item.kind === 'task' ? 'nhiệm vụ' : 'chỉ tiêu'}{item.area ? `, ${areaName(item.area)}` : ''}{item.task?.deadline.text ? `, ${item.task.deadline.text}` : ''}</Text></Text>
        {editable && item.state === 'lacking' && <Button size="compact-xs" variant="light" flex="none" onClick={onAdd}>Thêm vào kế hoạch</Button>}
      </Group>
      {item.answers.map((row) => (
        <Group key={row.row} gap="xs" pl={92}>
          <Text size="xs">↳ <Link to={`/ke-hoach/${row.plan}`}>{row.number ? `${row.number}. ` : ''}{row.text}</Link></Text>
          {mine && <Button size="compact-xs" variant="subtle" color="gray" loading={answer.isPending} onClick={() => answer.mutate({ plan: row.plan, row: row.row, item: item.id, answers: false })}>Bỏ gắn</Button>}
        </Group>
      ))}
      {item.suggestions.map((row) => (
        <Group key={row.row} gap="xs" pl={92}>
          <Text size="xs" c="dimmed">Có phải dòng này? {row.number ? `${row.number}. ` : ''}{row.text} (giống {formatShare(row.score, 0)})</Text>
          {mine && <Button size="compact-xs" variant="subtle" loading={answer.isPending} onClick={() => answer.mutate({ plan: row.plan, row: row.row, item: item.id, answers: true })}>Đúng, gắn</Button>}
        </Group>
      ))}
      {answer.isError && <Failed error={answer.error} title="Chưa gắn được" />}
    </Stack>
  );
}
