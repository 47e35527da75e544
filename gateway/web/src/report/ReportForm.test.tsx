import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PartsView, Report } from '../api/types';
import { sessionBegan } from '../session/sessionState';
import { LEADER, serve, show } from '../testing';
import { template } from './fixtures';
import { ReportForm } from './ReportForm';

const REPORT = '/api/reports/2025-Q3/11593';

const report: Report = {
  period: '2025-Q3', orgUnit: '11593', orgUnitName: 'Phường An Phong', state: 'draft', revision: 4, templateCode: 'T', templateVersion: 1,
  values: { GIAO: 1234 }, narrative: {}, submission: 0, receipt: null, submittedAt: null, onTime: null, dueAt: '2125-09-15T17:00:00Z', returned: null,
  reopenedUntil: null, updatedAt: null, updatedBy: null, suggested: { XONG: { value: 1200, source: 'Sổ theo dõi nhiệm vụ năm 2025' } }, reopenedItems: null, explained: {}, partVersions: { L1: 'v-L1', L6: 'v-L6' },
};

const showForm = (part: Partial<Report> = {}, editable = true, session = LEADER) =>
  show(<ReportForm report={{ ...report, ...part }} template={template} previous={undefined} previousPeriod="2025-Q2" editable={editable} closed={undefined} />, { session });

const field = (name: RegExp) => screen.getByRole<HTMLInputElement>('textbox', { name });
const status = () => within(screen.getByRole('region', { name: 'Tiến độ và thao tác' })).getByRole('status');

