import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import { Failed } from '../components/Failed';
import { today } from '../format/dates';
import { periodName } from '../format/periods';
import type { ReviewFormProps } from './formProps';

const DEFAULT_DAYS = 7;
const LONGEST_DAYS = 90;

const dayAfter = (days: number) => today(new Date(Date.now() + days * 86_400_000));

export function ReopenForm({ unitName, period, error, busy, onCancel, onSend }: ReviewFormProps & { onSend: (reason: string, until: string | null) => void }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string | null>(dayAfter(DEFAULT_DAYS));
  const [checked, setChecked] = useState(false);
  const send = () => {
    setChecked(true);
    if (reason.trim()) onSend(reason, until && `${until}T23:59:59+07:00`);
  };
  const problem = error ? asProblem(error) : undefined;
  return (
    <Stack>
      <Text>Mở lại báo cáo {periodName(period)} đã duyệt của <b>{unitName}</b> để đơn vị sửa và gửi lại.</Text>
      <Textarea
        label="Lý do mở lại" required autosize minRows={3} data-autofocus
        value={reason} onChange={(e) => setReason(e.currentTarget.value)} error={(checked && !reason.trim() && 'Cần ghi lý do mở lại.') || problem?.messageAt('reason')}
      />
      <DatePickerInput
        label="Sửa được đến hết ngày" valueFormat="DD/MM/YYYY" value={until} onChange={setUntil}
        minDate={today()} maxDate={dayAfter(LONGEST_DAYS - 1)} error={problem?.messageAt('until')}
      />
      {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa mở lại được" />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>Hủy</Button>
        <Button loading={busy} onClick={send}>Mở lại báo cáo</Button>
      </Group>
    </Stack>
  );
}
