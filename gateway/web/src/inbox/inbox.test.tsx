import { Notifications } from '@mantine/notifications';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Call, serve, show } from '../testing';
import { Bell } from './Bell';
import { InboxPage } from './InboxPage';

const notice = (id: number, title: string, readAt: string | null = null) => ({
  id, orgUnit: '11593', kind: 'task-overdue', urgency: 'warning', title, body: 'Chi tiết', link: '/don-vi/11593', raisedAt: '2025-09-15T01:00:00Z', readAt, archivedAt: null,
});

function inbox(...items: ReturnType<typeof notice>[]) {
  return serve(({ method, path }: Call) => {
    if (path.endsWith('/unread')) return { body: { count: items.filter((i) => !i.readAt).length, newestId: items[0]?.id ?? 0 } };
    if (path.endsWith('/preferences')) return method === 'PUT' ? { status: 422, body: { code: 'REQ-0006', detail: 'Có 1 lỗi.', errors: [{ field: 'email', code: 'IDN-0017', message: 'Địa chỉ không đúng.' }] } } : { body: { email: null, delivery: 'atOnce', mutedKinds: [], mailEnabled: false } };
    return method === 'GET' ? { body: { items, nextCursor: null } } : { body: { count: 1 } };
  });
}

describe('inbox', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('shows the number of unread notices on the bell', async () => {
    inbox(notice(2, 'A'), notice(1, 'B', '2025-09-15T02:00:00Z'));
    show(<Bell />);
    expect(await screen.findByRole('link', { name: 'Thông báo, 1 chưa đọc' })).toHaveAttribute('href', '/thong-bao');
  });

  it('marks what is opened as read, and archives with a way back', async () => {
    const calls = inbox(notice(2, 'Quá hạn: báo cáo'), notice(1, 'Cũ', '2025-09-15T02:00:00Z'));
    show(<><Notifications /><InboxPage /></>);
    const list = await screen.findByRole('list', { name: 'Thông báo' });
    const [first] = within(list).getAllByRole('listitem');
    await userEvent.click(within(first!).getByRole('link', { name: 'Mở trang' }));
    await userEvent.click(within(first!).getByRole('button', { name: 'Lưu trữ' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Hoàn tác' }));
    await waitFor(() => expect(calls.filter((c) => c.path.endsWith('/mark')).map((c) => c.body)).toEqual([
      { ids: [2], as: 'read' }, { ids: [2], as: 'archived' }, { ids: [2], as: 'open' },
    ]));
  });

  it('marks all as read only up to the newest shown', async () => {
    const calls = inbox(notice(7, 'A'));
    show(<InboxPage />);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' })).toBeEnabled());
    await userEvent.click(screen.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' }));
    await waitFor(() => expect(calls.find((c) => c.path.endsWith('/read-all'))?.body).toEqual({ upTo: 7 }));
  });

  it('says so when there is nothing, and what is wrong with an address', async () => {
    inbox();
    show(<InboxPage />);
    expect(await screen.findByText('Không có thông báo chưa đọc')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cách nhận thư' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/chưa nối với máy chủ thư/)).toBeInTheDocument();
    await userEvent.type(within(dialog).getByLabelText('Địa chỉ thư điện tử'), 'a@b');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Lưu' }));
    expect(await within(dialog).findByText('Địa chỉ không đúng.')).toBeInTheDocument();
  });
});
