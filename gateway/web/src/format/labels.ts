import type { PartState, RankingBlock, SentReportState, TaskState } from '../api/words';

export type { PartState, TaskState };

/** What the city's figures tell of a unit's report: its state, or that there is none. */
export type ReportState = SentReportState | 'none' | 'notExpected';

type Named<T extends string> = Record<T, { label: string; color: string }>;

/** Names of states and kinds as the field uses them. */
export const REPORT_STATES = {
  none: { label: 'Chưa gửi', color: 'gray' },
  draft: { label: 'Đang soạn', color: 'blue' },
  submitted: { label: 'Đã gửi', color: 'indigo' },
  returned: { label: 'Bị trả lại', color: 'orange' },
  accepted: { label: 'Đã duyệt', color: 'teal' },
  reopened: { label: 'Mở lại', color: 'grape' },
  notExpected: { label: 'Không phải gửi', color: 'gray' },
} as const satisfies Named<ReportState>;

/** Still in the hands of the unit. */
export const isInWork = (state: string) => ['none', 'draft', 'returned', 'reopened'].includes(state);

export const reportState = (state: string | null | undefined): ReportState =>
  state && state in REPORT_STATES ? (state as ReportState) : 'none';

export const TASK_STATES = {
  notStarted: { label: 'Chưa làm', color: 'gray' },
  inProgress: { label: 'Đang làm', color: 'blue' },
  doneOnTime: { label: 'Xong đúng hạn', color: 'teal' },
  doneLate: { label: 'Xong trễ hạn', color: 'yellow' },
  overdue: { label: 'Quá hạn', color: 'red' },
  waiting: { label: 'Chờ cấp trên', color: 'grape' },
  cancelled: { label: 'Đã hủy', color: 'gray' },
} as const satisfies Named<TaskState>;

export const taskState = (state: string): TaskState => (state in TASK_STATES ? (state as TaskState) : 'notStarted');

/** Ranking blocks: communes (xã, with special zones: đặc khu) and wards (phường) are ranked apart. */
export const BLOCKS: Record<RankingBlock, string> = { phuong: 'Phường', xa: 'Xã, đặc khu' };
export const blockName = (block: string | null) => (block ? (BLOCKS[block as RankingBlock] ?? block) : 'Không xếp hạng');

export const AREAS = [
  'Chỉ đạo, điều hành',
  'Cải cách thể chế',
  'Cải cách thủ tục hành chính',
  'Cải cách tổ chức bộ máy',
  'Cải cách chế độ công vụ',
  'Cải cách tài chính công',
  'Chính quyền điện tử, chính quyền số',
];
export const areaName = (area: number | null) => (area ? (AREAS[area - 1] ?? `Lĩnh vực ${area}`) : 'Chưa rõ lĩnh vực');

export const PART_STATES = {
  notStarted: { label: 'Chưa làm', color: 'gray' },
  inProgress: { label: 'Đang làm', color: 'blue' },
  handedIn: { label: 'Đã nộp', color: 'teal' },
  returned: { label: 'Bị trả lại', color: 'orange' },
} as const satisfies Named<PartState>;

const STEPS: Record<string, string> = {
  draft: 'Lưu bản nháp',
  saved: 'Lưu bản nháp',
  submitted: 'Gửi báo cáo',
  returned: 'Trả lại',
  accepted: 'Duyệt',
  reopened: 'Mở lại',
  backfilled: 'Nhập từ bản giấy',
  withdrawn: 'Rút lại',
  explained: 'Giải trình',
  'reopening-over': 'Hết hạn mở lại',
  'part-saved': 'Lưu phần việc',
  'part-handed-in': 'Nộp phần việc',
  'part-taken-back': 'Rút phần việc',
  'part-returned': 'Trả lại phần việc',
  'part-due': 'Đặt hạn phần việc',
  'part-taken-over': 'Nhận quyền sửa',
};
export const stepName = (action: string) => STEPS[action] ?? action;
