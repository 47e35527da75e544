import { Alert, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../api/problem';
import type { DeadMail } from '../api/types';
import { type Column, DataTable } from '../components/DataTable';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { mailsQuery, useReplayMails } from './queries';

/** E-mails that wait, were sent, or were given up. */
export function MailsPart() {
  const mails = useQuery(mailsQuery);
  const replay = useReplayMails();
  const send = (ids: number[] | null) =>
    replay.mutate(ids, {
      onSuccess: () => notifications.show({ color: 'teal', message: 'Đã đưa trở lại hàng đợi gửi.' }),
      onError: (error) => notifications.show({ color: 'red', message: asProblem(error).message }),
    });
  const columns: Column<DeadMail>[] = [
    { id: 'user', header: 'Người nhận', sortBy: (m) => m.userName, cell: (m) => <><Text size="sm">{m.userName}</Text><Text size="xs" c="dimmed">{m.email ?? 'không có địa chỉ'}</Text></> },
    { id: 'subject', header: 'Tiêu đề', cell: (m) => m.subject || '–', wide: true },
    { id: 'at', header: 'Ngừng gửi lúc', sortBy: (m) => m.deadAt, cell: (m) => formatInstant(m.deadAt), width: 160 },
    { id: 'error', header: 'Lý do', cell: (m) => <Text size="xs">{m.lastError}</Text>, wide: true },
    { id: 'again', header: 'Gửi lại', quiet: true, width: 100, align: 'right', cell: (m) => <Button size="compact-sm" variant="default" onClick={() => send([m.id])}>Gửi lại</Button> },
  ];
  if (mails.isPending) return <Waiting />;
  if (mails.isError) return <Failed error={mails.error} onRetry={() => void mails.refetch()} />;
  const { enabled, waiting, sentRecently, deadCount, dead } = mails.data;
  return (
    <Panel title="Thư điện tử" aside={deadCount > 0 && <Button size="sm" loading={replay.isPending} onClick={() => send(null)}>Gửi lại tất cả</Button>}>
      {!enabled && <Alert color="yellow" mb="sm">Chưa nối với máy chủ thư. Người vận hành đặt Smtp__Host và các mục liên quan khi khởi động nền tảng.</Alert>}
      <Group gap="xl" mb="sm">
        <Text size="sm">Đang chờ gửi: <b>{waiting}</b></Text>
        <Text size="sm">Đã gửi trong 30 ngày: <b>{sentRecently}</b></Text>
        <Text size="sm">Không gửi được: <b>{deadCount}</b></Text>
      </Group>
      <DataTable label="Thư không gửi được" columns={columns} rows={dead} rowKey={(m) => String(m.id)} rowHeight={52} height={480} empty={<Empty title="Không có thư nào bị từ chối" />} />
    </Panel>
  );
}
