/** Kinds of notices as the services raise them; an unknown one is shown by its own word. */
export const NOTICE_KINDS: Record<string, string> = {
  'task-due-soon': 'Sắp đến hạn',
  'task-due-today': 'Đến hạn hôm nay',
  'task-overdue': 'Quá hạn',
  'task-escalated': 'Quá hạn kéo dài',
  'task-assigned': 'Giao việc',
  'task-extension-requested': 'Xin gia hạn',
  'task-extension-granted': 'Được gia hạn',
  'task-extension-refused': 'Không được gia hạn',
  'task-confirmed': 'Đã xác nhận',
  'task-rejected': 'Chưa được xác nhận',
  'report-returned': 'Báo cáo bị trả lại',
  'report-accepted': 'Báo cáo được duyệt',
  'report-reminder': 'Nhắc báo cáo',
};

export const noticeKind = (kind: string) => NOTICE_KINDS[kind] ?? 'Thông báo khác';

export const KIND_OPTIONS = Object.entries(NOTICE_KINDS).map(([value, label]) => ({ value, label }));
