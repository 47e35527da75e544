import { Group, Select, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Task } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { later } from '../components/later';
import { AREAS, areaName, TASK_STATES, taskState } from '../format/labels';
import { byArea, filterTasks, NO_TASK_FILTER } from './filterTasks';
import { tasksQuery } from './queries';
import { TaskRow } from './TaskRow';
import classes from './Tasks.module.css';

const ProgressDialog = later(async () => (await import('./ProgressDialog')).ProgressDialog);

/** The tasks (nhiệm vụ) of a unit in a year, by area. */
export function TasksPanel({ unit, mine, year }: { unit: string; mine: boolean; year: number }) {
  const query = useQuery(tasksQuery(unit, year));
  const [filter, setFilter] = useState(NO_TASK_FILTER);
  const [open, setOpen] = useState<Task | null>(null);
  const all = query.data?.items ?? [];
  const shown = filterTasks(all, filter);
  const counts = new Map<string, number>();
  for (const task of all) counts.set(taskState(task.state), (counts.get(taskState(task.state)) ?? 0) + 1);
  return (
    <Panel title={`Nhiệm vụ năm ${year}`} aside={<Text size="sm" c="dimmed" role="status">{shown.length}/{all.length} nhiệm vụ</Text>}>
      {all.length > 0 && (
        <Group gap="xs" mb="sm">
          <TextInput
            aria-label="Tìm nhiệm vụ" placeholder="Tìm nội dung, cơ quan, sản phẩm" leftSection={<IconSearch size={16} aria-hidden />} flex="1 1 220px"
            value={filter.text} onChange={(e) => setFilter({ ...filter, text: e.currentTarget.value })}
          />
          <Select
            aria-label="Lĩnh vực" w={240} value={filter.area} allowDeselect={false} onChange={(area) => setFilter({ ...filter, area: area ?? '' })}
            data={[{ value: '', label: 'Mọi lĩnh vực' }, ...AREAS.map((label, i) => ({ value: String(i + 1), label: `${i + 1}. ${label}` }))]}
          />
          <Select
            aria-label="Trạng thái nhiệm vụ" w={190} value={filter.state} allowDeselect={false} onChange={(state) => setFilter({ ...filter, state: state ?? '' })}
            data={[
              { value: '', label: 'Mọi trạng thái' },
              ...Object.entries(TASK_STATES).map(([value, { label }]) => ({ value, label: `${label} (${counts.get(value) ?? 0})` })),
            ]}
          />
        </Group>
      )}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Waiting lines={6} />}
      {query.data && all.length === 0 && <Empty title={`Chưa có nhiệm vụ năm ${year}`}>Nhiệm vụ hiện ở đây sau khi kế hoạch được ban hành.</Empty>}
      {all.length > 0 && shown.length === 0 && <Empty title="Không có nhiệm vụ nào khớp">Hãy bỏ bớt điều kiện lọc.</Empty>}
      {byArea(shown).map((group) => (
        <section key={group.area} aria-label={areaName(group.area)}>
          <h3 className={classes.area}>{group.area}. {areaName(group.area)} <span>{group.tasks.length}</span></h3>
          <ul className={classes.list}>
            {group.tasks.map((task) => <TaskRow key={task.id} task={task} onOpen={() => setOpen(task)} mine={mine} />)}
          </ul>
        </section>
      ))}
      {open && <ProgressDialog task={open} mine={mine} onClose={() => setOpen(null)} />}
    </Panel>
  );
}
