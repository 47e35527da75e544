import { ActionIcon, Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { Task } from '../api/types';
import { DateField } from '../components/DateField';
import { Failed } from '../components/Failed';
import { today } from '../format/dates';
import { officesQuery, useTaskAct } from './queries';

interface Part {
  key: number;
  content: string;
  dueOn: string | null;
  office: string | null;
  weight: number;
}

const EMPTY: Omit<Part, 'key'> = { content: '', dueOn: null, office: null, weight: 1 };
const MOST = 20;

/** Splits a task into parts; from then on its progress is theirs. */
export function SplitDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const split = useTaskAct(task);
  const offices = useQuery(officesQuery(task.orgUnit));
  const [parts, setParts] = useState<Part[]>([{ key: 0, ...EMPTY }]);
  const problem = split.error ? asProblem(split.error) : undefined;
  const change = (key: number, changes: Partial<Part>) => setParts((all) => all.map((p) => (p.key === key ? { ...p, ...changes } : p)));
  const send = () =>
    split.mutate(
      { action: 'split', body: { items: parts.map(({ content, dueOn, office, weight }) => ({ content, dueOn, office, weight, assignee: null })) } },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: `Đã chia ${parts.length} nhiệm vụ con.` });
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title="Chia nhiệm vụ con" size="xl">
      <Stack>
        <Text size="sm" c="dimmed">Tiến độ của nhiệm vụ sẽ tính từ các nhiệm vụ con theo trọng số; nhiệm vụ xong khi mọi nhiệm vụ con xong.</Text>
        {parts.map((part, i) => (
          <Group key={part.key} align="flex-start" gap="xs" wrap="nowrap">
            <TextInput flex="1 1 auto" aria-label={`Nội dung nhiệm vụ con ${i + 1}`} placeholder="Nội dung" value={part.content} onChange={(e) => change(part.key, { content: e.currentTarget.value })} error={problem?.messageAt(`items[${i}].content`)} />
            <DateField w={140} aria-label={`Hạn nhiệm vụ con ${i + 1}`} placeholder="Hạn" valueFormat="DD/MM/YYYY" clearable minDate={today()} value={part.dueOn} onChange={(dueOn) => change(part.key, { dueOn })} error={problem?.messageAt(`items[${i}].dueOn`)} />
            <Select w={180} aria-label={`Phòng nhiệm vụ con ${i + 1}`} placeholder="Phòng" clearable value={part.office} onChange={(office) => change(part.key, { office })} data={(offices.data ?? []).map((o) => ({ value: o.code, label: o.name }))} />
            <NumberInput w={80} aria-label={`Trọng số nhiệm vụ con ${i + 1}`} min={1} max={100} value={part.weight} onChange={(weight) => change(part.key, { weight: Number(weight) || 1 })} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Bỏ nhiệm vụ con ${i + 1}`} disabled={parts.length === 1} onClick={() => setParts((all) => all.filter((p) => p.key !== part.key))}><IconTrash size={16} aria-hidden /></ActionIcon>
          </Group>
        ))}
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} aria-hidden />} disabled={parts.length >= MOST} onClick={() => setParts((all) => [...all, { key: Math.max(...all.map((p) => p.key)) + 1, ...EMPTY }])}>Thêm</Button>
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa chia được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Thôi</Button>
          <Button loading={split.isPending} onClick={send}>Chia nhiệm vụ</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
