/** Kinds of notices as the services raise them; an unknown one is shown as “Thông báo khác”. */
export const NOTICE_KINDS: Record<string, string> = {
  'task-due-soon': 'Sắp đến hạn',
  'task-due-today': 'Đến hạn hôm nay',
  'task-overdue': 'Quá hạn',
  'task-escalated': 'Quá hạn kéo dài',
  'task-assigned': 'Giao việc',
  'task-reminder': 'Đôn đốc',
  'task-deadline-changed': 'Đổi thời hạn',
  'task-extension-asked': 'Xin gia hạn',
  'task-extension-granted': 'Được gia hạn',
  'task-extension-refused': 'Không được gia hạn',
  'task-awaits-confirmation': 'Chờ xác nhận',
  'task-confirmed': 'Đã xác nhận',
  'task-rejected': 'Chưa được xác nhận',
  'task-reopened': 'Mở lại nhiệm vụ',
  'task-cancelled': 'Hủy nhiệm vụ',
  'task-waits': 'Chờ cấp trên',
  'report-due': 'Nhắc gửi báo cáo',
  'report-overdue': 'Báo cáo quá hạn',
  'report-part-due': 'Nhắc nộp phần việc',
  'report-part-overdue': 'Phần việc quá hạn',
  'reports-missing': 'Đơn vị chưa gửi báo cáo',
  'report-returned': 'Báo cáo bị trả lại',
  'report-accepted': 'Báo cáo được duyệt',
  'report-reopened': 'Báo cáo được mở lại',
  'report-review-assigned': 'Được giao duyệt báo cáo',
  'part-handed-in': 'Phòng nộp phần việc',
  'part-returned': 'Phần việc bị trả lại',
  'part-taken-over': 'Nhận quyền sửa phần việc',
};

export const noticeKind = (kind: string) => NOTICE_KINDS[kind] ?? 'Thông báo khác';

export const KIND_OPTIONS = Object.entries(NOTICE_KINDS).map(([value, label]) => ({ value, label }));
