import { ActionIcon, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { LineReason } from '../api/types';
import { Failed } from '../components/Failed';
import { periodName } from '../format/periods';
import { fold } from '../format/search';
import { templateQuery } from '../report/queries';
import type { ReviewFormProps } from './formProps';

interface Props extends ReviewFormProps {
  marked: LineReason[];
  onSend: (message: string, reasons: LineReason[]) => void;
}

/** A message for the unit, and for each line that is meant its own reason. */
export function ReturnForm({ unitName, period, error, busy, onCancel, marked, onSend }: Props) {
  const template = useQuery(templateQuery(period));
  const [message, setMessage] = useState('');
  const [reasons, setReasons] = useState<LineReason[]>(marked);
  const [checked, setChecked] = useState(false);
  const problem = error ? asProblem(error) : undefined;
  const missing = (text: string) => (checked && !text.trim() ? 'Cần ghi lý do.' : undefined);
  const send = () => {
    setChecked(true);
    if (message.trim() && reasons.every((r) => r.item && r.reason.trim())) onSend(message, reasons);
  };
  const change = (index: number, part: Partial<LineReason>) => setReasons(reasons.map((r, i) => (i === index ? { ...r, ...part } : r)));
  const lines = [
    { group: 'Chỉ tiêu', items: template.data?.items.map((i) => ({ value: i.code, label: i.name })) ?? [] },
    { group: 'Phần lời', items: template.data?.sections.map((s) => ({ value: s.code, label: s.title })) ?? [] },
  ];
  return (
    <Stack>
      <Text>Báo cáo {periodName(period)} của <b>{unitName}</b> được trả lại để đơn vị sửa và gửi lại.</Text>
      <Textarea
        label="Lý do trả lại" description="Đơn vị thấy lời này ở đầu báo cáo." required autosize minRows={3} data-autofocus
        value={message} onChange={(e) => setMessage(e.currentTarget.value)} error={missing(message) ?? problem?.messageAt('message')}
      />
      {reasons.map((reason, index) => (
        <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
          <Stack gap={4} flex={1}>
            <Select
              aria-label={`Dòng bị trả lại ${index + 1}`} placeholder="Chọn chỉ tiêu hoặc phần lời" searchable data={lines} value={reason.item || null}
              filter={({ options, search }) => options.map((o) => ('group' in o ? { ...o, items: o.items.filter((i) => fold(i.label).includes(fold(search))) } : o))}
              onChange={(item) => change(index, { item: item ?? '' })} error={(checked && !reason.item && 'Cần chọn dòng.') || problem?.messageAt(`reasons[${index}].item`)}
            />
            <Textarea
              aria-label={`Lý do của dòng ${index + 1}`} placeholder="Vì sao, cần sửa thế nào" autosize value={reason.reason}
              onChange={(e) => change(index, { reason: e.currentTarget.value })} error={missing(reason.reason) ?? problem?.messageAt(`reasons[${index}].reason`)}
            />
          </Stack>
          <ActionIcon variant="subtle" color="gray" mt={4} aria-label={`Bỏ dòng ${index + 1}`} onClick={() => setReasons(reasons.filter((_, i) => i !== index))}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setReasons([...reasons, { item: '', reason: '' }])} w="fit-content">
        Nêu lý do cho một dòng
      </Button>
      {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa trả lại được" />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>Hủy</Button>
        <Button color="orange.9" loading={busy} onClick={send}>Trả lại báo cáo</Button>
      </Group>
    </Stack>
  );
}