describe('ReportForm', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionBegan('token');
  });
  afterEach(() => vi.unstubAllGlobals());

  it('shows stored numbers the Vietnamese way and saves what was typed as a number, with revision and token', async () => {
    const calls = serve(({ body }) => ({ body: { ...report, ...(body as object), revision: 5 } }));
    showForm();
    expect(field(/Số giao/)).toHaveValue('1.234');
    await userEvent.type(field(/Vốn/), '12,5');
    await userEvent.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(status()).toHaveTextContent('Đã lưu lúc'));
    expect(calls).toEqual([{ method: 'PUT', path: REPORT, csrf: 'token', body: { values: { GIAO: 1234, VON: 12.5 }, narrative: {}, revision: 4 } }]);
    expect(sessionStorage).toHaveLength(0);
  });

  it('goes to the next number field with Enter and back with arrow up', async () => {
    serve(() => ({ body: report }));
    showForm();
    await userEvent.click(field(/Số giao/));
    await userEvent.keyboard('{Enter}');
    expect(field(/Số xong/)).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}');
    expect(field(/Số giao/)).toHaveFocus();
  });

  it('saves an unreadable field as it was and says so beside it', async () => {
    const calls = serve(() => ({ body: { ...report, revision: 5 } }));
    showForm();
    await userEvent.type(field(/Số giao/), 'x');
    expect(field(/Số giao/)).toHaveAccessibleDescription(/không phải là số/);
    await userEvent.type(field(/Số xong/), '1');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu nháp' }));
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]!.body).toMatchObject({ values: { GIAO: 1234, XONG: 1 } });
    expect(field(/Số giao/)).toHaveValue('1.234x');
  });

  it('loses nothing when a colleague saved first: merges, asks about the clash, saves on their revision', async () => {
    const calls = serve(({ method, body }) => {
      if (method === 'GET') return { body: { ...report, revision: 9, values: { GIAO: 2000, TIN: 7 } } };
      const { revision } = body as { revision: number };
      return revision === 9 ? { body: { ...report, revision: 10 } } : { status: 409, body: { code: 'RPT-0005', detail: 'Đã được người khác sửa.' } };
    });
    showForm();
    await userEvent.clear(field(/Số giao/));
    await userEvent.type(field(/Số giao/), '1500');
    await userEvent.keyboard('{Control>}s{/Control}');
    await userEvent.click(await screen.findByRole('button', { name: 'Giữ của tôi' }));
    await waitFor(() => expect(calls.filter((c) => c.method === 'PUT')).toHaveLength(2), { timeout: 4_000 });
    expect(calls.at(-1)!.body).toEqual({ values: { GIAO: 1500, TIN: 7 }, narrative: {}, revision: 9 });
  });

  it('keeps typed values in the tab when they cannot be saved, and finds them again', async () => {
    serve(() => ({ status: 503, body: {} }));
    const first = showForm();
    await userEvent.type(field(/Vốn/), '7');
    await userEvent.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(status()).toHaveTextContent('Chưa lưu được'));
    first.unmount();
    showForm();
    expect(field(/Vốn/)).toHaveValue('7');
    expect(status()).toHaveTextContent('Có thay đổi chưa lưu');
  });

  it('takes suggestions for empty fields', async () => {
    serve(() => ({ body: report }));
    showForm();
    await userEvent.click(screen.getByRole('button', { name: 'Lấy số gợi ý' }));
    expect(field(/Số xong/)).toHaveValue('1.200');
  });

  it('does not offer sending while something is missing, and names it', async () => {
    serve(() => ({ body: report }));
    showForm();
    await userEvent.click(screen.getByRole('button', { name: 'Gửi báo cáo' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Còn 3 chỗ/)).toBeInTheDocument();
    expect(within(dialog).getByRole('button', { name: 'Gửi báo cáo' })).toBeDisabled();
  });

  it('sends the revision that was saved', async () => {
    const calls = serve(({ path }) =>
      path.endsWith('/submit') ? { body: { receipt: 'R', version: 1, submittedAt: '2025-09-15T02:00:00Z', onTime: true, sha256: '' } } : { body: { ...report, revision: 5 } });
    showForm({ values: { GIAO: 10, XONG: 5, VON: 1 }, narrative: { S1: 'Tốt' } });
    await userEvent.type(field(/Số tin/), '3');
    await userEvent.click(screen.getByRole('button', { name: 'Gửi báo cáo' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Gửi báo cáo' }));
    await waitFor(() => expect(calls.map((c) => `${c.method} ${c.path}`)).toContain(`POST ${REPORT}/submit`));
    expect(calls.find((c) => c.path.endsWith('/submit'))!.body).toEqual({ revision: 5 });
  });

  it('shows the reason of a returned line at the line', () => {
    serve(() => ({ body: report }));
    showForm({ state: 'returned', returned: { message: 'Rà soát lại.', reasons: [{ item: 'GIAO', reason: 'Cao hơn sổ.' }] } });
    expect(screen.getByText('Rà soát lại.')).toBeInTheDocument();
    expect(field(/^Số giao/)).toHaveAccessibleDescription('Bị trả lại: Cao hơn sổ.');
  });

  it('stores the explanation of a returned line when its field is left', async () => {
    const calls = serve(({ body }) => ({ body: { ...report, explained: (body as { lines?: object } | undefined)?.lines ?? {} } }));
    showForm({ state: 'returned', returned: { message: 'Rà soát lại.', reasons: [{ item: 'GIAO', reason: 'Cao hơn sổ.' }] } });
    await userEvent.type(field(/^Giải trình: Số giao/), 'Đã đối chiếu.');
    await userEvent.tab();
    await waitFor(() => expect(calls).toContainEqual(expect.objectContaining({ method: 'PUT', path: `${REPORT}/explanations`, body: { lines: { GIAO: 'Đã đối chiếu.' } } })));
    await waitFor(() => expect(screen.getByText('Đã lưu giải trình')).toBeInTheDocument());
  });

  it('lets an office write its part only, and saves that part on its version', async () => {
    const part = (code: string, mine: boolean, codes: string[]) => ({
      code, title: code, office: 'KT', officeName: 'Phòng Kinh tế', state: 'inProgress', dueOn: '2025-09-10', overdue: false, reason: null, handedInAt: null, handedInBy: null,
      version: `v-${code}`, required: 1, filled: 0, mine, editor: null, editorUntil: null, codes,
    });
    const parts: PartsView = { period: '2025-Q3', orgUnit: '11593', revision: 4, assembles: false, parts: [part('L1', false, ['GIAO', 'XONG', 'TIN', 'S1']), part('L6', true, ['VON'])] };
    const calls = serve(({ method, path }) => ({
      body: path.endsWith('/lease') ? { holder: 'x', until: '2025-09-12T02:00:00Z', mine: true }
        : method === 'PUT' ? { revision: 5, part: { ...parts.parts[1]!, version: 'v-2' } } : path.endsWith('/parts') ? parts : { ...report, revision: 5, values: { GIAO: 1234, VON: 7 } },
    }));
    show(<ReportForm report={report} template={template} previous={undefined} previousPeriod="2025-Q2" editable closed={undefined} parts={parts} />, { session: { ...LEADER, roles: ['commune-officer'] } });
    expect(field(/^Số giao/)).toHaveAttribute('readonly');
    await userEvent.type(field(/^Vốn/), '7');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu nháp' }));
    await waitFor(() => expect(calls).toContainEqual(expect.objectContaining({ method: 'PUT', path: `${REPORT}/parts/L6`, body: { values: { VON: 7 }, narrative: {}, base: 'v-L6' } })));
    expect(calls).toContainEqual(expect.objectContaining({ method: 'POST', path: `${REPORT}/parts/L6/lease` }));
    expect(calls.some((c) => c.method === 'PUT' && c.path === REPORT)).toBe(false);
    expect(screen.getAllByRole('button', { name: 'Nộp phần này' })).toHaveLength(1);
  });

  it('tells an office why its part came back, and hands in no part with a field that is no number', async () => {
    const part = {
      code: 'L6', title: 'Tài chính công', office: 'KT', officeName: 'Phòng Kinh tế', state: 'returned', dueOn: '2025-09-10', overdue: false, reason: 'Số vốn chưa khớp.',
      handedInAt: null, handedInBy: null, version: 'v-L6', required: 1, filled: 1, mine: true, editor: null, editorUntil: null, codes: ['VON'],
    };
    const parts: PartsView = { period: '2025-Q3', orgUnit: '11593', revision: 4, assembles: false, parts: [part] };
    const calls = serve(({ path, method }) => ({
      body: path.endsWith('/lease') ? { holder: 'x', until: '2025-09-12T02:00:00Z', mine: true } : method === 'PUT' ? { revision: 5, part } : path.endsWith('/parts') ? parts : report,
    }));
    show(<ReportForm report={report} template={template} previous={undefined} previousPeriod="2025-Q2" editable closed={undefined} parts={parts} />, { session: { ...LEADER, roles: ['commune-officer'] } });
    expect(screen.getByRole('alert')).toHaveTextContent('Số vốn chưa khớp.');
    await userEvent.type(field(/^Vốn/), 'mười');
    await userEvent.click(screen.getByRole('button', { name: 'Nộp phần này' }));
    expect(field(/^Vốn/)).toHaveFocus();
    expect(calls.some((c) => c.path.endsWith('/hand-in'))).toBe(false);
  });

  it('leads to a broken figure once nothing is missing', async () => {
    serve(() => ({ body: report }));
    showForm({ values: { GIAO: 10, XONG: 12, VON: 1 }, narrative: { S1: 'Tốt' } });
    await userEvent.click(screen.getByRole('button', { name: 'Tới chỗ cần xem lại' }));
    expect(field(/Số xong/)).toHaveFocus();
  });

  it('says why a period takes nothing', () => {
    serve(() => ({ body: report }));
    show(<ReportForm report={{ ...report, state: 'none' }} template={template} previous={undefined} previousPeriod="2025-Q2" editable={false} closed="Kỳ báo cáo này chưa mở." />);
    expect(screen.getByText('Kỳ báo cáo này chưa mở.')).toBeVisible();
  });

  it('keeps what did not reach the server over a closed browser, and says so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    const first = showForm();
    await userEvent.type(field(/^Số xong/), '9');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu nháp' }));
    await waitFor(() => expect(status()).toHaveTextContent('Mất kết nối: 1 ô đang giữ trong trình duyệt này'));
    first.unmount();
    const calls = serve(({ body }) => ({ body: { ...report, ...(body as object), revision: 5 } }));
    showForm();
    expect(field(/^Số xong/)).toHaveValue('9');
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(calls).toContainEqual(expect.objectContaining({ method: 'PUT', path: REPORT, body: { values: { GIAO: 1234, XONG: 9 }, narrative: {}, revision: 4 } })));
    await waitFor(() => expect(localStorage.length).toBe(1));
  });

  it('asks when a colleague changed the same field while this browser was away', () => {
    localStorage.setItem('unsaved/11593-leader/2025-Q3/11593', JSON.stringify({ fields: { 'values.GIAO': '5' }, base: { 'values.GIAO': '1' } }));
    serve(() => ({ body: report }));
    showForm();
    expect(screen.getByRole('alert')).toHaveTextContent('Người khác vừa sửa cùng chỗ với bạn');
  });

  it('is read only after sending, and lets an officer save but not send', () => {
    serve(() => ({ body: report }));
    const sent = showForm({ state: 'submitted', receipt: 'R', submittedAt: '2025-09-15T02:00:00Z', onTime: true }, false);
    expect(field(/Số giao/)).toHaveAttribute('readonly');
    expect(screen.queryByRole('button', { name: 'Lưu nháp' })).not.toBeInTheDocument();
    sent.unmount();
    showForm({}, true, { ...LEADER, roles: ['commune-officer'] });
    expect(screen.getByRole('button', { name: 'Lưu nháp' })).toBeEnabled();
    expect(screen.queryByRole('button', { name: 'Gửi báo cáo' })).not.toBeInTheDocument();
  });
});
