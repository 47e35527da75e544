import type { Task } from '../api/types';
import { formatDay } from '../format/dates';

export const ORIGINS: Record<string, string> = { plan: 'Kế hoạch', assignment: 'Thành phố giao', adHoc: 'Đột xuất' };

export const ACTIONS: Record<string, string> = {
  planned: 'Đưa vào từ kế hoạch', amended: 'Kế hoạch sửa đổi', dropped: 'Kế hoạch bỏ nhiệm vụ', 'assigned-by-city': 'Thành phố giao việc', created: 'Tạo nhiệm vụ',
  progress: 'Cập nhật tiến độ', confirmed: 'Xác nhận hoàn thành', rejected: 'Trả lại', reopened: 'Mở lại', cancelled: 'Hủy', 'extension-asked': 'Xin gia hạn',
  'extension-granted': 'Cho gia hạn', 'extension-refused': 'Từ chối gia hạn', extended: 'Gia hạn', assigned: 'Phân công', waits: 'Chờ cấp trên',
  resumed: 'Tiếp tục thực hiện', split: 'Chia nhiệm vụ con', 'sub-task': 'Nhiệm vụ con thay đổi', 'evidence-added': 'Nộp minh chứng',
  'evidence-withdrawn': 'Rút minh chứng', 'deadline-changed': 'Đổi hạn', reminded: 'Đôn đốc',
};

const FIELDS: Record<string, string> = {
  content: 'Nội dung', state: 'Trạng thái', percent: 'Tiến độ', completedOn: 'Ngày hoàn thành', dueOn: 'Hạn', extendedTo: 'Gia hạn đến', office: 'Phòng',
  assignee: 'Người thực hiện', confirmation: 'Xác nhận', needsConfirmation: 'Cần xác nhận', waitingFor: 'Chờ văn bản', cancelReason: 'Lý do hủy',
};

/** "occurrences[2025-09-15].percent" -> "Tiến độ kỳ 15/09/2025". */
export function fieldName(field: string): string {
  const part = /^occurrences\[(\d{4}-\d{2}-\d{2})\]\.(\w+)$/.exec(field);
  return part ? `${FIELDS[part[2]!] ?? part[2]} kỳ ${formatDay(part[1])}` : (FIELDS[field] ?? field);
}

const CONFIRMATIONS: Record<string, string> = { none: 'không', pending: 'chờ xác nhận', confirmed: 'đã xác nhận', rejected: 'bị trả lại' };

export function fieldValue(field: string, value: string | null, states: Record<string, { label: string }>): string {
  if (value === null || value === '') return '–';
  if (field === 'state') return states[value]?.label ?? value;
  if (field === 'confirmation') return CONFIRMATIONS[value] ?? value;
  if (field === 'needsConfirmation') return value === 'true' ? 'có' : 'không';
  if (/percent$/.test(field)) return `${value}%`;
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value;
}

/** What stands beside the state: "chờ xác nhận", "trễ 3 ngày". */
export function stateNote(task: Pick<Task, 'state' | 'confirmation' | 'waitingFor' | 'delayDays' | 'extensionPending'>): string {
  const notes: string[] = [];
  if (task.confirmation === 'pending') notes.push('chờ xác nhận');
  else if (task.waitingFor) notes.push(task.waitingFor);
  if (task.confirmation === 'rejected') notes.push('bị trả lại');
  if (task.state === 'overdue') notes.push(`quá ${task.delayDays} ngày`);
  if (task.state === 'doneLate') notes.push(`trễ ${task.delayDays} ngày`);
  if (task.extensionPending) notes.push('xin gia hạn');
  return notes.join(' · ');
}

export const fileSize = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`);
