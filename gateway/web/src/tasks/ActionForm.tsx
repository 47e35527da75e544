import { Button, Checkbox, Group, Select, Slider, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { TaskAction } from '../api/types';
import { DateField } from '../components/DateField';
import { Failed } from '../components/Failed';
import { today } from '../format/dates';
import { officesQuery } from './queries';

interface Props {
  action: TaskAction;
  unit: string;
  /** The date asked for, when an extension is to be granted. */
  asked?: string | null;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (body: object) => void;
}

const REASON: TaskAction[] = ['reject', 'reopen', 'cancel', 'ask-extension', 'refuse-extension', 'extend'];
const DATE: TaskAction[] = ['ask-extension', 'grant-extension', 'extend'];
const COMMENT: TaskAction[] = ['confirm', 'grant-extension', 'wait', 'resume', 'assign', 'progress'];
const SEND: Partial<Record<TaskAction, string>> = {
  confirm: 'Xác nhận', reject: 'Trả lại', reopen: 'Mở lại', cancel: 'Hủy nhiệm vụ', 'ask-extension': 'Gửi đề nghị', 'grant-extension': 'Cho gia hạn',
  'refuse-extension': 'Từ chối', extend: 'Gia hạn', assign: 'Phân công', wait: 'Chuyển sang chờ', resume: 'Tiếp tục', progress: 'Ghi tiến độ',
};

/** What an action needs to be told; the same form for one task and for many. */
export function ActionForm({ action, unit, asked, busy, error, onCancel, onSend }: Props) {
  const [text, setText] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(asked ?? null);
  const [document, setDocument] = useState('');
  const [office, setOffice] = useState<string | null>(null);
  const [assignee, setAssignee] = useState('');
  const [confirms, setConfirms] = useState(false);
  const [percent, setPercent] = useState(50);
  const offices = useQuery({ ...officesQuery(unit), enabled: action === 'assign' && unit.length === 5 });
  const problem = error ? asProblem(error) : undefined;
  const reason = REASON.includes(action);

  const send = () => {
    const comment = text.trim() || null;
    if (action === 'assign') onSend({ office, assignee: assignee.trim() || null, comment, needsConfirmation: confirms || null });
    else if (action === 'wait') onSend({ document: document.trim(), comment });
    else if (action === 'progress') onSend({ percent, comment, completedOn: null, figures: null, occurrence: null });
    else if (DATE.includes(action)) onSend({ dueOn, ...(reason ? { reason: comment, occurrence: null } : { comment }) });
    else onSend(reason ? { reason: comment } : { comment });
  };

  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        send();
      }}
    >
      <Stack>
        {action === 'cancel' && <Text size="sm">Nhiệm vụ bị hủy không còn tính vào kết quả; người giao việc có thể mở lại.</Text>}
        {action === 'progress' && (
          <div>
            <Text size="sm" fw={500} id="tien-do-chung">Tiến độ: {percent}%</Text>
            <Slider value={percent} onChange={setPercent} step={5} label={null} thumbProps={{ 'aria-labelledby': 'tien-do-chung' }} />
          </div>
        )}
        {action === 'assign' && (
          <>
            <Select
              label="Phòng" clearable placeholder="Không giao phòng nào" value={office} onChange={setOffice} data={(offices.data ?? []).map((o) => ({ value: o.code, label: o.name }))}
              error={problem?.messageAt('office')}
            />
            <TextInput label="Người thực hiện" description="Tên đăng nhập; để trống nếu giao cho cả phòng." value={assignee} onChange={(e) => setAssignee(e.currentTarget.value)} error={problem?.messageAt('assignee')} />
            <Checkbox label="Cần người giao xác nhận khi hoàn thành" checked={confirms} onChange={(e) => setConfirms(e.currentTarget.checked)} />
          </>
        )}
        {action === 'wait' && (
          <TextInput
            label="Văn bản đang chờ" description="Trong khi chờ, nhiệm vụ không bị tính quá hạn." required maxLength={200} data-autofocus value={document}
            onChange={(e) => setDocument(e.currentTarget.value)} error={problem?.messageAt('document')}
          />
        )}
        {DATE.includes(action) && (
          <DateField
            label="Hạn mới" description="Ngày nghỉ được chuyển sang ngày làm việc kế tiếp." valueFormat="DD/MM/YYYY" required minDate={today()} value={dueOn} onChange={setDueOn}
            error={problem?.messageAt('dueOn')}
          />
        )}
        {(reason || COMMENT.includes(action)) && (
          <Textarea
            label={reason ? 'Lý do' : 'Ghi chú'} required={reason} autosize minRows={2} maxLength={4000} value={text} onChange={(e) => setText(e.currentTarget.value)}
            error={problem?.messageAt('reason') ?? problem?.messageAt('comment')}
          />
        )}
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa thực hiện được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>Thôi</Button>
          <Button type="submit" loading={busy} color={action === 'cancel' ? 'red' : undefined}>{SEND[action] ?? 'Gửi'}</Button>
        </Group>
      </Stack>
    </form>
  );
}
