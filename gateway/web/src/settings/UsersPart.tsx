import { Badge, Button, Group, Menu, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { User } from '../api/types';
import { type Column, DataTable } from '../components/DataTable';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { matches } from '../format/search';
import { useSession } from '../session/session';
import { officesQuery, useDisableUser, useResetPassword, usersQuery } from './queries';
import { roleName } from './roles';
import { UnitPicker } from './UnitPicker';
import { UserDialog } from './UserDialog';

type Open = { what: 'edit' | 'disable' | 'password'; user: User } | { what: 'new' } | null;

/** The accounts of one unit. */
export function UsersPart() {
  const session = useSession();
  const admin = session.roles.includes('city-admin');
  const [unit, setUnit] = useState(session.unit);
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Open>(null);
  const users = useQuery(usersQuery(unit));
  const offices = useQuery(officesQuery(unit));
  const officeName = (code: string | null | undefined) => (code ? (offices.data?.find((o) => o.code === code)?.name ?? code) : '–');

  const columns: Column<User>[] = [
    { id: 'name', header: 'Họ tên', sortBy: (u) => u.displayName, cell: (u) => <><Text size="sm" fw={600}>{u.displayName}</Text><Text size="xs" c="dimmed">{u.userName}</Text></> },
    { id: 'roles', header: 'Vai trò', cell: (u) => u.roles.map(roleName).join(', '), wide: true },
    { id: 'office', header: 'Phòng', sortBy: (u) => officeName(u.office), cell: (u) => officeName(u.office), wide: true },
    { id: 'title', header: 'Chức vụ', cell: (u) => u.title ?? '–', wide: true },
    { id: 'email', header: 'Thư điện tử', cell: (u) => u.email ?? '–', wide: true },
    { id: 'state', header: 'Trạng thái', sortBy: (u) => Number(u.disabled), cell: (u) => (u.disabled ? <Badge color="gray">Đã khóa</Badge> : <Badge color="teal">Đang dùng</Badge>), width: 120 },
    {
      id: 'actions', header: 'Thao tác', quiet: true, width: 60, align: 'right',
      cell: (u) => (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target><Button variant="subtle" size="compact-sm" aria-label={`Thao tác với ${u.userName}`}><IconDots size={16} aria-hidden /></Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setOpen({ what: 'edit', user: u })}>Sửa thông tin</Menu.Item>
            {admin && <Menu.Item onClick={() => setOpen({ what: 'password', user: u })}>Đặt lại mật khẩu</Menu.Item>}
            {admin && u.userName !== session.userName && <Menu.Item color={u.disabled ? undefined : 'red'} onClick={() => setOpen({ what: 'disable', user: u })}>{u.disabled ? 'Mở khóa' : 'Khóa tài khoản'}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      ),
    },
  ];

  return (
    <Panel title="Tài khoản" aside={admin && <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'new' })}>Thêm tài khoản</Button>}>
      <Group align="end" mb="sm">
        <UnitPicker value={unit} onChange={setUnit} withCity />
        <TextInput label="Tìm" placeholder="Họ tên, tên đăng nhập" value={text} onChange={(e) => setText(e.currentTarget.value)} w={260} />
      </Group>
      {users.isPending && <Waiting />}
      {users.isError && <Failed error={users.error} onRetry={() => void users.refetch()} />}
      {users.data && (
        <DataTable
          label="Tài khoản" columns={columns} rowKey={(u) => u.userName} rowHeight={52} height={560} initialSort={[{ id: 'name', desc: false }]}
          rows={users.data.filter((u) => matches(`${u.displayName} ${u.userName}`, text))}
          empty={<Empty title={text ? 'Không có tài khoản nào khớp' : 'Đơn vị chưa có tài khoản'} />}
        />
      )}
      {open?.what === 'new' && <UserDialog unit={unit} user={null} offices={offices.data ?? []} onClose={() => setOpen(null)} />}
      {open?.what === 'edit' && <UserDialog unit={unit} user={open.user} offices={offices.data ?? []} onClose={() => setOpen(null)} />}
      {open?.what === 'disable' && <DisableDialog user={open.user} onClose={() => setOpen(null)} />}
      {open?.what === 'password' && <PasswordDialog user={open.user} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

function DisableDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const disable = useDisableUser();
  const disabled = !user.disabled;
  return (
    <Modal opened onClose={onClose} title={disabled ? 'Khóa tài khoản' : 'Mở khóa tài khoản'}>
      <Stack>
        <Text>{disabled ? `${user.displayName} sẽ không đăng nhập được nữa và các phiên đang mở bị kết thúc. Dữ liệu đã nhập được giữ nguyên.` : `${user.displayName} sẽ đăng nhập lại được bằng mật khẩu cũ.`}</Text>
        {disable.isError && <Failed error={disable.error} title="Chưa thực hiện được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button color={disabled ? 'red' : undefined} loading={disable.isPending} onClick={() => disable.mutate({ userName: user.userName, disabled }, { onSuccess: onClose })}>{disabled ? 'Khóa' : 'Mở khóa'}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function PasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const reset = useResetPassword();
  const [password, setPassword] = useState('');
  const problem = reset.error ? asProblem(reset.error) : undefined;
  const send = () =>
    reset.mutate({ userName: user.userName, password }, {
      onSuccess: () => {
        notifications.show({ color: 'teal', message: `Đã đặt mật khẩu mới cho ${user.userName}. Hãy báo cho người dùng.` });
        onClose();
      },
    });
  return (
    <Modal opened onClose={onClose} title={`Đặt lại mật khẩu: ${user.userName}`}>
      <Stack>
        <PasswordInput label="Mật khẩu mới" description="Ít nhất 12 ký tự. Các phiên đang mở của tài khoản sẽ kết thúc." autoComplete="new-password" value={password} onChange={(e) => setPassword(e.currentTarget.value)} error={problem?.messageAt('password')} visibilityToggleButtonProps={{ 'aria-label': 'Hiện hoặc ẩn mật khẩu' }} data-autofocus />
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa đặt được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={reset.isPending} onClick={send}>Đặt mật khẩu</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
