import { ActionIcon, Alert, Button, Group, MultiSelect, NumberInput, Select, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { ReminderRules, ReminderStep } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatDay } from '../format/dates';
import { previewQuery, rulesQuery, useSaveRules } from './queries';

const WHEN = [
  { value: 'before', label: 'Trước hạn' },
  { value: 'on', label: 'Đúng ngày hạn' },
  { value: 'after', label: 'Quá hạn' },
];
const TO = [
  { value: 'officer', label: 'Người, phòng phụ trách' },
  { value: 'leader', label: 'Lãnh đạo đơn vị' },
  { value: 'department', label: 'Sở Nội vụ' },
];
const KINDS = [
  { value: 'phuong', label: 'Phường' },
  { value: 'xa', label: 'Xã' },
  { value: 'dac-khu', label: 'Đặc khu' },
];

/** Whom the platform reminds of due dates, and when. */
export function RemindersPart() {
  const rules = useQuery(rulesQuery);
  return (
    <Stack gap="md">
      <Panel title="Quy tắc nhắc việc">
        {rules.isPending && <Waiting />}
        {rules.isError && <Failed error={rules.error} onRetry={() => void rules.refetch()} />}
        {rules.data && <Editor key={rules.data.version} rules={rules.data} />}
      </Panel>
      <PreviewPanel />
    </Stack>
  );
}

function Editor({ rules }: { rules: ReminderRules }) {
  const save = useSaveRules();
  const [steps, setSteps] = useState(rules.steps);
  const [before, setBefore] = useState<ReminderStep[][]>([]);
  const problem = save.error ? asProblem(save.error) : undefined;
  const change = (next: ReminderStep[]) => {
    setBefore([...before, steps]);
    setSteps(next);
  };
  const set = (index: number, part: Partial<ReminderStep>) => change(steps.map((s, i) => (i === index ? { ...s, ...part } : s)));
  const at = (index: number, field: string) => problem?.messageAt(`steps[${index}].${field}`) ?? (field === 'when' ? problem?.messageAt(`steps[${index}]`) : undefined);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        Ngày tính theo lịch làm việc; thông báo gửi từ 7 giờ đến 17 giờ các ngày làm việc, nhiệm vụ cùng bước của một phòng gộp vào một thông báo. Mỗi bước của một hạn chỉ nhắc một lần; gia hạn thì nhắc lại từ đầu.
      </Text>
      {steps.length === 0 ? <Empty title="Không có bước nhắc nào">Nền tảng sẽ không nhắc ai. Thêm một bước để bắt đầu.</Empty> : (
        <Table.ScrollContainer minWidth={820}>
          <Table verticalSpacing="xs">
            <Table.Thead><Table.Tr><Table.Th>Thời điểm</Table.Th><Table.Th>Số ngày làm việc</Table.Th><Table.Th>Nhắc lại mỗi</Table.Th><Table.Th>Người nhận</Table.Th><Table.Th>Chỉ cho loại đơn vị</Table.Th><Table.Th /></Table.Tr></Table.Thead>
            <Table.Tbody>
              {steps.map((step, index) => (
                <Table.Tr key={index}>
                  <Table.Td><Select aria-label={`Thời điểm của bước ${index + 1}`} data={WHEN} value={step.when} allowDeselect={false} onChange={(when) => set(index, { when: when!, workingDays: when === 'on' ? 0 : step.workingDays || 1, repeatEvery: when === 'after' ? step.repeatEvery : null })} error={at(index, 'when')} /></Table.Td>
                  <Table.Td><NumberInput aria-label={`Số ngày của bước ${index + 1}`} min={0} max={250} allowDecimal={false} disabled={step.when === 'on'} value={step.workingDays} onChange={(days) => set(index, { workingDays: Number(days) })} error={at(index, 'workingDays')} /></Table.Td>
                  <Table.Td><NumberInput aria-label={`Nhắc lại của bước ${index + 1}`} min={1} max={250} allowDecimal={false} placeholder="một lần" disabled={step.when !== 'after'} value={step.repeatEvery ?? ''} onChange={(days) => set(index, { repeatEvery: days === '' ? null : Number(days) })} error={at(index, 'repeatEvery')} /></Table.Td>
                  <Table.Td><MultiSelect aria-label={`Người nhận của bước ${index + 1}`} data={TO} value={step.to} onChange={(to) => set(index, { to })} error={at(index, 'to')} /></Table.Td>
                  <Table.Td><MultiSelect aria-label={`Loại đơn vị của bước ${index + 1}`} data={KINDS} placeholder={step.unitKinds?.length ? undefined : 'Mọi đơn vị'} value={step.unitKinds ?? []} onChange={(kinds) => set(index, { unitKinds: kinds.length > 0 ? kinds : null })} error={at(index, 'unitKinds')} /></Table.Td>
                  <Table.Td><ActionIcon variant="default" aria-label={`Bỏ bước ${index + 1}`} onClick={() => change(steps.filter((_, i) => i !== index))}><IconTrash size={16} aria-hidden /></ActionIcon></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa lưu được" />}
      {before.length > 0 && <Alert color="yellow">Quy tắc đã sửa, chưa lưu.</Alert>}
      <Group gap="xs">
        <Button loading={save.isPending} disabled={before.length === 0} onClick={() => save.mutate({ version: rules.version, steps }, { onSuccess: () => notifications.show({ color: 'teal', message: 'Đã lưu quy tắc nhắc việc.' }) })}>Lưu quy tắc</Button>
        <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} disabled={before.length === 0} onClick={() => { setSteps(before.at(-1)!); setBefore(before.slice(0, -1)); }}>Hoàn tác</Button>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => change([...steps, { when: 'before', workingDays: 3, repeatEvery: null, to: ['officer'], unitKinds: null }])}>Thêm bước</Button>
      </Group>
    </Stack>
  );
}

function PreviewPanel() {
  const preview = useQuery(previewQuery);
  return (
    <Panel title="Hôm nay còn phải nhắc ai" aside={preview.data && <Text size="sm" c="dimmed">{formatDay(preview.data.day)}: {preview.data.notices} thông báo, {preview.data.tasksForDepartment} nhiệm vụ báo Sở</Text>}>
      {preview.isPending && <Waiting lines={4} />}
      {preview.isError && <Failed error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && !preview.data.working && <Alert color="gray" mb="sm">Hôm nay là ngày nghỉ: các thông báo dưới đây sẽ gửi vào ngày làm việc tới, nếu khi ấy vẫn đúng.</Alert>}
      {preview.data?.lines.length === 0 && <Empty title="Không còn ai phải nhắc">Các nhiệm vụ đến bước nhắc hôm nay đều đã được nhắc.</Empty>}
      {preview.data && preview.data.lines.length > 0 && (
        <Table.ScrollContainer minWidth={600} mah={420}>
          <Table>
            <Table.Thead><Table.Tr><Table.Th>Đơn vị</Table.Th><Table.Th>Người nhận</Table.Th><Table.Th>Nội dung</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {preview.data.lines.slice(0, 200).map((line, index) => (
                <Table.Tr key={index}>
                  <Table.Td>{line.unitName}</Table.Td>
                  <Table.Td>{line.recipient === 'leader' ? 'Lãnh đạo' : (line.userName ?? line.office ?? 'Cán bộ của đơn vị')}</Table.Td>
                  <Table.Td>{line.title}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
