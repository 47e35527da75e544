import { ActionIcon, Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { Plan } from '../api/types';
import { Failed } from '../components/Failed';
import { fold } from '../format/search';
import { useReturnPlan } from './queries';

const PARTS = [
  { value: 'title', label: 'Tên kế hoạch' }, { value: 'decision', label: 'Số, ngày, người ký' }, { value: 'period', label: 'Thời kỳ' }, { value: 'legalBases', label: 'Căn cứ pháp lý' },
  { value: 'targets', label: 'Các chỉ tiêu' }, { value: 'tasks', label: 'Các nhiệm vụ' },
];

/** What an item of a return is called: a part of the plan or one of its rows. */
export function itemName(plan: Plan, item: string): string {
  const part = PARTS.find((p) => p.value === item)?.label;
  const task = plan.tasks.find((t) => t.id === item);
  const target = plan.targets.find((t) => t.id === item);
  return part ?? (task ? `Nhiệm vụ ${task.number ?? ''}: ${task.content}` : target ? `Chỉ tiêu ${target.number ?? ''}: ${target.text}` : 'Dòng đã xóa');
}

/** A message, and for each row that is meant its own reason. */
export function ReturnPlanDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const [message, setMessage] = useState('');
  const [reasons, setReasons] = useState<{ item: string; reason: string }[]>([]);
  const send = useReturnPlan(plan.id);
  const problem = send.error ? asProblem(send.error) : null;
  const change = (index: number, part: Partial<{ item: string; reason: string }>) => setReasons(reasons.map((r, i) => (i === index ? { ...r, ...part } : r)));
  const items = [
    { group: 'Phần chung', items: PARTS },
    { group: 'Chỉ tiêu', items: plan.targets.map((t, i) => ({ value: t.id ?? '', label: `${t.number ?? i + 1}. ${t.text.slice(0, 90)}` })) },
    { group: 'Nhiệm vụ', items: plan.tasks.map((t, i) => ({ value: t.id, label: `${t.number ?? i + 1}. ${t.content.slice(0, 90)}` })) },
  ];
  return (
    <Modal opened onClose={onClose} title="Trả lại kế hoạch" size="lg">
      <Stack>
        <Textarea label="Lý do trả lại" description="Người soạn thấy lời này ở đầu kế hoạch." required autosize minRows={3} data-autofocus value={message} onChange={(e) => setMessage(e.currentTarget.value)} error={problem?.messageAt('message')} />
        {reasons.map((reason, index) => (
          <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
            <Stack gap={4} flex={1}>
              <Select
                aria-label={`Mục bị trả lại ${index + 1}`} placeholder="Chọn mục" searchable data={items} value={reason.item || null} onChange={(item) => change(index, { item: item ?? '' })}
                filter={({ options, search }) => options.map((o) => ('group' in o ? { ...o, items: o.items.filter((i) => fold(i.label).includes(fold(search))) } : o))}
                error={problem?.messageAt(`reasons[${index}].item`)}
              />
              <Textarea aria-label={`Lý do của mục ${index + 1}`} placeholder="Vì sao, cần sửa thế nào" autosize value={reason.reason} onChange={(e) => change(index, { reason: e.currentTarget.value })} error={problem?.messageAt(`reasons[${index}].reason`)} />
            </Stack>
            <ActionIcon variant="subtle" color="gray" mt={4} aria-label={`Bỏ mục ${index + 1}`} onClick={() => setReasons(reasons.filter((_, i) => i !== index))}><IconTrash size={18} aria-hidden /></ActionIcon>
          </Group>
        ))}
        <Button variant="light" size="xs" w="fit-content" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setReasons([...reasons, { item: '', reason: '' }])}>Nêu lý do cho một mục</Button>
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa trả lại được" />}
        {problem && problem.fields.length > 0 && <Text size="sm" c="var(--tone-bad)" role="alert">{problem.message}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button color="orange.9" loading={send.isPending} onClick={() => send.mutate({ message, reasons }, { onSuccess: onClose })}>Trả lại kế hoạch</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
