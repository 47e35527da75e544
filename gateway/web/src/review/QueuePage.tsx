import { Anchor, Button, Checkbox, Group, Kbd, Paper, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { asProblem } from '../api/problem';
import { Dialog } from '../components/Dialog';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { ReportStateBadge } from '../components/StateBadge';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { BLOCKS, blockName } from '../format/labels';
import { periodName } from '../format/periods';
import { usePageTitle } from '../layout/usePageTitle';
import { PeriodSelect } from '../period/PeriodSelect';
import { usePeriod } from '../period/usePeriod';
import { rights, useSession } from '../session/session';
import { AssignDialog } from './AssignDialog';
import { QueueFlags } from './QueueFlags';
import { filterQueue, type QueueFilter, VIEWS } from './queueFilter';
import { queueQuery, useQueueActs } from './queueQueries';
import classes from './QueuePage.module.css';

/** The reviewers' work of a period: what waits, what stands out, accepted by the armful or read one by one. */
export function QueuePage() {
  const session = useSession();
  const navigate = useNavigate();
  const period = usePeriod();
  const queue = useQuery({ ...queueQuery(period.code), refetchInterval: 30_000 });
  const acts = useQueueActs(period.code);
  const [filter, setFilter] = useState<QueueFilter>({ text: '', block: null, view: 'waiting' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [confirming, setConfirming] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  usePageTitle('Duyệt báo cáo');
  const shown = useMemo(() => filterQueue(queue.data?.lines ?? [], filter, session.userName), [queue.data, filter, session.userName]);
  const waiting = shown.filter((l) => l.waiting);
  const selected = waiting.filter((l) => chosen.has(l.orgUnit));
  const flagged = selected.filter((l) => l.flags.length > 0).length;
  const mayAct = rights.reviews(session);

  if (period.error) return <Failed error={period.error} onRetry={period.retry} />;
  if (period.isPending || !period.current) return <Waiting lines={8} />;

  const toggle = (unit: string) => setChosen((before) => {
    const after = new Set(before);
    if (!after.delete(unit)) after.add(unit);
    return after;
  });
  const failed = (error: unknown) => notifications.show({ color: 'red', title: 'Chưa thực hiện được', message: asProblem(error).message });
  const accept = () => acts.accept.mutate(selected.map((l) => l.orgUnit), {
    onSuccess: (outcomes) => {
      const refused = outcomes.filter((o) => !o.accepted);
      notifications.show({
        color: refused.length > 0 ? 'orange' : 'teal', autoClose: 10_000,
        message: `Đã duyệt ${outcomes.length - refused.length} báo cáo.${refused.length > 0 ? ` Không duyệt được ${refused.length}: ${refused[0]!.message}` : ''}`,
      });
      setChosen(new Set());
      setConfirming(false);
    },
    onError: failed,
  });
  const assign = (userName: string | null) => acts.assign.mutate({ units: selected.map((l) => l.orgUnit), userName }, {
    onSuccess: () => {
      setAssigning(false);
      notifications.show({ color: 'teal', message: userName ? `Đã giao ${selected.length} báo cáo cho ${userName}.` : `Đã bỏ giao ${selected.length} báo cáo.` });
    },
    onError: failed,
  });
  const onKey = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const rows = [...(body.current?.querySelectorAll<HTMLTableRowElement>('tr[data-unit]') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLTableRowElement);
    if (at < 0) return;
    const unit = rows[at]!.dataset.unit!;
    if (event.key === 'ArrowDown' || event.key === 'j') rows[Math.min(at + 1, rows.length - 1)]?.focus();
    else if (event.key === 'ArrowUp' || event.key === 'k') rows[Math.max(at - 1, 0)]?.focus();
    else if (event.key === ' ' || event.key === 'x') toggle(unit);
    else if (event.key === 'Enter') void navigate(`/don-vi/${unit}/bao-cao/${period.code}`);
    else if (event.key === 'd' && mayAct && selected.length > 0) setConfirming(true);
    else return;
    event.preventDefault();
  };

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <div>
          <Title order={1} size="h2">Duyệt báo cáo</Title>
          <Text size="sm" c="dimmed">
            {periodName(period.code)}{queue.data && `: ${queue.data.lines.filter((l) => l.waiting).length} báo cáo chờ duyệt`}
            {queue.data?.before && `, so với ${periodName(queue.data.before)} và các đơn vị cùng khối`}
          </Text>
        </div>
        <PeriodSelect periods={period.offered} value={period.code} onChange={period.choose} />
      </Group>
      <Group gap="xs">
        <Select aria-label="Xem" data={VIEWS} value={filter.view} allowDeselect={false} onChange={(view) => setFilter({ ...filter, view: view ?? 'waiting' })} w={190} />
        <Select
          aria-label="Khối" placeholder="Mọi khối" clearable w={170} value={filter.block} onChange={(block) => setFilter({ ...filter, block })}
          data={Object.entries(BLOCKS).map(([value, label]) => ({ value, label }))}
        />
        <TextInput aria-label="Tìm đơn vị" placeholder="Tên hoặc mã đơn vị" value={filter.text} onChange={(e) => setFilter({ ...filter, text: e.currentTarget.value })} />
        {mayAct && (
          <>
            <Button variant="default" disabled={waiting.length === 0} onClick={() => setChosen(new Set(waiting.filter((l) => l.flags.length === 0).map((l) => l.orgUnit)))}>Chọn báo cáo không có số bất thường</Button>
            <Button disabled={selected.length === 0} onClick={() => setConfirming(true)}>Duyệt {selected.length} báo cáo…</Button>
            <Button variant="default" disabled={selected.length === 0} onClick={() => setAssigning(true)}>Giao người duyệt…</Button>
            <Button variant="subtle" disabled={selected.length === 0} onClick={() => assign(null)}>Bỏ giao</Button>
          </>
        )}
      </Group>
      <Text size="xs" c="dimmed">Phím: <Kbd>↑</Kbd> <Kbd>↓</Kbd> đi giữa các dòng, <Kbd>x</Kbd> chọn, <Kbd>Enter</Kbd> mở báo cáo, <Kbd>d</Kbd> duyệt các báo cáo đã chọn.</Text>
      {queue.isError && <Failed error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.isPending && <Waiting lines={8} />}
      {queue.data && shown.length === 0 && (
        <Paper withBorder>
          {queue.data.lines.some((l) => l.waiting)
            ? <Empty title="Không có báo cáo nào khớp bộ lọc">Chọn “Chờ duyệt”, mọi khối và xóa ô tìm để thấy lại tất cả.</Empty>
            : <Empty title="Không còn báo cáo nào chờ duyệt">Đơn vị nào chưa gửi, xem ở <Anchor component={Link} to={`/theo-doi?ky=${period.code}`} size="sm">Tình hình gửi theo hạn</Anchor>.</Empty>}
        </Paper>
      )}
      {shown.length > 0 && (
        <Paper withBorder px="xs">
          <Table.ScrollContainer minWidth={760}>
            <Table stickyHeader>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={40}>
                    <Checkbox
                      aria-label="Chọn tất cả báo cáo chờ duyệt đang hiện" disabled={waiting.length === 0} checked={waiting.length > 0 && selected.length === waiting.length}
                      indeterminate={selected.length > 0 && selected.length < waiting.length}
                      onChange={() => setChosen(new Set(selected.length === waiting.length ? [] : waiting.map((l) => l.orgUnit)))}
                    />
                  </Table.Th>
                  <Table.Th>Đơn vị</Table.Th><Table.Th>Trạng thái</Table.Th><Table.Th>Gửi lúc</Table.Th><Table.Th>Người duyệt</Table.Th><Table.Th>Cần xem</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody ref={body} onKeyDown={onKey}>
                {shown.map((line) => (
                  <Table.Tr key={line.orgUnit} data-unit={line.orgUnit} tabIndex={0} className={classes.row} onDoubleClick={() => void navigate(`/don-vi/${line.orgUnit}/bao-cao/${period.code}`)}>
                    <Table.Td><Checkbox tabIndex={-1} disabled={!line.waiting} checked={chosen.has(line.orgUnit) && line.waiting} onChange={() => toggle(line.orgUnit)} aria-label={`Chọn ${line.orgUnitName}`} /></Table.Td>
                    <Table.Td><Anchor component={Link} to={`/don-vi/${line.orgUnit}/bao-cao/${period.code}`} size="sm" fw={600} tabIndex={-1}>{line.orgUnitName}</Anchor><Text size="xs" c="dimmed">{line.orgUnit} · {blockName(line.block)}</Text></Table.Td>
                    <Table.Td>
                      <ReportStateBadge state={line.state} onTime={line.onTime} />
                      {line.resubmission && <Text size="xs">lần gửi {line.submission}</Text>}
                    </Table.Td>
                    <Table.Td className={classes.instant}>{formatInstant(line.submittedAt)}</Table.Td>
                    <Table.Td>{line.reviewer ?? '–'}</Table.Td>
                    <Table.Td><QueueFlags line={line} /></Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {assigning && <AssignDialog count={selected.length} pending={acts.assign.isPending} onAssign={assign} onClose={() => setAssigning(false)} />}
      {confirming && (
        <Dialog onClose={() => setConfirming(false)} title={`Duyệt ${selected.length} báo cáo`}>
          <Stack>
            <Text>Số liệu của {selected.length} báo cáo {periodName(period.code)} được xác nhận là chính thức; đơn vị không sửa được nữa, trừ khi được mở lại.</Text>
            {flagged > 0 && <Text c="var(--tone-warn)" fw={600}>Trong đó {flagged} báo cáo có số bất thường.</Text>}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setConfirming(false)}>Hủy</Button>
              <Button loading={acts.accept.isPending} onClick={accept} data-autofocus>Duyệt</Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </Stack>
  );
}
