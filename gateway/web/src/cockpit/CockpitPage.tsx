import { Anchor, Badge, Button, Group, Paper, Progress, SimpleGrid, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBell } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import type { CockpitCounts, UnsentUnit } from '../api/types';
import { DataTable } from '../components/DataTable';
import { Dialog } from '../components/Dialog';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { ReportStateBadge } from '../components/StateBadge';
import { Waiting } from '../components/Waiting';
import { formatDeadline, formatInstant } from '../format/dates';
import { blockName } from '../format/labels';
import { formatShare } from '../format/numbers';
import { periodName } from '../format/periods';
import { matches } from '../format/search';
import { usePageTitle } from '../layout/usePageTitle';
import { LiveBadge } from '../live/LiveBadge';
import { useRollup } from '../live/useRollup';
import { useThrottledEffect } from '../live/useThrottledEffect';
import { PeriodSelect } from '../period/PeriodSelect';
import { usePeriod } from '../period/usePeriod';
import { rights, useSession } from '../session/session';
import { countdown, useLeft } from './countdown';
import { cockpitQuery, timelinessQuery, useRemind } from './queries';

const REFRESH_PAUSE_MS = 2_000;

/** The deadline: how long, how many, who has not sent; moves while reports come in. */
export function CockpitPage() {
  const session = useSession();
  const client = useQueryClient();
  const period = usePeriod();
  const rollup = useRollup(session.unit, period.code);
  const cockpit = useQuery(cockpitQuery(period.code));
  usePageTitle('Theo dõi hạn gửi');
  useThrottledEffect(rollup.data?.version, REFRESH_PAUSE_MS, () => void client.invalidateQueries({ queryKey: cockpitQuery(period.code).queryKey }));
  const left = useLeft(cockpit.data?.dueAt, cockpit.data?.now, cockpit.dataUpdatedAt);

  if (period.error) return <Failed error={period.error} onRetry={period.retry} />;
  if (period.isPending || !period.current) return <Waiting lines={8} />;
  const data = cockpit.data;
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={1} size="h2">Theo dõi hạn gửi báo cáo</Title>
          <Text c="dimmed" size="sm">{periodName(period.code)}{data && `, hạn gửi ${formatDeadline(data.dueAt)}`}</Text>
        </div>
        <Group gap="lg">
          <LiveBadge state={rollup.live} updatedAt={cockpit.dataUpdatedAt} />
          <PeriodSelect periods={period.offered} value={period.code} onChange={period.choose} />
        </Group>
      </Group>
      {cockpit.isError && <Failed error={cockpit.error} onRetry={() => void cockpit.refetch()} />}
      {cockpit.isPending && <Waiting lines={6} />}
      {data && (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
            <Paper withBorder p="md">
              <Text size="sm" c="dimmed">{left < 0 ? 'Hạn gửi' : 'Còn lại'}</Text>
              <Text fz={26} fw={700} c={left < 0 ? 'var(--tone-bad)' : undefined} role="timer" aria-live="off">{countdown(left)}</Text>
              <Text size="sm" c="dimmed">theo đồng hồ máy chủ</Text>
            </Paper>
            <Counts counts={data.total} title="Toàn thành phố" />
            {data.blocks.map((block) => <Counts key={block.block} counts={block} title={blockName(block.block || null)} />)}
          </SimpleGrid>
          <Unsent period={period.code} rows={data.unsent} open={period.current.state === 'open'} />
        </>
      )}
      <History unit={session.unit} kind={period.current.kind} />
    </Stack>
  );
}

function Counts({ counts, title }: { counts: CockpitCounts; title: string }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Text size="sm" c="dimmed">{title}</Text>
      <Text fz={26} fw={700}>{counts.sent}/{counts.expected} <Text span size="sm" c="dimmed">đã gửi ({formatShare(counts.completeness)})</Text></Text>
      <Progress.Root size="lg" mt={4} aria-label={`${title}: đã gửi ${counts.sent} trên ${counts.expected}`}>
        <Progress.Section value={(counts.onTime / Math.max(1, counts.expected)) * 100} color="teal.8" />
        <Progress.Section value={(counts.late / Math.max(1, counts.expected)) * 100} color="orange" />
      </Progress.Root>
      <Text size="xs" mt={4}>
        Đúng hạn {counts.onTime} ({formatShare(counts.timeliness)}) · trễ {counts.late} · đã duyệt {counts.accepted} · trả lại {counts.returned} · đang soạn {counts.begun} · chưa bắt đầu {counts.notBegun}
      </Text>
    </Paper>
  );
}

