import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { asProblem } from '../api/problem';
import { Failed } from '../components/Failed';
import { useCreatePlan } from './queries';

/** An empty draft, written here row by row. */
export function CreatePlanDialog({ unit, onClose }: { unit: string; onClose: () => void }) {
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [period, setPeriod] = useState('');
  const create = useCreatePlan(unit);
  const problem = create.error ? asProblem(create.error) : null;
  return (
    <Modal opened onClose={onClose} title="Lập kế hoạch">
      <Stack>
        <Text size="sm">Một bản nháp trống để ghi chỉ tiêu và nhiệm vụ trực tiếp. Nếu có văn bản thì nên nhập từ văn bản.</Text>
        <TextInput label="Tên kế hoạch" data-autofocus value={title} onChange={(e) => setTitle(e.currentTarget.value)} error={problem?.messageAt('title')} />
        <TextInput label="Thời kỳ" description="2026, 2026-H1, 2026-2030" value={period} onChange={(e) => setPeriod(e.currentTarget.value.trim())} error={problem?.messageAt('period')} />
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa lập được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={create.isPending} onClick={() => create.mutate({ title, period }, { onSuccess: (plan) => void navigate(`/ke-hoach/${plan.id}`) })}>Lập bản nháp</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
