import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from './Dialog';
import { Failed } from './Failed';

interface Props {
  title: string;
  text?: string;
  label: string;
  confirm: string;
  busy: boolean;
  error?: unknown;
  onSend: (reason: string) => void;
  onClose: () => void;
}

/** Asks for a reason before something is taken back or sent back. */
export function ReasonDialog({ title, text, label, confirm, busy, error, onSend, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const send = () => {
    setChecked(true);
    if (reason.trim()) onSend(reason.trim());
  };
  return (
    <Dialog onClose={onClose} title={title}>
      <Stack>
        {text && <Text size="sm">{text}</Text>}
        <Textarea
          label={label} required autosize minRows={3} maxLength={2000} data-autofocus value={reason} onChange={(e) => setReason(e.currentTarget.value)}
          error={checked && !reason.trim() && 'Cần ghi lý do.'}
        />
        {error !== undefined && error !== null && <Failed error={error} title="Chưa thực hiện được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button color="orange.9" loading={busy} onClick={send}>{confirm}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
