import { describe, expect, it } from 'vitest';
import type { Session } from '../session/session';
import { isGroup, navigationOf } from './navigation';

const session = (unit: string, unitKind: string, ...roles: string[]): Session =>
  ({ userName: 'a', displayName: 'A', unit, unitKind, unitName: unit === '31' ? 'Thành phố Hải Phòng' : 'Phường An Phong', roles, csrf: '' });
const addresses = (s: Session) => navigationOf(s).flatMap((e) => (isGroup(e) ? e.pages : [e])).map((p) => p.to);

describe('navigationOf', () => {
  it('shows an officer the own unit, its plans and its tasks', () => {
    expect(addresses(session('11593', 'phuong', 'commune-officer'))).toEqual(['/don-vi/11593', '/don-vi/11593/ke-hoach', '/nhiem-vu', '/nhiem-vu/danh-gia']);
  });

  it('shows the Department the whole city, and its calendar and templates to those who review only', () => {
    const analyst = addresses(session('31', 'province', 'city-analyst'));
    expect(analyst).toContain('/bao-cao-tong-hop');
    expect(analyst).not.toContain('/bieu-mau');
    expect(addresses(session('31', 'province', 'city-admin'))).toEqual([...analyst, '/lich-bao-cao', '/bieu-mau']);
  });
});
