import { Alert, Button, Group, Menu, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { asProblem } from '../api/problem';
import type { Plan, PlanStep } from '../api/types';
import { Failed } from '../components/Failed';
import { type PlainStep, useCopyPlan, useDiscardPlan, usePlanStep, useReasonedStep } from './queries';
import { ReturnPlanDialog } from './ReturnPlanDialog';

type Asked = PlanStep | 'copy';

const STEPS: { step: PlanStep; label: string }[] = [
  { step: 'approve', label: 'Phê duyệt…' }, { step: 'submit', label: 'Trình phê duyệt…' }, { step: 'issue', label: 'Ban hành…' }, { step: 'return', label: 'Trả lại…' },
  { step: 'recall', label: 'Rút lại…' }, { step: 'amend', label: 'Sửa đổi, bổ sung…' }, { step: 'close', label: 'Đóng kế hoạch…' }, { step: 'reopen', label: 'Mở lại…' },
  { step: 'discard', label: 'Bỏ bản nháp…' },
];

/** The steps that this person may take now; the most usual one is a button, the others a menu. Each asks first. */
export function StepActions({ plan, unsaved = false, open = 0, canCopy = false }: { plan: Plan; unsaved?: boolean; open?: number; canCopy?: boolean }) {
  const [asking, setAsking] = useState<Asked | null>(null);
  const may = STEPS.filter(({ step }) => plan.may?.includes(step));
  const [first, ...others] = may;
  const close = () => setAsking(null);
  return (
    <Group gap="xs">
      {first && (
        <Button size="xs" variant={first.step === 'discard' || first.step === 'amend' ? 'default' : 'filled'} disabled={unsaved && first.step !== 'discard'} leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setAsking(first.step)} title={unsaved ? 'Lưu trước đã' : undefined}>
          {first.label}
        </Button>
      )}
      {(others.length > 0 || canCopy) && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target><Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>Việc khác</Button></Menu.Target>
          <Menu.Dropdown>
            {others.map(({ step, label }) => (
              <Menu.Item key={step} color={step === 'discard' ? 'red.8' : undefined} disabled={unsaved && step !== 'discard'} onClick={() => setAsking(step)}>{label}</Menu.Item>
            ))}
            {canCopy && <Menu.Item onClick={() => setAsking('copy')}>Chép sang kỳ khác…</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
      {asking === 'return' && <ReturnPlanDialog plan={plan} onClose={close} />}
      {asking === 'copy' && <CopyDialog plan={plan} onClose={close} />}
      {asking === 'discard' && <DiscardDialog plan={plan} onClose={close} />}
      {(asking === 'close' || asking === 'reopen') && <ReasonDialog plan={plan} step={asking} onClose={close} />}
      {asking && ['submit', 'recall', 'approve', 'issue', 'amend'].includes(asking) && <PlainDialog plan={plan} step={asking as PlainStep} open={open} onClose={close} />}
    </Group>
  );
}

const PLAIN: Record<PlainStep, { title: string; text: (plan: Plan) => string; button: string; done: string }> = {
  submit: { title: 'Trình phê duyệt', text: () => 'Kế hoạch chuyển tới lãnh đạo đơn vị và Sở Nội vụ. Trong lúc chờ không sửa được, trừ khi rút lại hoặc bị trả lại.', button: 'Trình', done: 'Đã trình kế hoạch.' },
  recall: { title: 'Rút lại kế hoạch', text: () => 'Kế hoạch trở về bản nháp để sửa tiếp.', button: 'Rút lại', done: 'Đã rút kế hoạch về bản nháp.' },
  approve: { title: 'Phê duyệt kế hoạch', text: (p) => `Phê duyệt “${p.title}” với ${p.targets.length} chỉ tiêu và ${p.tasks.length} nhiệm vụ? Sau đó kế hoạch được ban hành.`, button: 'Phê duyệt', done: 'Đã phê duyệt kế hoạch.' },
  issue: { title: 'Ban hành kế hoạch', text: (p) => `Ban hành “${p.title}” với ${p.targets.length} chỉ tiêu và ${p.tasks.length} nhiệm vụ? ${p.amends ? 'Bản sửa đổi thay cho kế hoạch đang có hiệu lực; nhiệm vụ giữ lại vẫn giữ tiến độ.' : 'Các nhiệm vụ vào sổ theo dõi, có hạn và nhắc hạn.'}`, button: 'Ban hành kế hoạch', done: 'Đã ban hành kế hoạch. Nhiệm vụ hiện ở trang đơn vị sau ít giây.' },
  amend: { title: 'Sửa đổi, bổ sung kế hoạch', text: () => 'Mở một bản sửa đổi để chỉnh. Kế hoạch hiện tại vẫn có hiệu lực cho tới khi bản sửa đổi được ban hành.', button: 'Mở bản sửa đổi', done: 'Đã mở bản sửa đổi.' },
};

function PlainDialog({ plan, step, open, onClose }: { plan: Plan; step: PlainStep; open: number; onClose: () => void }) {
  const navigate = useNavigate();
  const take = usePlanStep(plan.id);
  const words = PLAIN[step];
  return (
    <Modal opened onClose={onClose} title={words.title}>
      <Stack>
        <Text>{words.text(plan)}</Text>
        {open > 0 && (step === 'issue' || step === 'submit') && <Alert color="orange">Còn {open} chỗ chưa xem lại. Đi tiếp nghĩa là bạn đã xem và chấp nhận.</Alert>}
        {take.isError && <Failed error={take.error} title="Chưa thực hiện được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Xem lại</Button>
          <Button
            data-autofocus loading={take.isPending}
            onClick={() => take.mutate(step, {
              onSuccess: (next) => {
                onClose();
                notifications.show({ color: 'teal', message: words.done });
                if (next.id !== plan.id) void navigate(`/ke-hoach/${next.id}`);
              },
            })}
          >
            {words.button}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function ReasonDialog({ plan, step, onClose }: { plan: Plan; step: 'close' | 'reopen'; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const take = useReasonedStep(plan.id, step);
  const closing = step === 'close';
  return (
    <Modal opened onClose={onClose} title={closing ? 'Đóng kế hoạch' : 'Mở lại kế hoạch'}>
      <Stack>
        <Text>{closing ? 'Kế hoạch đã đóng không sửa đổi được nữa; trong 90 ngày có thể mở lại.' : 'Kế hoạch trở lại trạng thái đã ban hành.'}</Text>
        <Textarea label="Lý do" required autosize minRows={2} data-autofocus value={reason} onChange={(e) => setReason(e.currentTarget.value)} error={take.error ? asProblem(take.error).messageAt('reason') : undefined} />
        {take.isError && asProblem(take.error).fields.length === 0 && <Failed error={take.error} title="Chưa thực hiện được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={take.isPending} onClick={() => take.mutate(reason, { onSuccess: onClose })}>{closing ? 'Đóng kế hoạch' : 'Mở lại'}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function DiscardDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const navigate = useNavigate();
  const discard = useDiscardPlan(plan.id);
  return (
    <Modal opened onClose={onClose} title="Bỏ bản nháp">
      <Stack>
        <Text>{plan.amends ? 'Bỏ bản sửa đổi này? Kế hoạch đang có hiệu lực giữ nguyên.' : 'Bỏ bản nháp này cùng mọi sửa đổi trên đó? Tệp gốc trên máy bạn không bị ảnh hưởng, có thể nhập lại.'}</Text>
        {discard.isError && <Failed error={discard.error} title="Chưa bỏ được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Giữ lại</Button>
          <Button color="red.8" loading={discard.isPending} onClick={() => discard.mutate(undefined, { onSuccess: () => void navigate(plan.amends ? `/ke-hoach/${plan.amends}` : `/don-vi/${plan.orgUnit}/ke-hoach`, { replace: true }) })}>
            Bỏ bản nháp
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** "2025-H2" becomes "2026-H2", "2026-2030" becomes "2031-2035". */
export function nextPeriod(period: string | null): string {
  const term = /^(\d{4})-(\d{4})$/.exec(period ?? '');
  if (term) {
    const years = Number(term[2]) - Number(term[1]) + 1;
    return `${Number(term[1]) + years}-${Number(term[2]) + years}`;
  }
  return (period ?? '').replace(/^\d{4}/, (year) => `${Number(year) + 1}`);
}

function CopyDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const navigate = useNavigate();
  const [period, setPeriod] = useState(nextPeriod(plan.period));
  const copy = useCopyPlan(plan.id);
  return (
    <Modal opened onClose={onClose} title="Chép sang kỳ khác">
      <Stack>
        <Text>Lập bản nháp mới từ kế hoạch này: thời hạn dời theo năm, số và ngày để trống, những chỗ phải xem lại được nêu ra.</Text>
        <TextInput label="Thời kỳ mới" description="2026, 2026-H1, 2026-2030" value={period} data-autofocus onChange={(e) => setPeriod(e.currentTarget.value.trim())} error={copy.error ? (asProblem(copy.error).messageAt('period') ?? asProblem(copy.error).message) : undefined} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={copy.isPending} onClick={() => copy.mutate(period, { onSuccess: (made) => void navigate(`/ke-hoach/${made.id}`) })}>Chép</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
