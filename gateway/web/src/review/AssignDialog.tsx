import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../components/Dialog';
import { Failed } from '../components/Failed';
import { useSession } from '../session/session';
import { usersQuery } from '../settings/queries';

const REVIEWERS = ['city-admin', 'city-analyst'];

interface Props {
  count: number;
  pending: boolean;
  onAssign: (userName: string) => void;
  onClose: () => void;
}

/** Gives the chosen reports to somebody of the Department, who is told. */
export function AssignDialog({ count, pending, onAssign, onClose }: Props) {
  const session = useSession();
  const users = useQuery(usersQuery(session.unit));
  const [userName, setUserName] = useState<string | null>(session.userName);
  const data = (users.data ?? []).filter((u) => !u.disabled && u.roles.some((r) => REVIEWERS.includes(r)))
    .map((u) => ({ value: u.userName, label: u.userName === session.userName ? `${u.displayName} (tôi)` : `${u.displayName} (${u.userName})` }));
  return (
    <Dialog onClose={onClose} title={`Giao ${count} báo cáo cho người duyệt`}>
      <form onSubmit={(e) => { e.preventDefault(); if (userName) onAssign(userName); }}>
        <Stack>
          {users.isError && <Failed error={users.error} onRetry={() => void users.refetch()} />}
          <Select label="Người duyệt" data={data} value={userName} onChange={setUserName} searchable required allowDeselect={false} nothingFoundMessage="Không có ai khớp" data-autofocus />
          <Text size="sm" c="dimmed">Người được giao nhận thông báo; báo cáo vẫn do bất kỳ ai có quyền duyệt xử lý được.</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Hủy</Button>
            <Button type="submit" loading={pending} disabled={!userName}>Giao</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
