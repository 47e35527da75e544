import { Badge, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Plan, RowDifference } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { areaName } from '../format/labels';
import { fieldName } from './labels';
import classes from './Plan.module.css';
import { differencesQuery } from './queries';

const CHANGES: Record<string, { label: string; color: string }> = {
  added: { label: 'Thêm', color: 'teal' }, removed: { label: 'Bỏ', color: 'red' }, changed: { label: 'Sửa', color: 'orange' },
};

/** What an amendment changes, or what the latest edition changed: added, removed, changed, field by field. */
export function DifferencesPanel({ plan }: { plan: Plan }) {
  const differences = useQuery(differencesQuery(plan.id));
  if (differences.isError) return <Failed error={differences.error} onRetry={() => void differences.refetch()} />;
  if (!differences.data) return <Waiting lines={4} />;
  const { plan: head, rows } = differences.data;
  if (head.length === 0 && rows.length === 0) return <Empty title="Chưa có gì khác với bản đang có hiệu lực" />;
  const count = (change: string) => rows.filter((r) => r.change === change).length;
  return (
    <Stack gap="sm">
      <Text size="sm">Thêm {count('added')}, bỏ {count('removed')}, sửa {count('changed')} dòng; {head.length} thay đổi ở phần chung.</Text>
      {head.length > 0 && <div className={classes.difference}><Text fw={600} size="sm">Phần chung</Text><Fields fields={head} /></div>}
      {rows.map((row) => <Row key={row.id} row={row} />)}
    </Stack>
  );
}

function Row({ row }: { row: RowDifference }) {
  const change = CHANGES[row.change] ?? { label: row.change, color: 'gray' };
  return (
    <div className={classes.difference} data-change={row.change}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Badge color={change.color} flex="none" w={56}>{change.label}</Badge>
        <Text size="sm">
          <Text span size="sm" c="dimmed">{row.kind === 'task' ? 'Nhiệm vụ' : 'Chỉ tiêu'} {row.number}{row.area ? ` (${areaName(row.area)})` : ''}: </Text>
          {row.change === 'removed' ? <del>{row.text}</del> : row.text}
        </Text>
      </Group>
      <Fields fields={row.fields} />
    </div>
  );
}

function Fields({ fields }: { fields: { field: string; before: string | null; after: string | null }[] }) {
  return (
    <dl className={classes.fields}>
      {fields.map((f) => (
        <div key={f.field}>
          <dt>{fieldName(f.field)}</dt>
          <dd><del>{f.before || '(trống)'}</del> → <ins>{f.after || '(trống)'}</ins></dd>
        </div>
      ))}
    </dl>
  );
}
