import { Badge, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconCheck, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { Part } from '../api/types';
import { ReasonDialog } from '../components/ReasonDialog';
import { formatClock, formatDay, formatInstant } from '../format/dates';
import { PART_STATES, type PartState } from '../format/labels';
import { useSession } from '../session/session';
import { goToField } from './keys';
import type { PartAct } from './useParts';

interface Props {
  part: Part;
  assembles: boolean;
  editable: boolean;
  onAct: (act: PartAct, done: () => void, failed: (problem: ReturnType<typeof asProblem>) => void) => void;
  saveNow: () => Promise<number | null>;
  /** A field of the part that holds no number: what the server has there is not what is on the screen. */
  unreadable: string | undefined;
}

/** Whose part this is, how far it is, who is editing, and the next step. */
export function PartBar({ part, assembles, editable, onAct, saveNow, unreadable }: Props) {
  const { userName } = useSession();
  const [returning, setReturning] = useState(false);
  const [busy, setBusy] = useState(false);
  const state = PART_STATES[part.state as PartState];
  const held = part.editor !== null && part.editor !== userName;
  const act = (input: PartAct, told: string) => {
    setBusy(true);
    onAct(input, () => {
      setBusy(false);
      setReturning(false);
      notifications.show({ color: 'teal', message: told });
    }, (problem) => {
      setBusy(false);
      notifications.show({
        color: 'red', title: problem.message, message: problem.fields.slice(0, 5).map((f) => f.message).join(' '), autoClose: 10_000,
      });
    });
  };
  const handIn = async () => {
    // What is on the screen is what is handed in.
    if (unreadable) {
      notifications.show({ color: 'red', message: 'Có ô chưa phải là số. Hãy sửa rồi nộp.' });
      goToField(unreadable);
      return;
    }
    if ((await saveNow()) !== null) act({ kind: 'hand-in', part: part.code }, `Đã nộp phần “${part.title}”.`);
  };
  const own = part.mine && part.office !== null && !assembles;
  return (
    <Group id={`phan-${part.code}`} gap="xs" mb="xs" justify="space-between" role="group" aria-label={`Phần việc ${part.title}`}>
      <Group gap="xs">
        {part.office !== null && <Badge color={state.color} variant="light">{state.label}</Badge>}
        <Text size="xs" c="dimmed">
          {part.officeName ?? 'Cán bộ tổng hợp'} · {part.filled}/{part.required} mục
          {part.office !== null && <> · hạn {formatDay(part.dueOn)}</>}
          {part.handedInAt && <> · nộp {formatInstant(part.handedInAt)} bởi {part.handedInBy}</>}
        </Text>
        {part.office !== null && part.overdue && <Badge color="red" variant="outline">Quá hạn nộp</Badge>}
        {held && (
          <Badge color="yellow" variant="light" leftSection={<IconLock size={12} aria-hidden />}>
            {part.editor} đang sửa, giữ đến {formatClock(part.editorUntil!)}
          </Badge>
        )}
      </Group>
      {editable && (
        <Group gap="xs">
          {held && part.mine && (
            <Button size="compact-sm" variant="default" loading={busy} onClick={() => act({ kind: 'take-over', part: part.code }, `Bạn đã nhận quyền sửa phần “${part.title}”; người đang sửa được báo.`)}>
              Nhận quyền sửa
            </Button>
          )}
          {own && part.state !== 'handedIn' && (
            <Button size="compact-sm" loading={busy} leftSection={<IconCheck size={14} aria-hidden />} onClick={() => void handIn()}>Nộp phần này</Button>
          )}
          {own && part.state === 'handedIn' && (
            <Button size="compact-sm" variant="default" loading={busy} onClick={() => act({ kind: 'take-back', part: part.code }, `Đã rút phần “${part.title}” về để sửa.`)}>Rút lại để sửa</Button>
          )}
          {assembles && part.state === 'handedIn' && (
            <Button size="compact-sm" variant="default" leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={() => setReturning(true)}>Trả lại phòng…</Button>
          )}
        </Group>
      )}
      {part.reason && part.state === 'returned' && <Text size="sm" c="var(--tone-warn)" w="100%">Bị trả lại: {part.reason}</Text>}
      {returning && (
        <ReasonDialog
          title={`Trả lại phần “${part.title}”`} label="Lý do trả lại" confirm="Trả lại phần việc" busy={busy} onClose={() => setReturning(false)}
          onSend={(reason) => act({ kind: 'return', part: part.code, reason }, `Đã trả lại phần “${part.title}”.`)}
        />
      )}
    </Group>
  );
}
