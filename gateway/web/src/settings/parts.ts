import type { Session } from '../session/session';

export type Part = 'tai-khoan' | 'phong' | 'lich' | 'nhac-viec' | 'thu' | 'ket-noi';

const PARTS: { value: Part; label: string }[] = [
  { value: 'tai-khoan', label: 'Tài khoản' },
  { value: 'phong', label: 'Phòng, đơn vị' },
  { value: 'lich', label: 'Lịch làm việc' },
  { value: 'nhac-viec', label: 'Quy tắc nhắc việc' },
  { value: 'thu', label: 'Thư điện tử' },
  { value: 'ket-noi', label: 'Ứng dụng kết nối' },
];

/** What of the settings a person may change; the services decide, this keeps the rest out of sight. */
export function settingsOf(session: Session) {
  if (session.roles.includes('city-admin')) return PARTS;
  return session.roles.includes('commune-leader') ? PARTS.slice(0, 2) : [];
}
