const ROLES: Record<string, string> = {
  'city-admin': 'Quản trị Sở Nội vụ',
  'city-analyst': 'Chuyên viên tổng hợp',
  'commune-leader': 'Lãnh đạo đơn vị',
  'commune-officer': 'Cán bộ',
  auditor: 'Kiểm tra, giám sát',
};

export const roleName = (role: string) => ROLES[role] ?? role;

export const ROLE_OPTIONS = Object.entries(ROLES).map(([value, label]) => ({ value, label }));
