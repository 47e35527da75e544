import { Badge, Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { Period } from '../api/types';
import { DataTable } from '../components/DataTable';
import { Dialog } from '../components/Dialog';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatDay, today } from '../format/dates';
import { blockName } from '../format/labels';
import { periodName } from '../format/periods';
import { usePageTitle } from '../layout/usePageTitle';
import { periodsQuery } from '../report/queries';
import { rights, useSession } from '../session/session';
import { useCalendar } from './calendarQueries';
import { GenerateDialog } from './GenerateDialog';
import { PeriodDialog } from './PeriodDialog';

const STATES: Record<string, { label: string; color: string }> = {
  upcoming: { label: 'Chưa mở', color: 'gray' }, open: { label: 'Đang mở', color: 'teal' }, closed: { label: 'Đã khóa', color: 'red' },
};

const lateWords = (p: Period) => (p.latePolicy === 'refuse' ? 'không nhận' : p.latePolicy === 'until' ? `đến ${formatDay(p.lateUntil)}` : 'vẫn nhận');
const senderWords = (p: Period) => (p.senders?.units ? `${p.senders.units.length} đơn vị` : p.senders?.block ? blockName(p.senders.block) : 'tất cả');

type Asking = { kind: 'edit' | 'lock'; period: Period } | { kind: 'generate' | 'ask' };

/** The Department's calendar of reporting periods (lịch báo cáo). */
export function CalendarPage() {
  const session = useSession();
  const periods = useQuery(periodsQuery);
  const [year, setYear] = useState(today().slice(0, 4));
  const [asking, setAsking] = useState<Asking | null>(null);
  usePageTitle('Lịch báo cáo');
  if (periods.isError) return <Failed error={periods.error} onRetry={() => void periods.refetch()} />;
  if (!periods.data) return <Waiting lines={8} />;
  const mayEdit = rights.reviews(session);
  const years = [...new Set([...periods.data.map((p) => p.code.slice(0, 4)), year])].sort();
  const rows = periods.data.filter((p) => p.code.startsWith(year));
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <div>
          <Title order={1} size="h2">Lịch báo cáo</Title>
          <Text size="sm" c="dimmed">Khoảng số liệu, hạn và đơn vị phải gửi của từng kỳ; khoảng số liệu của các kỳ chồng lên nhau.</Text>
        </div>
        <Group gap="xs">
          <Select aria-label="Năm" w={110} allowDeselect={false} data={years} value={year} onChange={(y) => y && setYear(y)} />
          {mayEdit && (
            <>
              <Button variant="default" onClick={() => setAsking({ kind: 'ask' })}>Báo cáo đột xuất…</Button>
              <Button onClick={() => setAsking({ kind: 'generate' })}>Lập lịch năm…</Button>
            </>
          )}
        </Group>
      </Group>
      <DataTable
        label={`Các kỳ báo cáo năm ${year}`} height={640} rows={rows} rowKey={(p) => p.code} initialSort={[{ id: 'due', desc: false }]}
        empty={<Empty title={`Chưa có kỳ nào của năm ${year}`}>{mayEdit && 'Bấm “Lập lịch năm” để thêm các kỳ theo Nghị định 09/2019.'}</Empty>}
        columns={[
          { id: 'name', header: 'Kỳ', sortBy: (p) => p.code, cell: (p) => <Text size="sm" fw={600}>{p.title ?? periodName(p.code)}{p.title && ` (${p.code})`}</Text> },
          { id: 'window', header: 'Số liệu', wide: true, sortBy: (p) => p.from, cell: (p) => `${formatDay(p.from)}–${formatDay(p.cutoff)}` },
          { id: 'office', header: 'Hạn phòng', wide: true, sortBy: (p) => p.officeDue, cell: (p) => formatDay(p.officeDue) },
          { id: 'due', header: 'Hạn cấp xã', sortBy: (p) => p.communeDue, cell: (p) => formatDay(p.communeDue) },
          { id: 'city', header: 'Hạn thành phố', wide: true, sortBy: (p) => p.cityDue, cell: (p) => formatDay(p.cityDue) },
          { id: 'late', header: 'Báo cáo trễ', wide: true, cell: lateWords },
          { id: 'who', header: 'Phải gửi', wide: true, cell: senderWords },
          { id: 'state', header: 'Trạng thái', sortBy: (p) => p.state, cell: (p) => <Badge color={STATES[p.state]?.color}>{STATES[p.state]?.label}</Badge> },
          ...(mayEdit ? [{
            id: 'act', header: 'Thao tác', quiet: true, align: 'right' as const, width: 150,
            cell: (p: Period) => (
              <Group gap={4} justify="flex-end" wrap="nowrap">
                <Button size="compact-xs" variant="default" aria-label={`Sửa ${periodName(p.code)}`} onClick={() => setAsking({ kind: 'edit', period: p })}>Sửa</Button>
                {p.state !== 'upcoming' && (
                  <Button size="compact-xs" variant="default" aria-label={`${p.state === 'closed' ? 'Mở khóa' : 'Khóa'} ${periodName(p.code)}`} onClick={() => setAsking({ kind: 'lock', period: p })}>
                    {p.state === 'closed' ? 'Mở khóa' : 'Khóa'}
                  </Button>
                )}
              </Group>
            ),
          }] : []),
        ]}
      />
      {asking?.kind === 'generate' && <GenerateDialog year={rows.length === 0 ? Number(year) : Number(years.at(-1)) + 1} onClose={() => setAsking(null)} />}
      {asking?.kind === 'ask' && <PeriodDialog onClose={() => setAsking(null)} />}
      {asking?.kind === 'edit' && <PeriodDialog period={asking.period} onClose={() => setAsking(null)} />}
      {asking?.kind === 'lock' && <LockDialog period={asking.period} onClose={() => setAsking(null)} />}
    </Stack>
  );
}

function LockDialog({ period, onClose }: { period: Period; onClose: () => void }) {
  const { lock } = useCalendar();
  const close = period.state !== 'closed';
  const name = period.title ?? periodName(period.code);
  const act = () => lock.mutate({ period: period.code, close }, {
    onSuccess: () => {
      notifications.show({ color: 'teal', message: close ? `Đã khóa ${name}.` : `Đã mở khóa ${name}.` });
      onClose();
    },
    onError: (error) => notifications.show({ color: 'red', message: asProblem(error).message }),
  });
  return (
    <Dialog onClose={onClose} title={close ? `Khóa ${name}` : `Mở khóa ${name}`}>
      <Stack>
        <Text>{close ? 'Sau khi khóa, các đơn vị không nhập hay gửi báo cáo kỳ này được nữa, trừ báo cáo bị trả lại hoặc được mở lại riêng.' : 'Các đơn vị lại nhập và gửi được báo cáo kỳ này.'}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button color={close ? 'red' : undefined} loading={lock.isPending} onClick={act} data-autofocus>{close ? 'Khóa kỳ' : 'Mở khóa kỳ'}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
