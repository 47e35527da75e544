import { Alert, Anchor, Badge, Button, Group, Modal, Progress, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { asProblem } from '../api/problem';
import type { TaskAction, TaskDetail } from '../api/types';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { TaskStateBadge } from '../components/StateBadge';
import { Waiting } from '../components/Waiting';
import { later } from '../components/later';
import { formatDay, formatInstant } from '../format/dates';
import { areaName } from '../format/labels';
import { TaskForecastNote } from '../forecast/TaskForecastNote';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { rights, useSession } from '../session/session';
import { orgUnitQuery } from '../units/queries';
import { ActionForm } from './ActionForm';
import { EvidencePanel } from './EvidencePanel';
import { HistoryPanel } from './HistoryPanel';
import { OccurrencesPanel } from './OccurrencesPanel';
import { ProgressPanel } from './ProgressPanel';
import { officesQuery, taskQuery, useTaskAct } from './queries';
import { SplitDialog } from './SplitDialog';
import { SubTasksPanel } from './SubTasksPanel';
import { ORIGINS, stateNote } from './words';
import classes from './WorkList.module.css';

const ProgressDialog = later(async () => (await import('./ProgressDialog')).ProgressDialog);

const BUTTONS: { action: TaskAction; label: string; color?: string; filled?: boolean }[] = [
  { action: 'progress', label: 'Cập nhật tiến độ', filled: true },
  { action: 'confirm', label: 'Xác nhận hoàn thành', filled: true },
  { action: 'reject', label: 'Trả lại' },
  { action: 'grant-extension', label: 'Cho gia hạn', filled: true },
  { action: 'refuse-extension', label: 'Từ chối gia hạn' },
  { action: 'assign', label: 'Phân công' },
  { action: 'ask-extension', label: 'Xin gia hạn' },
  { action: 'extend', label: 'Gia hạn' },
  { action: 'wait', label: 'Chờ cấp trên' },
  { action: 'resume', label: 'Tiếp tục thực hiện' },
  { action: 'split', label: 'Chia nhiệm vụ con' },
  { action: 'reopen', label: 'Mở lại' },
  { action: 'cancel', label: 'Hủy', color: 'red' },
];

/** One task with all that belongs to it, and what the reader may do with it. */
export function TaskPage() {
  const { id = '' } = useParams();
  const query = useQuery(taskQuery(id));
  usePageTitle(query.data?.task.content);
  if (query.isError && [400, 404].includes(asProblem(query.error).status)) return <NotFoundPage what="Nhiệm vụ này không có hoặc nằm ngoài phạm vi của bạn" />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Waiting lines={8} />;
  return <TaskSheet detail={query.data} />;
}

function TaskSheet({ detail }: { detail: TaskDetail }) {
  const { task } = detail;
  const session = useSession();
  const unit = useQuery(orgUnitQuery(task.orgUnit));
  const offices = useQuery(officesQuery(task.orgUnit));
  const [doing, setDoing] = useState<TaskAction | null>(null);
  const act = useTaskAct(task);
  const may = new Set(detail.may);
  // An assigner who answers a request is not offered the same thing twice.
  const offered = BUTTONS.filter((b) => may.has(b.action) && !(b.action === 'ask-extension' && may.has('extend')) && !(b.action === 'extend' && may.has('grant-extension')));
  const asked = detail.extensions.find((x) => x.state === 'pending');
  const close = () => {
    act.reset();
    setDoing(null);
  };
  const send = (body: object) =>
    act.mutate(
      { action: doing as Exclude<TaskAction, 'progress' | 'evidence'>, body },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: 'Đã ghi nhận.' });
          close();
        },
      },
    );

  return (
    <Stack gap="md">
      <div>
        <Anchor component={Link} to="/nhiem-vu" size="sm">← Nhiệm vụ</Anchor>
        <Title order={1} size="h3" mt={4}>{task.number && `${task.number}. `}{task.content}</Title>
        <Group gap="xs" mt={6}>
          <TaskStateBadge state={task.state} />
          <Badge color="gray">{ORIGINS[task.origin]}</Badge>
          <Text size="sm" c={task.state === 'overdue' ? 'var(--tone-bad)' : 'dimmed'}>{stateNote(task)}</Text>
        </Group>
      </div>
      {task.state === 'cancelled' && <Alert color="gray" title="Nhiệm vụ đã hủy">{task.cancelReason ?? 'Kế hoạch sửa đổi không còn nhiệm vụ này.'}</Alert>}
      {asked && (
        <Alert color="orange" title={`${asked.askedBy} xin gia hạn đến ${formatDay(asked.askedFor)}`}>{asked.reason}</Alert>
      )}
      <TaskForecastNote id={task.id} />
      {offered.length > 0 && (
        <Group gap="xs" className="no-print" role="group" aria-label="Thao tác">
          {offered.map((b) => (
            <Button key={b.action} size="sm" variant={b.filled ? 'filled' : b.color ? 'outline' : 'default'} color={b.color} onClick={() => setDoing(b.action)}>{b.label}</Button>
          ))}
        </Group>
      )}
      <div className={classes.columns}>
        <Stack gap="md">
          <Panel title="Nội dung">
            <dl className={classes.facts}>
              <div><dt>Đơn vị</dt><dd>{rights.seesCity(session) || session.unit === task.orgUnit ? <Anchor component={Link} to={`/don-vi/${task.orgUnit}`} size="sm">{unit.data?.fullName ?? task.orgUnit}</Anchor> : (unit.data?.fullName ?? task.orgUnit)}</dd></div>
              <div><dt>Lĩnh vực</dt><dd>{areaName(task.area)}</dd></div>
              <div><dt>Hạn</dt><dd>{task.dueOn ? formatDay(task.dueOn) : 'Không ghi'}{task.extendedTo && ' (đã gia hạn)'}</dd></div>
              <div><dt>Thời hạn ghi trong văn bản</dt><dd>{task.deadline.text || '–'}{task.dueDate && task.dueDate !== task.dueOn && ` (${formatDay(task.dueDate)})`}</dd></div>
              <div><dt>Phòng</dt><dd>{offices.data?.find((o) => o.code === task.office)?.name ?? task.office ?? 'Chưa phân công'}</dd></div>
              <div><dt>Người thực hiện</dt><dd>{task.assignee ?? '–'}</dd></div>
              <div><dt>Cơ quan chủ trì</dt><dd>{task.leadAgency ?? '–'}</dd></div>
              <div><dt>Phối hợp</dt><dd>{task.coordinators.join('; ') || '–'}</dd></div>
              <div><dt>Sản phẩm</dt><dd>{task.products.join('; ') || '–'}</dd></div>
              <div><dt>Xác nhận khi hoàn thành</dt><dd>{task.needsConfirmation ? 'Có' : 'Không'}</dd></div>
              {task.waitingFor && <div><dt>Đang chờ văn bản</dt><dd>{task.waitingFor}</dd></div>}
              {task.completedOn && <div><dt>Hoàn thành</dt><dd>{formatDay(task.completedOn)}</dd></div>}
              <div><dt>Cập nhật</dt><dd>{formatInstant(task.updatedAt)}</dd></div>
            </dl>
            <Text size="sm" mt="md" mb={4}>Tiến độ {task.percent}%</Text>
            <Progress value={task.percent} color="navy" aria-label={`Tiến độ ${task.percent}%`} />
          </Panel>
          {detail.occurrences.length > 0 && <OccurrencesPanel task={task} occurrences={detail.occurrences} may={may.has('progress')} />}
          {detail.subTasks.length > 0 && <SubTasksPanel tasks={detail.subTasks} />}
          <EvidencePanel task={task.id} may={may.has('evidence')} />
        </Stack>
        <Stack gap="md">
          <ProgressPanel steps={detail.history} extensions={detail.extensions} />
          <HistoryPanel task={task.id} />
        </Stack>
      </div>
      {doing === 'progress' && <ProgressDialog task={task} mine onClose={close} />}
      {doing === 'split' && <SplitDialog task={task} onClose={close} />}
      {doing && doing !== 'progress' && doing !== 'split' && (
        <Modal opened onClose={close} title={BUTTONS.find((b) => b.action === doing)?.label}>
          <ActionForm
            action={doing} unit={task.orgUnit} asked={doing === 'grant-extension' ? asked?.askedFor : null} busy={act.isPending} error={act.error} onCancel={close} onSend={send}
          />
        </Modal>
      )}
    </Stack>
  );
}
