import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Plan } from '../api/types';
import { Failed } from '../components/Failed';
import { useDiscardPlan, useIssuePlan } from './queries';

/** Issue or discard, each with a question first. */
export function DraftActions({ plan }: { plan: Plan }) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'issue' | 'discard' | null>(null);
  const issue = useIssuePlan(plan.id);
  const discard = useDiscardPlan(plan.id);
  const open = plan.findings.filter((f) => f.severity !== 'info').length;
  const close = () => {
    setAsking(null);
    issue.reset();
    discard.reset();
  };
  return (
    <Group gap="xs">
      <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsking('discard')}>Bỏ bản nháp…</Button>
      <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setAsking('issue')}>Ban hành…</Button>
      <Modal opened={asking === 'issue'} onClose={close} title="Ban hành kế hoạch">
        <Stack>
          <Text>
            Ban hành “{plan.title}” với <b>{plan.targets.length} chỉ tiêu</b> và <b>{plan.tasks.length} nhiệm vụ</b>? Các nhiệm vụ vào sổ theo dõi, có hạn và nhắc hạn.
          </Text>
          {open > 0 && <Alert color="orange">Còn {open} chỗ hệ thống chưa chắc. Ban hành nghĩa là bạn đã xem và chấp nhận.</Alert>}
          {issue.isError && <Failed error={issue.error} title="Chưa ban hành được" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>Xem lại</Button>
            <Button
              loading={issue.isPending}
              onClick={() => issue.mutate(undefined, {
                onSuccess: () => {
                  close();
                  notifications.show({ color: 'teal', message: 'Đã ban hành kế hoạch. Nhiệm vụ hiện ở trang đơn vị sau ít giây.' });
                },
              })}
            >
              Ban hành kế hoạch
            </Button>
          </Group>
        </Stack>
      </Modal>
      <Modal opened={asking === 'discard'} onClose={close} title="Bỏ bản nháp">
        <Stack>
          <Text>Bỏ bản nháp này? Tệp gốc trên máy bạn không bị ảnh hưởng, có thể nhập lại.</Text>
          {discard.isError && <Failed error={discard.error} title="Chưa bỏ được" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>Giữ lại</Button>
            <Button color="red.8" loading={discard.isPending} onClick={() => discard.mutate(undefined, { onSuccess: () => void navigate(`/don-vi/${plan.orgUnit}/ke-hoach/nhap`) })}>
              Bỏ bản nháp
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
