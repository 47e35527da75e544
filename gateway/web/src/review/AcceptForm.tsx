import { Button, Group, Stack, Text } from '@mantine/core';
import { Failed } from '../components/Failed';
import { periodName } from '../format/periods';
import type { ReviewFormProps } from './formProps';

export function AcceptForm({ unitName, period, error, busy, onCancel, onSend }: ReviewFormProps & { onSend: () => void }) {
  return (
    <Stack>
      <Text>
        Duyệt báo cáo {periodName(period)} của <b>{unitName}</b>? Số liệu được xác nhận là chính thức và đơn vị không sửa được nữa,
        trừ khi báo cáo được mở lại.
      </Text>
      {error !== null && <Failed error={error} title="Chưa duyệt được" />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>Hủy</Button>
        <Button loading={busy} onClick={onSend} data-autofocus>Duyệt báo cáo</Button>
      </Group>
    </Stack>
  );
}
