import { Badge, Button, Menu, Table, Text } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiClient } from '../api/types';
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

  return (
    <Panel title="Ứng dụng kết nối" aside={<Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'new' })}>Thêm ứng dụng</Button>}>
      <Text size="sm" c="dimmed" mb="sm">Phần mềm khác gọi API bằng mã ứng dụng và khóa bí mật riêng (OAuth2 client_credentials). Khóa chỉ hiện một lần khi tạo.</Text>
      {clients.isPending && <Waiting />}
      {clients.isError && <Failed error={clients.error} onRetry={() => void clients.refetch()} />}
      {clients.data?.length === 0 && <Empty title="Chưa có ứng dụng nào" />}
      {clients.data && clients.data.length > 0 && (
        <Table.ScrollContainer minWidth={860}>
          <Table>
            <Table.Thead><Table.Tr><Table.Th>Ứng dụng</Table.Th><Table.Th>Phạm vi</Table.Th><Table.Th>Tạo lúc</Table.Th><Table.Th>Dùng lần cuối</Table.Th><Table.Th>Trạng thái</Table.Th><Table.Th /></Table.Tr></Table.Thead>
            <Table.Tbody>
              {clients.data.map((c) => (
                <Table.Tr key={c.clientId}>
                  <Table.Td><Text size="sm" fw={600}>{c.name || 'Chưa đặt tên'}</Text><Text size="xs" c="dimmed">{c.clientId}</Text></Table.Td>
                  <Table.Td>{unitName(c.unit)}</Table.Td>
                  <Table.Td>{formatInstant(c.createdAt)}</Table.Td>
                  <Table.Td>{c.lastUsedAt ? formatInstant(c.lastUsedAt) : 'Chưa dùng'}</Table.Td>
                  <Table.Td>
                    {c.revoked ? <Badge color="gray">Đã thu hồi</Badge> : <Badge color="teal">Đang dùng</Badge>}
                    {c.oldSecretUntil && <Text size="xs" c="dimmed">Khóa cũ đến {formatInstant(c.oldSecretUntil)}</Text>}
                  </Table.Td>
                  <Table.Td>{!c.revoked && <Actions name={c.name || c.clientId} onChoose={(what) => setOpen({ what, client: c })} />}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {open?.what === 'new' && <NewClientDialog onClose={() => setOpen(null)} />}
      {open?.what === 'secret' && <NewSecretDialog client={open.client} onClose={() => setOpen(null)} />}
      {open?.what === 'revoke' && <RevokeClientDialog client={open.client} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

function Actions({ name, onChoose }: { name: string; onChoose: (what: 'secret' | 'revoke') => void }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target><Button variant="subtle" size="compact-sm" aria-label={`Thao tác với ${name}`}><IconDots size={16} aria-hidden /></Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChoose('secret')}>Đổi khóa bí mật</Menu.Item>
        <Menu.Item color="red" onClick={() => onChoose('revoke')}>Thu hồi</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
