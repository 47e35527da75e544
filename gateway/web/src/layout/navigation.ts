import { rights, type Session } from '../session/session';

/** A page in the head of every page. */
export interface NavPage {
  label: string;
  to: string;
  /** Marked only on this very page, not on those below it. */
  end?: boolean;
}

/** Pages that belong together, under one word. */
export interface NavGroup {
  label: string;
  pages: NavPage[];
}

export const isGroup = (entry: NavPage | NavGroup): entry is NavGroup => 'pages' in entry;

/** What a person finds in the head: only pages that are of use to that person. */
export function navigationOf(session: Session): (NavPage | NavGroup)[] {
  const city = rights.seesCity(session);
  const reviews = rights.reviews(session);
  const home: NavPage = { label: city ? 'Toàn thành phố' : session.unitName, to: city ? '/' : `/don-vi/${session.unit}`, end: true };
  const plans: NavPage = { label: 'Kế hoạch', to: `/don-vi/${session.unit}/ke-hoach` };
  const tasks: NavGroup = {
    label: 'Nhiệm vụ',
    pages: [
      { label: 'Sổ theo dõi nhiệm vụ', to: '/nhiem-vu', end: true },
      ...(city ? [{ label: 'Giao việc cho xã, phường', to: '/giao-viec' }] : []),
      { label: 'Đánh giá kết quả', to: '/nhiem-vu/danh-gia' },
    ],
  };
  const reports: NavGroup = {
    label: 'Báo cáo',
    pages: [
      { label: 'Tình hình gửi theo hạn', to: '/theo-doi' },
      { label: 'Duyệt báo cáo', to: '/duyet' },
      { label: 'Báo cáo tổng hợp', to: '/bao-cao-tong-hop' },
      ...(reviews ? [{ label: 'Lịch báo cáo', to: '/lich-bao-cao' }, { label: 'Biểu mẫu', to: '/bieu-mau' }] : []),
    ],
  };
  return city ? [home, plans, tasks, reports] : [home, plans, tasks];
}
