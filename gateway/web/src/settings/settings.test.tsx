import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Session } from '../session/session';
import { LEADER, serve, show } from '../testing';
import { CalendarPart } from './CalendarPart';
import { ClientsPart } from './ClientsPart';
import { settingsOf } from './parts';
import { RemindersPart } from './RemindersPart';

const ADMIN: Session = { ...LEADER, userName: 'city-admin', unit: '31', unitName: 'Hải Phòng', unitKind: 'province', roles: ['city-admin'] };
const YEAR = new Date().getUTCFullYear();

describe('settings', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('are offered by role', () => {
    expect(settingsOf(ADMIN).map((p) => p.value)).toEqual(['tai-khoan', 'phong', 'lich', 'nhac-viec', 'thu', 'ket-noi']);
    expect(settingsOf(LEADER).map((p) => p.value)).toEqual(['tai-khoan', 'phong']);
    expect(settingsOf({ ...LEADER, roles: ['commune-officer'] })).toEqual([]);
  });

  it('names a day off, takes it back, and saves what is left with the version', async () => {
    const calls = serve(({ method }) => ({ body: { year: YEAR, version: method === 'PUT' ? 4 : 3, changedBy: null, changedAt: null, days: [{ day: `${YEAR}-01-01`, working: false, name: 'Tết Dương lịch' }] } }));
    show(<CalendarPart />, { session: ADMIN });
    await userEvent.click(await screen.findByRole('button', { name: /^2\/9,/ }));
    await userEvent.type(await within(await screen.findByRole('dialog')).findByRole('textbox'), 'Quốc khánh{Enter}');
    expect(await screen.findByText('Lịch đã sửa, chưa lưu.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Hoàn tác' }));
    expect(screen.getByRole('button', { name: 'Lưu lịch' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: /^1\/1,/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Trở lại ngày thường' }));
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    await waitFor(() => expect(calls.find((c) => c.method === 'PUT')?.body).toEqual({ version: 3, days: [] }));
  });

  it('gives a client a new secret, shows it once, and revokes', async () => {
    const client = { clientId: 'client-1', name: 'Trục LGSP', unit: '31', roles: ['integration-client'], revoked: false, createdAt: '2025-09-12T01:00:00Z', lastUsedAt: null, oldSecretUntil: null };
    const calls = serve(({ path }) => path.endsWith('/secret') ? { body: { clientId: 'client-1', secret: 'geheim' } }
      : path.includes('org-units') ? { body: [] } : path.endsWith('/revoke') ? { body: { ...client, revoked: true } } : { body: [client] });
    show(<ClientsPart />, { session: ADMIN });
    expect(await screen.findByText('Chưa dùng')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Thao tác với Trục LGSP' }));
    await userEvent.click(await screen.findByText('Đổi khóa bí mật'));
    await userEvent.click(await screen.findByRole('button', { name: 'Đổi khóa' }));
    expect(await screen.findByText('geheim')).toBeInTheDocument();
    expect(calls.find((c) => c.path.endsWith('/secret'))?.body).toEqual({ overlapHours: 24 });
    await userEvent.click(screen.getByRole('button', { name: 'Đã lưu khóa' }));
    await waitFor(() => expect(screen.queryByText('geheim')).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'Thao tác với Trục LGSP' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Thu hồi' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Thu hồi' }));
    await waitFor(() => expect(calls.some((c) => c.path === '/api/identity/clients/client-1/revoke')).toBe(true));
  });

  it('shows the rules and sends a changed one', async () => {
    const steps = [{ when: 'before', workingDays: 7, repeatEvery: null, to: ['officer'], unitKinds: null }];
    const calls = serve(({ path, method }) =>
      path.endsWith('/preview')
        ? { body: { day: '2025-09-15', working: true, tasksForDepartment: 0, notices: 0, lines: [] } }
        : { status: method === 'PUT' ? 409 : 200, body: method === 'PUT' ? { code: 'TSK-0101', detail: 'Quy tắc vừa được sửa.' } : { city: '31', version: 2, isDefault: false, changedBy: null, changedAt: null, steps } });
    show(<RemindersPart />, { session: ADMIN });
    const days = await screen.findByLabelText('Số ngày của bước 1');
    await userEvent.clear(days);
    await userEvent.type(days, '5');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu quy tắc' }));
    await waitFor(() => expect(calls.find((c) => c.method === 'PUT')?.body).toEqual({ version: 2, steps: [{ ...steps[0], workingDays: 5 }] }));
    expect(await screen.findByText('Quy tắc vừa được sửa.')).toBeInTheDocument();
    expect(await screen.findByText('Không còn ai phải nhắc')).toBeInTheDocument();
  });
});
