import { Badge, Button, Group, Menu, Text } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiClient } from '../api/types';
import { type Column, DataTable } from '../components/DataTable';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { useSession } from '../session/session';
import { NewClientDialog, NewSecretDialog, RevokeClientDialog } from './ClientDialogs';
import { clientsQuery, unitsQuery } from './queries';

type Open = { what: 'secret' | 'revoke'; client: ApiClient } | { what: 'new' } | null;

/** Machines that call the API: who they are, when they last came, a new secret, and their end. */
export function ClientsPart() {
  const session = useSession();
  const clients = useQuery(clientsQuery);
  const units = useQuery(unitsQuery(session.unit));
  const [open, setOpen] = useState<Open>(null);
  const unitName = (code: string) => units.data?.find((u) => u.code === code)?.fullName ?? code;

  const columns: Column<ApiClient>[] = [
    { id: 'name', header: 'Ứng dụng', sortBy: (c) => c.name, cell: (c) => <><Text size="sm" fw={600}>{c.name || 'Chưa đặt tên'}</Text><Text size="xs" c="dimmed">{c.clientId}</Text></>, wide: true },
    { id: 'unit', header: 'Phạm vi', sortBy: (c) => unitName(c.unit), cell: (c) => unitName(c.unit) },
    { id: 'created', header: 'Tạo lúc', sortBy: (c) => c.createdAt, cell: (c) => formatInstant(c.createdAt), width: 150 },
    { id: 'used', header: 'Dùng lần cuối', sortBy: (c) => c.lastUsedAt ?? '', cell: (c) => (c.lastUsedAt ? formatInstant(c.lastUsedAt) : 'Chưa dùng'), width: 150 },
    {
      id: 'state', header: 'Trạng thái', sortBy: (c) => Number(c.revoked), width: 210,
      cell: (c) => (c.revoked ? <Badge color="gray">Đã thu hồi</Badge> : <><Badge color="teal">Đang dùng</Badge>{c.oldSecretUntil && <Text size="xs" c="dimmed">Khóa cũ đến {formatInstant(c.oldSecretUntil)}</Text>}</>),
    },
    {
      id: 'actions', header: 'Thao tác', quiet: true, width: 60, align: 'right',
      cell: (c) => !c.revoked && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target><Button variant="subtle" size="compact-sm" aria-label={`Thao tác với ${c.name || c.clientId}`}><IconDots size={16} aria-hidden /></Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setOpen({ what: 'secret', client: c })}>Đổi khóa bí mật</Menu.Item>
            <Menu.Item color="red" onClick={() => setOpen({ what: 'revoke', client: c })}>Thu hồi</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ),
    },
  ];

  return (
    <Panel title="Ứng dụng kết nối" aside={<Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'new' })}>Thêm ứng dụng</Button>}>
      <Group mb="sm"><Text size="sm" c="dimmed">Phần mềm khác gọi API bằng mã ứng dụng và khóa bí mật riêng (OAuth2 client_credentials). Khóa chỉ hiện một lần khi tạo.</Text></Group>
      {clients.isPending && <Waiting />}
      {clients.isError && <Failed error={clients.error} onRetry={() => void clients.refetch()} />}
      {clients.data && (
        <DataTable
          label="Ứng dụng kết nối" columns={columns} rows={clients.data} rowKey={(c) => c.clientId} rowHeight={52} height={480}
          initialSort={[{ id: 'created', desc: true }]} empty={<Empty title="Chưa có ứng dụng nào" />}
        />
      )}
      {open?.what === 'new' && <NewClientDialog onClose={() => setOpen(null)} />}
      {open?.what === 'secret' && <NewSecretDialog client={open.client} onClose={() => setOpen(null)} />}
      {open?.what === 'revoke' && <RevokeClientDialog client={open.client} onClose={() => setOpen(null)} />}
    </Panel>
  );
}
