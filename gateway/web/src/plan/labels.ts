import type { Finding, PlanDeadline, PlanTarget } from '../api/types';
import type { PlanState } from '../api/words';
import { formatDay } from '../format/dates';
import { formatNumber } from '../format/numbers';

const COMPARATORS: Record<PlanTarget['comparator'], string> = {
  none: '',
  atLeast: '≥',
  moreThan: '>',
  equals: '=',
  atMost: '≤',
  lessThan: '<',
  reduceAtLeast: 'giảm ≥',
  reduceBy: 'giảm',
  increaseAtLeast: 'tăng ≥',
  increaseBy: 'tăng',
  exceed: 'vượt',
};

export const COMPARATOR_NAMES: Record<PlanTarget['comparator'], string> = {
  none: 'không có con số', atLeast: 'từ … trở lên (≥)', moreThan: 'trên (>)', equals: 'bằng (=)', atMost: 'không quá (≤)', lessThan: 'dưới (<)', reduceAtLeast: 'giảm ít nhất',
  reduceBy: 'giảm', increaseAtLeast: 'tăng ít nhất', increaseBy: 'tăng', exceed: 'vượt',
};

/** A target's measure (chỉ tiêu): "≥ 95%", "giảm ≥ 50%", "100%". */
export function targetMeasure({ comparator, value, unit }: Pick<PlanTarget, 'comparator' | 'value' | 'unit'>): string {
  const number = value === null ? '' : `${formatNumber(value)}${unit === '%' ? '%' : unit ? ` ${unit}` : ''}`;
  const sign = comparator === 'equals' && number ? '' : COMPARATORS[comparator];
  return `${sign} ${number}`.trim() || 'không có con số';
}

export const SEVERITIES: Record<Finding['severity'], { label: string; color: string }> = {
  error: { label: 'Lỗi', color: 'red' },
  warning: { label: 'Cần xem', color: 'orange' },
  info: { label: 'Lưu ý', color: 'blue' },
};

const SEVERITY_ORDER: Finding['severity'][] = ['error', 'warning', 'info'];

export const bySeverity = (a: Finding, b: Finding) =>
  SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) || (a.line ?? 0) - (b.line ?? 0);

/** The findings of one row, e.g. of "tasks[2]". */
export const findingsOf = (findings: Finding[], list: 'tasks' | 'targets', index: number) =>
  findings.filter((f) => f.field?.startsWith(`${list}[${index}]`));

export function dueDates(dates: string[]): string {
  if (dates.length === 0) return '';
  const shown = dates.slice(0, 4).map(formatDay).join(', ');
  return dates.length > 4 ? `${shown} … (${dates.length} lần)` : shown;
}

export const PLAN_STATES: Record<PlanState, { label: string; color: string }> = {
  draft: { label: 'Bản nháp', color: 'blue' },
  submitted: { label: 'Chờ phê duyệt', color: 'indigo' },
  returned: { label: 'Bị trả lại', color: 'orange' },
  approved: { label: 'Đã phê duyệt', color: 'grape' },
  issued: { label: 'Đã ban hành', color: 'teal' },
  closed: { label: 'Đã đóng', color: 'gray' },
  merged: { label: 'Đã nhập vào kế hoạch gốc', color: 'gray' },
};
export const planState = (state: string) => PLAN_STATES[state as PlanState] ?? { label: state, color: 'gray' };

const STEP_NAMES: Record<string, string> = {
  imported: 'Nhập từ văn bản', created: 'Lập trực tiếp', copied: 'Chép từ kế hoạch khác', saved: 'Sửa', submit: 'Trình phê duyệt', recall: 'Rút lại', return: 'Trả lại',
  approve: 'Phê duyệt', issue: 'Ban hành', amend: 'Mở bản sửa đổi', 'amend-open': 'Bắt đầu bản sửa đổi', 'amend-issue': 'Ban hành sửa đổi', 'amend-discard': 'Bỏ bản sửa đổi',
  close: 'Đóng', reopen: 'Mở lại', answer: 'Gắn với mục cấp trên', adopt: 'Thêm mục cấp trên', cascade: 'Giao xuống cấp xã', withdraw: 'Thu hồi mục đã giao',
};
export const planStepName = (action: string) => STEP_NAMES[action] ?? action;

export const DEADLINE_KINDS: Record<PlanDeadline['kind'], string> = {
  none: 'Không có', unknown: 'Chưa hiểu', byDate: 'Đến một ngày', window: 'Trong khoảng', recurring: 'Định kỳ', continuous: 'Thường xuyên', onInstruction: 'Khi có yêu cầu',
};

export const RECURRENCES: Record<string, string> = { week: 'tuần', month: 'tháng', quarter: 'quý', halfYear: '6 tháng', year: 'năm' };

/** How a deadline was understood: "đến 10/12/2025", "hằng quý, 2 lần", "5 ngày làm việc sau …". */
export function deadlineWords(deadline: PlanDeadline): string {
  const due = dueDates(deadline.dueDates);
  const rule = deadline.after ? `${deadline.after.days} ngày${deadline.after.working ? ' làm việc' : ''} sau sự kiện` : '';
  const cycle = deadline.recurrence ? `hằng ${RECURRENCES[deadline.recurrence] ?? deadline.recurrence}` : '';
  return [DEADLINE_KINDS[deadline.kind], cycle, rule, due && `hạn ${due}`, deadline.byHand && 'đặt bằng tay', deadline.certainty === 'inferred' && 'suy ra'].filter(Boolean).join(' · ');
}

/** What a person still has to look at: not settled, more than a note. */
export const isOpen = (finding: Finding, settled: ReadonlySet<string>) => !settled.has(finding.id ?? '') && finding.severity !== 'info';

const FIELD_NAMES: Record<string, string> = {
  title: 'Tên kế hoạch', period: 'Thời kỳ', periodFrom: 'Ngày đầu', periodTo: 'Ngày cuối', 'decision.number': 'Số', 'decision.date': 'Ngày', 'decision.place': 'Nơi ban hành',
  'decision.signer': 'Người ký', 'decision.signerRole': 'Chức vụ', legalBases: 'Căn cứ', number: 'Số thứ tự', text: 'Nội dung', content: 'Nội dung', value: 'Mức', measures: 'Con số',
  area: 'Lĩnh vực', indicator: 'Chỉ số', groupTitle: 'Nhóm', leadAgency: 'Chủ trì', coordinators: 'Phối hợp', leaderInCharge: 'Lãnh đạo phụ trách', deadline: 'Thời hạn', products: 'Sản phẩm',
};
export const fieldName = (field: string) => FIELD_NAMES[field] ?? field;
