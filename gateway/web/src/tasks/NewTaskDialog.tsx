import { Button, Checkbox, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import { DateField } from '../components/DateField';
import { Failed } from '../components/Failed';
import { today } from '../format/dates';
import { AREAS } from '../format/labels';
import { officesQuery, useCreateTask } from './queries';

/** A task that the leader gives beside any plan (việc đột xuất). */
export function NewTaskDialog({ unit, onClose }: { unit: string; onClose: () => void }) {
  const create = useCreateTask();
  const offices = useQuery(officesQuery(unit));
  const [content, setContent] = useState('');
  const [area, setArea] = useState('0');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [product, setProduct] = useState('');
  const [office, setOffice] = useState<string | null>(null);
  const [assignee, setAssignee] = useState('');
  const [needsConfirmation, setNeeds] = useState(true);
  const problem = create.error ? asProblem(create.error) : undefined;

  const send = () =>
    create.mutate(
      { orgUnit: unit, content, area: Number(area), products: product.trim() ? [product.trim()] : [], dueOn, office, assignee: assignee.trim() || null, needsConfirmation },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: 'Đã giao việc.' });
          onClose();
        },
      },
    );

  return (
    <Modal opened onClose={onClose} title="Giao việc đột xuất" size="lg">
      <form
        onSubmit={(e) => {
          e.preventDefault();
          send();
        }}
      >
        <Stack>
          <Textarea label="Nội dung" required autosize minRows={2} maxLength={4000} data-autofocus value={content} onChange={(e) => setContent(e.currentTarget.value)} error={problem?.messageAt('content')} />
          <Group grow align="flex-start">
            <DateField label="Hạn hoàn thành" required valueFormat="DD/MM/YYYY" minDate={today()} value={dueOn} onChange={setDueOn} error={problem?.messageAt('dueOn')} />
            <Select
              label="Lĩnh vực" allowDeselect={false} value={area} onChange={(value) => setArea(value ?? '0')}
              data={[{ value: '0', label: 'Không thuộc lĩnh vực nào' }, ...AREAS.map((label, i) => ({ value: String(i + 1), label: `${i + 1}. ${label}` }))]}
            />
          </Group>
          <Group grow align="flex-start">
            <Select label="Phòng" clearable value={office} onChange={setOffice} data={(offices.data ?? []).map((o) => ({ value: o.code, label: o.name }))} error={problem?.messageAt('office')} />
            <TextInput label="Người thực hiện" description="Tên đăng nhập, có thể để trống" inputWrapperOrder={['label', 'input', 'description', 'error']} value={assignee} onChange={(e) => setAssignee(e.currentTarget.value)} error={problem?.messageAt('assignee')} />
          </Group>
          <TextInput label="Sản phẩm" maxLength={500} value={product} onChange={(e) => setProduct(e.currentTarget.value)} />
          <Checkbox label="Tôi xác nhận khi hoàn thành" checked={needsConfirmation} onChange={(e) => setNeeds(e.currentTarget.checked)} />
          {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa giao được" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Thôi</Button>
            <Button type="submit" loading={create.isPending}>Giao việc</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
