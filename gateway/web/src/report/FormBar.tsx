import { Button, Group, Progress, Text } from '@mantine/core';
import { IconDeviceFloppy, IconSend, IconWand } from '@tabler/icons-react';
import { formatClock } from '../format/dates';
import type { Progress as Filled } from './checks';
import { goToClashes } from './ClashPanel';
import type { DraftState } from './draftReducer';
import { goToField } from './keys';
import classes from './ReportForm.module.css';

interface Props {
  progress: Filled;
  hints: number;
  state: DraftState;
  dirty: boolean;
  /** Fields that the server does not hold yet. */
  unsaved: number;
  /** An office fills its part; others send. */
  office: boolean;
  canSubmit: boolean;
  suggestions: number;
  onSave: () => void;
  onSuggest: () => void;
  /** Fields that hold no number, so that the server keeps what it had. */
  unreadable: number;
  /** The next field to look at: missing, else broken. */
  next: string | undefined;
  onSubmit: () => void;
}

/** Always in sight: how much is filled, whether it is saved, and the next step. */
export function FormBar({ progress, hints, state, dirty, unsaved, office, canSubmit, suggestions, onSave, onSuggest, unreadable, next, onSubmit }: Props) {
  const { required, filled } = progress;
  const complete = filled === required;
  return (
    <div className={classes.bar} role="region" aria-label="Tiến độ và thao tác">
      <div className={classes.barProgress}>
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={600}>
            Đã nhập {filled}/{required} mục bắt buộc{hints > 0 && <Text span c="var(--tone-warn)" size="sm" fw={600}> · {hints} chỗ cần xem lại</Text>}
          </Text>
          {next && <Button variant="subtle" size="compact-xs" onClick={() => goToField(next)}>{complete ? 'Tới chỗ cần xem lại' : 'Tới ô còn thiếu'}</Button>}
        </Group>
        <Progress value={(filled / Math.max(1, required)) * 100} color={complete ? 'teal.8' : 'navy'} size="sm" mt={4} aria-label="Tiến độ nhập" />
      </div>
      <Text size="xs" c={state.save === 'failed' || state.save === 'refused' ? 'var(--tone-bad)' : 'dimmed'} role="status" maw={320}>{saveWords(state, dirty, unsaved, unreadable)}</Text>
      {state.save === 'clashing' && (
        <Button size="xs" color="orange.9" onClick={goToClashes}>Xem và chọn</Button>
      )}
      <Group gap="xs" className={classes.barActions}>
        {suggestions > 0 && (
          <Button variant="light" leftSection={<IconWand size={16} aria-hidden />} onClick={onSuggest}>Lấy số gợi ý</Button>
        )}
        <Button variant="default" leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={onSave} title="Ctrl+S" loading={state.save === 'saving'}>Lưu nháp</Button>
        {canSubmit
          ? <Button leftSection={<IconSend size={16} aria-hidden />} onClick={onSubmit}>Gửi báo cáo</Button>
          : <Text size="xs" c="dimmed">{office ? 'Nhập xong, nộp từng phần cho cán bộ tổng hợp.' : 'Lãnh đạo đơn vị duyệt và gửi.'}</Text>}
      </Group>
    </div>
  );
}

function saveWords({ save, savedAt, problem, offline }: DraftState, dirty: boolean, unsaved: number, unreadable: number): string {
  if (save === 'saving') return 'Đang lưu…';
  if (save === 'failed' && offline) return `Mất kết nối: ${unsaved} ô đang giữ trong trình duyệt này, có mạng lại sẽ tự lưu.`;
  if (save === 'failed') return `Chưa lưu được, sẽ tự thử lại. ${problem}`;
  if (save === 'refused') return `${problem} Số đã nhập vẫn còn trên trang này.`;
  if (save === 'clashing') return 'Chưa lưu: có người khác vừa sửa, hãy chọn số đúng.';
  if (dirty && save === 'saved' && unreadable > 0) return `Đã lưu, trừ ${unreadable} ô chưa phải là số.`;
  if (dirty) return 'Có thay đổi chưa lưu';
  return savedAt > 0 ? `Đã lưu lúc ${formatClock(new Date(savedAt))}` : 'Tự động lưu khi nhập';
}
