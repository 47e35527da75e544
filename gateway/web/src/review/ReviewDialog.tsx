import { notifications } from '@mantine/notifications';
import type { LineReason } from '../api/types';
import { Dialog } from '../components/Dialog';
import { periodName } from '../format/periods';
import { AcceptForm } from './AcceptForm';
import { ReopenForm } from './ReopenForm';
import { ReturnForm } from './ReturnForm';
import { type ReviewAct, useReview } from './queries';

export type ReviewKind = ReviewAct['kind'];

interface Props {
  kind: ReviewKind;
  period: string;
  unit: string;
  unitName: string;
  /** Lines that the reader has already marked. */
  reasons?: LineReason[];
  onClose: () => void;
  onDone?: () => void;
}

const TITLES: Record<ReviewKind, string> = { accept: 'Duyệt báo cáo', return: 'Trả lại báo cáo', reopen: 'Mở lại báo cáo' };
const DONE: Record<ReviewKind, string> = { accept: 'Đã duyệt', return: 'Đã trả lại', reopen: 'Đã mở lại' };

/** Asks once more, takes message and reasons, and carries the act out. */
export function ReviewDialog({ kind, period, unit, unitName, reasons = [], onClose, onDone }: Props) {
  const review = useReview(period, unit);
  const act = (input: ReviewAct) =>
    review.mutate(input, {
      onSuccess: () => {
        notifications.show({ color: 'teal', message: `${DONE[kind]} báo cáo ${periodName(period)} của ${unitName}.` });
        onDone?.();
        onClose();
      },
    });
  const form = { unitName, period, error: review.error, busy: review.isPending, onCancel: onClose };
  return (
    <Dialog onClose={onClose} title={TITLES[kind]} size={kind === 'return' ? 'lg' : 'md'}>
      {kind === 'accept' && <AcceptForm {...form} onSend={() => act({ kind: 'accept' })} />}
      {kind === 'return' && <ReturnForm {...form} marked={reasons} onSend={(message, lines) => act({ kind: 'return', message, reasons: lines })} />}
      {kind === 'reopen' && <ReopenForm {...form} onSend={(reason, until, items) => act({ kind: 'reopen', reason, until, items })} />}
    </Dialog>
  );
}
