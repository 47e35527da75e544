import { Alert, Button, Code, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { ApiClient, ClientSecret } from '../api/types';
import { Failed } from '../components/Failed';
import { useSession } from '../session/session';
import { useAddClient, useRevokeClient, useRotateSecret } from './queries';
import { UnitPicker } from './UnitPicker';

/** How long the old secret stays good beside a new one, in hours. */
const OVERLAPS = [
  { value: '24', label: 'Khóa cũ dùng thêm 1 ngày' },
  { value: '168', label: 'Khóa cũ dùng thêm 7 ngày' },
  { value: '720', label: 'Khóa cũ dùng thêm 30 ngày' },
  { value: '0', label: 'Khóa cũ hết hiệu lực ngay (khi bị lộ)' },
];

export function NewClientDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const add = useAddClient();
  const [name, setName] = useState('');
  const [unit, setUnit] = useState(session.unit);
  const problem = add.error ? asProblem(add.error) : undefined;
  if (add.data) return <SecretShown secret={add.data} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="Thêm ứng dụng kết nối">
      <Stack>
        <TextInput label="Tên ứng dụng" description="Để nhận ra về sau, ví dụ: Trục LGSP thành phố" maxLength={120} value={name} onChange={(e) => setName(e.currentTarget.value)} error={problem?.messageAt('name')} data-autofocus />
        <UnitPicker value={unit} onChange={setUnit} withCity />
        <Text size="sm" c="dimmed">Ứng dụng chỉ thấy dữ liệu của đơn vị này và các đơn vị cấp dưới.</Text>
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa tạo được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={add.isPending} disabled={!name.trim()} onClick={() => add.mutate({ unit, name: name.trim() })}>Tạo ứng dụng</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function NewSecretDialog({ client, onClose }: { client: ApiClient; onClose: () => void }) {
  const rotate = useRotateSecret();
  const [overlap, setOverlap] = useState('24');
  if (rotate.data) return <SecretShown secret={rotate.data} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={`Đổi khóa bí mật: ${client.name || client.clientId}`}>
      <Stack>
        <Select label="Khóa đang dùng" data={OVERLAPS} value={overlap} onChange={(value) => value && setOverlap(value)} allowDeselect={false} />
        {overlap === '0' && <Alert color="orange">Ứng dụng ngừng kết nối trong vài giây cho đến khi được cấu hình khóa mới.</Alert>}
        {rotate.isError && <Failed error={rotate.error} title="Chưa đổi được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={rotate.isPending} onClick={() => rotate.mutate({ clientId: client.clientId, overlapHours: Number(overlap) })}>Đổi khóa</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function RevokeClientDialog({ client, onClose }: { client: ApiClient; onClose: () => void }) {
  const revoke = useRevokeClient();
  return (
    <Modal opened onClose={onClose} title="Thu hồi ứng dụng">
      <Stack>
        <Text>{client.name || client.clientId} ngừng kết nối trong vài giây và không dùng lại được. Dữ liệu đã gửi được giữ nguyên.</Text>
        {revoke.isError && <Failed error={revoke.error} title="Chưa thu hồi được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate(client.clientId, { onSuccess: onClose })}>Thu hồi</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The only moment at which a secret can be read. */
function SecretShown({ secret, onClose }: { secret: ClientSecret; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Khóa bí mật mới" closeOnClickOutside={false}>
      <Stack>
        <Alert color="yellow">Hãy sao chép ngay: khóa không hiện lại lần nữa.</Alert>
        <Text size="sm">Mã ứng dụng</Text>
        <Code block>{secret.clientId}</Code>
        <Text size="sm">Khóa bí mật</Text>
        <Code block>{secret.secret}</Code>
        <Group justify="flex-end">
          <CopyButton value={secret.secret}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{copied ? 'Đã sao chép' : 'Sao chép khóa'}</Button>}</CopyButton>
          <Button onClick={onClose}>Đã lưu khóa</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
