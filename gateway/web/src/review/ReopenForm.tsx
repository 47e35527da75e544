import { Button, Group, MultiSelect, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import { DateField } from '../components/DateField';
import { Failed } from '../components/Failed';
import { serverNow, today } from '../format/dates';
import { periodName } from '../format/periods';
import { templateQuery } from '../report/queries';
import type { ReviewFormProps } from './formProps';

const DEFAULT_DAYS = 7;
const LONGEST_DAYS = 90;

const dayAfter = (days: number) => today(new Date(serverNow().getTime() + days * 86_400_000));

export function ReopenForm({ unitName, period, error, busy, onCancel, onSend }: ReviewFormProps & { onSend: (reason: string, until: string | null, items: string[]) => void }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string | null>(dayAfter(DEFAULT_DAYS));
  const template = useQuery(templateQuery(period));
  const [items, setItems] = useState<string[]>([]);
  const [checked, setChecked] = useState(false);
  const send = () => {
    setChecked(true);
    if (reason.trim()) onSend(reason, until && `${until}T23:59:59+07:00`, items);
  };
  const problem = error ? asProblem(error) : undefined;
  return (
    <Stack>
      <Text>Mở lại báo cáo {periodName(period)} đã duyệt của <b>{unitName}</b> để đơn vị sửa và gửi lại.</Text>
      <Textarea
        label="Lý do mở lại" required autosize minRows={3} data-autofocus
        value={reason} onChange={(e) => setReason(e.currentTarget.value)} error={(checked && !reason.trim() && 'Cần ghi lý do mở lại.') || problem?.messageAt('reason')}
      />
      <DateField
        label="Sửa được đến hết ngày" valueFormat="DD/MM/YYYY" value={until} onChange={setUntil}
        minDate={today()} maxDate={dayAfter(LONGEST_DAYS - 1)} error={problem?.messageAt('until')}
      />
      <MultiSelect
        label="Chỉ mở các dòng" description="Để trống là mở cả báo cáo; các dòng khác giữ nguyên như đã duyệt." searchable clearable value={items} onChange={setItems}
        data={[
          { group: 'Chỉ tiêu', items: template.data?.items.filter((i) => !i.formula).map((i) => ({ value: i.code, label: i.name })) ?? [] },
          { group: 'Phần lời', items: template.data?.sections.map((s) => ({ value: s.code, label: s.title })) ?? [] },
        ]}
      />
      {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa mở lại được" />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>Hủy</Button>
        <Button loading={busy} onClick={send}>Mở lại báo cáo</Button>
      </Group>
    </Stack>
  );
}