function Unsent({ period, rows, open }: { period: string; rows: UnsentUnit[]; open: boolean }) {
  const session = useSession();
  const remind = useRemind(period);
  const [text, setText] = useState('');
  const [block, setBlock] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const shown = rows.filter((r) => (block === null || (r.block ?? '') === block) && (!text || r.orgUnit.startsWith(text) || matches(r.orgUnitName, text)));
  const mayRemind = rights.reviews(session) && open;
  const send = (units: string[]) => remind.mutate(units, {
    onSettled: () => setAsking(false),
    onSuccess: ({ reminded }) => notifications.show({
      color: 'teal', message: reminded.length > 0 ? `Đã nhắc ${reminded.length} đơn vị.` : 'Các đơn vị này đã gửi hoặc vừa được nhắc trong giờ này.',
    }),
    onError: (error) => notifications.show({ color: 'red', title: 'Chưa nhắc được', message: asProblem(error).message }),
  });
  return (
    <Panel
      title={`Chưa gửi: ${rows.length} đơn vị`}
      aside={mayRemind && shown.length > 0 && (
        <Button size="xs" leftSection={<IconBell size={14} aria-hidden />} onClick={() => setAsking(true)}>Nhắc {shown.length} đơn vị…</Button>
      )}
    >
      <Group mb="sm" gap="xs">
        <TextInput aria-label="Tìm đơn vị" placeholder="Tên hoặc mã đơn vị" value={text} onChange={(e) => setText(e.currentTarget.value)} />
        {[null, ...new Set(rows.map((r) => r.block ?? ''))].map((b) => (
          <Button key={b ?? 'all'} size="xs" variant={block === b ? 'filled' : 'default'} aria-pressed={block === b} onClick={() => setBlock(b)}>
            {b === null ? 'Tất cả' : blockName(b || null)}
          </Button>
        ))}
      </Group>
      <DataTable
        label="Đơn vị chưa gửi báo cáo" height={420} rows={shown} rowKey={(r) => r.orgUnit}
        empty={<Empty title={rows.length === 0 ? 'Tất cả đã gửi' : 'Không có đơn vị nào khớp bộ lọc'} />}
        columns={[
          { id: 'unit', header: 'Đơn vị', sortBy: (r) => r.orgUnitName, cell: (r) => <Anchor component={Link} to={`/don-vi/${r.orgUnit}/bao-cao/${period}`} size="sm">{r.orgUnitName}</Anchor> },
          { id: 'block', header: 'Khối', wide: true, sortBy: (r) => r.block, cell: (r) => blockName(r.block) },
          { id: 'state', header: 'Trạng thái', sortBy: (r) => r.state, cell: (r) => <ReportStateBadge state={r.state} /> },
          { id: 'updated', header: 'Sửa lần cuối', wide: true, sortBy: (r) => r.updatedAt, cell: (r) => formatInstant(r.updatedAt) },
          { id: 'reminded', header: 'Nhắc lần cuối', wide: true, sortBy: (r) => r.remindedAt, cell: (r) => formatInstant(r.remindedAt) },
          ...(mayRemind ? [{
            id: 'act', header: 'Nhắc', quiet: true, align: 'right' as const,
            cell: (r: UnsentUnit) => <Button size="compact-xs" variant="default" disabled={remind.isPending} onClick={() => send([r.orgUnit])} aria-label={`Nhắc ${r.orgUnitName}`}>Nhắc</Button>,
          }] : []),
        ]}
      />
      {asking && (
        <Dialog onClose={() => setAsking(false)} title={`Nhắc ${shown.length} đơn vị`}>
          <Stack>
            <Text>Lãnh đạo và cán bộ của {shown.length} đơn vị chưa gửi nhận thông báo nhắc gửi báo cáo {periodName(period)}. Đơn vị vừa được nhắc trong giờ này không bị nhắc lại.</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(false)}>Hủy</Button>
              <Button loading={remind.isPending} data-autofocus onClick={() => send(shown.map((r) => r.orgUnit))}>Nhắc</Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </Panel>
  );
}

function History({ unit, kind }: { unit: string; kind: string }) {
  const history = useQuery(timelinessQuery(unit, kind));
  return (
    <Panel title="Đầy đủ và đúng hạn qua các kỳ">
      {history.isError && <Failed error={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && <Waiting lines={4} />}
      {history.data?.periods.length === 0 && <Empty title="Chưa có kỳ nào" />}
      {history.data && history.data.periods.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Kỳ</Table.Th><Table.Th>Đã gửi</Table.Th><Table.Th>Đúng hạn</Table.Th>
              {history.data.periods.at(-1)!.blocks.map((b) => <Table.Th key={b.block}>{blockName(b.block || null)}: đúng hạn</Table.Th>)}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...history.data.periods].reverse().map((p) => (
              <Table.Tr key={p.period}>
                <Table.Td>{periodName(p.period)}</Table.Td>
                <Table.Td>{p.total.sent}/{p.total.expected} <Badge variant="light" color="navy">{formatShare(p.total.completeness)}</Badge></Table.Td>
                <Table.Td>{p.total.onTime} <Badge variant="light" color="teal">{formatShare(p.total.timeliness)}</Badge></Table.Td>
                {p.blocks.map((b) => <Table.Td key={b.block}>{formatShare(b.timeliness)}</Table.Td>)}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
