import { Alert, Anchor, Button, Group, Modal, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { asProblem } from '../api/problem';
import type { AssignedUnit } from '../api/types';
import { type Column, DataTable } from '../components/DataTable';
import { DateField } from '../components/DateField';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { TaskStateBadge } from '../components/StateBadge';
import { Waiting } from '../components/Waiting';
import { formatDay, formatInstant, today } from '../format/dates';
import { areaName, TASK_STATES } from '../format/labels';
import { matches } from '../format/search';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { rights, useSession } from '../session/session';
import { assignmentQuery, useManageAssignment } from './queries';
import { StateShares } from './StateShares';

type What = 'cancel' | 'deadline' | 'remind';
const TITLES: Record<What, string> = { cancel: 'Hủy việc giao', deadline: 'Đổi hạn cho mọi đơn vị', remind: 'Đôn đốc các đơn vị chưa xong' };

const COLUMNS: Column<AssignedUnit>[] = [
  { id: 'name', header: 'Đơn vị', sortBy: (u) => u.name, cell: (u) => <Link to={`/nhiem-vu/${u.taskId}`}>{u.name}</Link> },
  { id: 'state', header: 'Trạng thái', sortBy: (u) => u.state, cell: (u) => <TaskStateBadge state={u.state} />, width: 150 },
  { id: 'percent', header: 'Tiến độ', sortBy: (u) => u.percent, cell: (u) => `${u.percent}%`, width: 90, align: 'right' },
  { id: 'due', header: 'Hạn', sortBy: (u) => u.dueOn, cell: (u) => formatDay(u.dueOn), width: 110, wide: true },
  { id: 'done', header: 'Xong ngày', sortBy: (u) => u.completedOn, cell: (u) => formatDay(u.completedOn), width: 110, wide: true },
  { id: 'evidence', header: 'Minh chứng', sortBy: (u) => u.evidenceCount, cell: (u) => u.evidenceCount || '–', width: 100, align: 'right', wide: true },
  { id: 'note', header: 'Cần xử lý', cell: (u) => [u.confirmation === 'pending' && 'chờ xác nhận', u.extensionPending && 'xin gia hạn'].filter(Boolean).join(', ') || '–', width: 150, wide: true },
];

/** One assignment with its state in every commune. */
export function AssignmentPage() {
  const { id = '' } = useParams();
  const session = useSession();
  const query = useQuery(assignmentQuery(id));
  const [text, setText] = useState('');
  const [state, setState] = useState('');
  const [doing, setDoing] = useState<What | null>(null);
  usePageTitle(query.data?.assignment.content);
  if (query.isError && asProblem(query.error).status === 404) return <NotFoundPage what="Không có việc giao này" />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Waiting lines={8} />;
  const { assignment: a, units } = query.data;
  const shown = units.filter((u) => (!state || u.state === state) && (!text || matches(u.name, text)));
  return (
    <Stack gap="md">
      <div>
        <Anchor component={Link} to="/giao-viec" size="sm">← Việc thành phố giao</Anchor>
        <Title order={1} size="h3" mt={4}>{a.content}</Title>
        <Text size="sm" c="dimmed">{[a.document, areaName(a.area), a.deadlineText, a.needsConfirmation ? 'cần thành phố xác nhận' : null, `${a.createdBy}, ${formatInstant(a.createdAt)}`].filter(Boolean).join(' · ')}</Text>
        {a.products.length > 0 && <Text size="sm">Sản phẩm: {a.products.join('; ')}</Text>}
      </div>
      {a.cancelReason && <Alert color="gray" title="Việc giao đã hủy">{a.cancelReason}</Alert>}
      {rights.reviews(session) && !a.cancelReason && (
        <Group gap="xs" className="no-print">
          <Button size="sm" component={Link} to={`/nhiem-vu?viec-giao=${a.id}&xac-nhan=pending`}>Xác nhận kết quả</Button>
          <Button size="sm" variant="default" onClick={() => setDoing('remind')}>Đôn đốc</Button>
          {!a.recurrence && <Button size="sm" variant="default" onClick={() => setDoing('deadline')}>Đổi hạn</Button>}
          <Button size="sm" variant="outline" color="red" onClick={() => setDoing('cancel')}>Hủy việc giao</Button>
        </Group>
      )}
      <Panel title="Kết quả theo đơn vị" aside={<Text size="sm" c="dimmed" role="status">{shown.length}/{units.length} đơn vị</Text>}>
        <StateShares counts={a.states} />
        <Group gap="xs" my="sm">
          <TextInput aria-label="Tìm đơn vị" placeholder="Tìm đơn vị" value={text} onChange={(e) => setText(e.currentTarget.value)} />
          <Select
            aria-label="Trạng thái" allowDeselect={false} value={state} onChange={(value) => setState(value ?? '')}
            data={[{ value: '', label: 'Mọi trạng thái' }, ...Object.entries(TASK_STATES).map(([value, { label }]) => ({ value, label }))]}
          />
        </Group>
        <DataTable label="Kết quả theo đơn vị" columns={COLUMNS} rows={shown} rowKey={(u) => u.taskId} height={620} empty={<Empty title="Không có đơn vị nào khớp" />} />
      </Panel>
      {doing && <ManageDialog id={id} what={doing} onClose={() => setDoing(null)} />}
    </Stack>
  );
}

function ManageDialog({ id, what, onClose }: { id: string; what: What; onClose: () => void }) {
  const manage = useManageAssignment(id);
  const [text, setText] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const problem = manage.error ? asProblem(manage.error) : undefined;
  const body = { cancel: { reason: text }, deadline: { dueOn, reason: text }, remind: { message: text } }[what];
  return (
    <Modal opened onClose={onClose} title={TITLES[what]}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          manage.mutate({ what, body }, {
            onSuccess: ({ tasks }) => {
              notifications.show({ color: 'teal', message: `${TITLES[what]}: ${tasks} nhiệm vụ.` });
              onClose();
            },
          });
        }}
      >
        <Stack>
          {what === 'cancel' && <Text size="sm">Mọi nhiệm vụ chưa xong của việc này bị hủy; nhiệm vụ đã xong giữ nguyên.</Text>}
          {what === 'deadline' && <DateField label="Hạn mới" required valueFormat="DD/MM/YYYY" minDate={today()} value={dueOn} onChange={setDueOn} error={problem?.messageAt('dueOn')} />}
          <Textarea
            label={what === 'remind' ? 'Lời nhắn' : 'Lý do'} required={what !== 'remind'} autosize minRows={2} maxLength={4000} value={text} onChange={(e) => setText(e.currentTarget.value)}
            error={problem?.messageAt('reason') ?? problem?.messageAt('message')}
          />
          {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa thực hiện được" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Thôi</Button>
            <Button type="submit" loading={manage.isPending} color={what === 'cancel' ? 'red' : undefined}>{what === 'remind' ? 'Gửi đôn đốc' : 'Thực hiện'}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
