import { Alert, Button, CloseButton, List, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { BulkAnswer, BulkInput, TaskAction } from '../api/types';
import { rights, useSession } from '../session/session';
import { ActionForm } from './ActionForm';
import { useBulk } from './queries';
import classes from './WorkList.module.css';

const TITLES: Partial<Record<TaskAction, string>> = {
  progress: 'Cập nhật tiến độ', assign: 'Phân công', confirm: 'Xác nhận hoàn thành', extend: 'Gia hạn', cancel: 'Hủy',
};

/** One action on all chosen tasks; what was refused is told task by task. */
export function BulkBar({ ids, unit, onDone, onClear }: { ids: string[]; unit: string; onDone: () => void; onClear: () => void }) {
  const session = useSession();
  const bulk = useBulk();
  const [action, setAction] = useState<TaskAction | null>(null);
  const [refused, setRefused] = useState<BulkAnswer | null>(null);
  const leads = session.roles.includes('commune-leader') || rights.reviews(session);
  const works = rights.writesFor(session, unit);
  const offered: TaskAction[] = [...(works ? (['progress'] as const) : []), ...(leads ? (['assign', 'confirm', 'extend', 'cancel'] as const) : [])];

  const send = (body: object) =>
    bulk.mutate(
      { action: action!, ids, [action!]: body } as BulkInput,
      {
        onSuccess: (answer) => {
          setAction(null);
          if (answer.done > 0) notifications.show({ color: 'teal', message: `${TITLES[action!]}: đã xong ${answer.done} nhiệm vụ.` });
          if (answer.refused > 0) setRefused(answer);
          else onDone();
        },
      },
    );

  return (
    <div className={classes.bulk} role="region" aria-label="Thao tác với các nhiệm vụ đã chọn">
      <Text size="sm" fw={600}>Đã chọn {ids.length}</Text>
      {offered.filter((a) => a !== 'assign' || session.unit.length === 5).map((a) => (
        <Button key={a} size="xs" variant={a === 'cancel' ? 'outline' : 'default'} color={a === 'cancel' ? 'red' : undefined} onClick={() => setAction(a)}>{TITLES[a]}</Button>
      ))}
      {offered.length === 0 && <Text size="sm" c="dimmed">Tài khoản chỉ xem.</Text>}
      <CloseButton aria-label="Bỏ chọn" onClick={onClear} ml="auto" />
      {action && (
        <Modal opened onClose={() => setAction(null)} title={`${TITLES[action]} ${ids.length} nhiệm vụ`}>
          <ActionForm action={action} unit={unit} busy={bulk.isPending} error={bulk.error} onCancel={() => setAction(null)} onSend={send} />
        </Modal>
      )}
      {refused && (
        <Modal opened onClose={() => { setRefused(null); onDone(); }} title="Một số nhiệm vụ không thực hiện được">
          <Alert color="orange" mb="sm">{refused.refused} nhiệm vụ bị từ chối, {refused.done} nhiệm vụ đã xong.</Alert>
          <List size="sm">
            {[...new Set(refused.results.filter((r) => !r.ok).map((r) => r.message))].map((message) => (
              <List.Item key={message}>{message} ({refused.results.filter((r) => r.message === message).length} nhiệm vụ)</List.Item>
            ))}
          </List>
        </Modal>
      )}
    </div>
  );
}
