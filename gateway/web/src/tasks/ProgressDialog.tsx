import { Alert, Anchor, Button, Group, Modal, NumberInput, Slider, Stack, Text, Textarea, TextInput, Timeline } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import type { Occurrence, Task } from '../api/types';
import { DateField } from '../components/DateField';
import { Failed } from '../components/Failed';
import { TaskStateBadge } from '../components/StateBadge';
import { formatDay, formatInstant, today } from '../format/dates';
import { taskQuery, useProgress } from './queries';

const MARKS = [0, 25, 50, 75, 100].map((value) => ({ value, label: `${value}%` }));

/** A task with its steps so far; its own unit also reports progress here. */
export function ProgressDialog({ task, occurrence, mine, onClose }: { task: Task; occurrence?: Occurrence; mine: boolean; onClose: () => void }) {
  const detail = useQuery(taskQuery(task.id));
  const progress = useProgress(task.id);
  const [percent, setPercent] = useState(occurrence?.percent ?? task.percent);
  const [comment, setComment] = useState('');
  const [completedOn, setCompletedOn] = useState<string | null>(occurrence ? occurrence.completedOn : task.completedOn);
  const [figure, setFigure] = useState({ name: '', value: '' as number | string, unit: '' });
  const problem = progress.error ? asProblem(progress.error) : undefined;
  const done = percent === 100;
  const locked = !mine || task.state === 'cancelled' || task.confirmation === 'confirmed';

  const send = () =>
    progress.mutate(
      {
        percent, comment: comment.trim() || null, completedOn: done ? completedOn : null, occurrence: occurrence?.writtenOn ?? null,
        figures: figure.name.trim() && figure.value !== '' ? [{ name: figure.name.trim(), value: Number(figure.value), unit: figure.unit.trim() || null }] : [],
      },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: `Đã ghi tiến độ ${percent}%.` });
          onClose();
        },
      },
    );

  return (
    <Modal opened onClose={onClose} title={occurrence ? `Kỳ hạn ${formatDay(occurrence.dueOn)}` : `Nhiệm vụ ${task.number}`} size="lg">
      <Stack>
        <Text>{task.content}</Text>
        <Group gap="md">
          <TaskStateBadge state={task.state} />
          <Text size="sm">Hạn: {task.dueOn ? formatDay(task.dueOn) : 'không ghi'} <Text span c="dimmed" size="sm">({task.deadline.text || 'trống'})</Text></Text>
        </Group>
        {task.deadline.dueDates.length > 1 && (
          <Text size="sm" c="dimmed">Các mốc: {task.deadline.dueDates.slice(0, 12).map(formatDay).join(', ')}{task.deadline.dueDates.length > 12 ? '…' : ''}</Text>
        )}
        {(task.leadAgency || task.coordinators.length > 0) && (
          <Text size="sm">Chủ trì: {task.leadAgency ?? '–'}{task.coordinators.length > 0 && ` · phối hợp: ${task.coordinators.join('; ')}`}</Text>
        )}
        <Anchor component={Link} to={`/nhiem-vu/${task.id}`} size="sm" onClick={onClose}>Mở trang nhiệm vụ (minh chứng, gia hạn, lịch sử)</Anchor>
        {task.state === 'cancelled' && <Alert color="gray">Nhiệm vụ đã bị hủy theo kế hoạch sửa đổi.</Alert>}
        {!locked && (
          <>
            <div>
              <Text size="sm" fw={500} mb={4} id="tien-do">Tiến độ: {percent}%</Text>
              <Slider value={percent} onChange={setPercent} step={5} marks={MARKS} mb="lg" thumbProps={{ 'aria-labelledby': 'tien-do' }} label={null} />
              {problem?.messageAt('percent') && <Text size="sm" c="var(--tone-bad)">{problem.messageAt('percent')}</Text>}
            </div>
            {done && (
              <DateField
                label="Ngày hoàn thành" description="Để trống là hôm nay." valueFormat="DD/MM/YYYY" clearable clearButtonProps={{ 'aria-label': 'Xóa ngày hoàn thành' }} maxDate={today()}
                value={completedOn} onChange={setCompletedOn} error={problem?.messageAt('completedOn')}
              />
            )}
            <Textarea
              label="Ghi chú" description="Kết quả, văn bản đã ban hành, vướng mắc (nếu có)." autosize minRows={2} maxLength={4000}
              value={comment} onChange={(e) => setComment(e.currentTarget.value)} error={problem?.messageAt('comment')}
            />
            <Group gap="xs" grow align="flex-start">
              <TextInput label="Số liệu" placeholder="Ví dụ: Hồ sơ đã số hóa" maxLength={200} value={figure.name} onChange={(e) => setFigure({ ...figure, name: e.currentTarget.value })} error={problem?.messageAt('figures[0]')} />
              <NumberInput label="Giá trị" decimalSeparator="," thousandSeparator="." value={figure.value} onChange={(value) => setFigure({ ...figure, value })} />
              <TextInput label="Đơn vị tính" maxLength={50} value={figure.unit} onChange={(e) => setFigure({ ...figure, unit: e.currentTarget.value })} />
            </Group>
            {task.parts > 0 && !occurrence && <Text size="xs" c="dimmed">Tiến độ này áp dụng cho mọi kỳ còn mở; muốn ghi riêng từng kỳ hãy mở trang nhiệm vụ.</Text>}
            {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa ghi được" />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>Hủy</Button>
              <Button loading={progress.isPending} onClick={send}>Ghi tiến độ</Button>
            </Group>
          </>
        )}
        {detail.data && detail.data.history.length > 0 && (
          <Timeline bulletSize={12} lineWidth={2} active={detail.data.history.length}>
            {[...detail.data.history].reverse().map((step) => (
              <Timeline.Item key={step.at} title={<Text size="sm" fw={600}>{step.percentBefore}% → {step.percent}%</Text>}>
                <Text size="xs" c="dimmed">{formatInstant(step.at)} · {step.by}</Text>
                {step.comment && <Text size="sm">{step.comment}</Text>}
              </Timeline.Item>
            ))}
          </Timeline>
        )}
      </Stack>
    </Modal>
  );
}
