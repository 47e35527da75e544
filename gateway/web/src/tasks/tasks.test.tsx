import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { serve, show } from '../testing';
import { kpiName, kpiPeriods } from './KpiPage';
import { activeParts, exportAddress, readFilter, toQuery, withFilter } from './listFilter';
import { TaskPage } from './TaskPage';
import { fieldName, fieldValue, stateNote } from './words';
import { WorkListPage } from './WorkListPage';

afterEach(() => vi.unstubAllGlobals());

const TASK = {
  id: 't1', orgUnit: '11593', planId: null, area: 3, number: '7', content: 'Rà soát thủ tục', leadAgency: null, coordinators: [], products: ['Báo cáo'],
  deadline: { text: 'Quý III', kind: 'byDate', from: null, to: '2025-09-30', recurrence: null, dueDates: ['2025-09-30'] }, dueDate: '2025-09-30', state: 'overdue', percent: 40,
  completedOn: null, version: 4, updatedAt: '2025-10-02T01:00:00Z', origin: 'assignment', assignmentId: 'a', parentId: null, dueOn: '2025-09-30', extendedTo: null, office: 'VHXH',
  assignee: null, needsConfirmation: true, confirmation: 'none', waitingFor: null, extensionPending: false, delayDays: 2, parts: 0, partsDone: 0, evidenceCount: 1, cancelReason: null,
};

describe('listFilter', () => {
  it('lives in the address and goes back to it', () => {
    const params = withFilter(new URLSearchParams('trang=2'), { q: 'hồ sơ', state: 'overdue', extension: '1' });
    const filter = readFilter(params);
    expect(filter).toMatchObject({ q: 'hồ sơ', state: 'overdue', extension: '1', office: '' });
    expect(activeParts(filter)).toBe(2);
    expect(toQuery(filter)).toMatchObject({ q: 'hồ sơ', state: 'overdue', extension: true, area: undefined, sort: 'due' });
    expect(withFilter(params, { q: '', state: '', extension: '' }).toString()).toBe('trang=2');
    expect(exportAddress(filter, 'csv')).toBe(`/api/tasks/export?format=csv&state=overdue&extension=true&q=${encodeURIComponent('hồ').replace(/%20/g, '+')}+${encodeURIComponent('sơ')}`);
  });
});

describe('words', () => {
  it('tells fields, values and what stands beside a state', () => {
    expect(fieldName('occurrences[2025-09-15].percent')).toBe('Tiến độ kỳ 15/09/2025');
    expect(fieldValue('state', 'overdue', { overdue: { label: 'Quá hạn' } })).toBe('Quá hạn');
    expect(fieldValue('dueOn', '2025-09-15', {})).toBe('15/09/2025');
    expect(fieldValue('office', null, {})).toBe('–');
    expect(stateNote({ state: 'overdue', confirmation: 'rejected', waitingFor: null, delayDays: 3, extensionPending: true })).toBe('bị trả lại · quá 3 ngày · xin gia hạn');
    expect(stateNote({ state: 'waiting', confirmation: 'pending', waitingFor: null, delayDays: 0, extensionPending: false })).toBe('chờ xác nhận');
  });

  it('names rows of the figures', () => {
    expect(kpiName('area', { key: '3', name: '3' })).toBe('Cải cách thủ tục hành chính');
    expect(kpiName('office', { key: '', name: '' })).toBe('Chưa giao phòng nào');
    expect(kpiPeriods(2025)[0]!.items.map((i) => i.value)).toEqual(['2025', '2025-H1', '2025-H2', '2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
  });
});

describe('TaskPage', () => {
  const detail = { task: TASK, history: [], occurrences: [], subTasks: [], extensions: [], may: ['progress', 'ask-extension', 'cancel'] };
  const answer = ({ method, path }: { method: string; path: string }) => {
    if (method === 'POST') return { status: 422, body: { code: 'REQ-0006', detail: 'Có 1 chỗ cần sửa.', errors: [{ field: 'reason', code: 'TSK-1005', message: 'Cần ghi lý do.' }] } };
    if (path === '/api/tasks/t1') return { body: detail };
    if (path === '/api/tasks/t1/forecast') return { body: { ready: false, items: [] } };
    return { body: path.endsWith('/offices') || path.endsWith('/history') || path.endsWith('/evidence') ? [] : { code: '11593', fullName: 'Phường An Phong', isLeaf: true } };
  };

  it('offers what the service allows and shows what it says is wrong', async () => {
    const calls = serve(answer);
    show(<Routes><Route path="/nhiem-vu/:id" element={<TaskPage />} /></Routes>, { at: '/nhiem-vu/t1' });
    await screen.findByRole('heading', { name: /Rà soát thủ tục/ });
    expect(screen.getByText('quá 2 ngày')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Xác nhận hoàn thành' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Hủy' }));
    await userEvent.type(await screen.findByRole('textbox', { name: /Lý do/ }), 'Trùng');
    await userEvent.click(screen.getByRole('button', { name: 'Hủy nhiệm vụ' }));
    expect(await screen.findByText('Cần ghi lý do.')).toBeInTheDocument();
    expect(calls.find((c) => c.method === 'POST')).toMatchObject({ path: '/api/tasks/t1/cancel', body: { reason: 'Trùng' } });
  });
});

describe('WorkListPage', () => {
  it('shows tasks with counts, filters by state and acts on the chosen ones', async () => {
    const calls = serve(({ method, path }) => {
      if (method === 'POST') return { body: { done: 0, refused: 1, results: [{ id: 't1', ok: false, state: null, code: 'TSK-0002', message: 'Nhiệm vụ đã bị hủy.' }] } };
      if (path === '/api/tasks') return { body: { total: 1, page: 1, pageSize: 50, items: [TASK], more: false, next: null, states: { overdue: 1, notStarted: 1001 } } };
      return { body: [] };
    });
    show(<WorkListPage />);
    expect(await screen.findByRole('link', { name: 'Rà soát thủ tục' })).toHaveAttribute('href', '/nhiem-vu/t1');
    expect(screen.getByRole('button', { name: /Chưa làm 1.000\+/ })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Chọn: Rà soát thủ tục' }));
    await userEvent.click(screen.getByRole('button', { name: 'Hủy' }));
    await userEvent.type(await screen.findByRole('textbox', { name: /Lý do/ }), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Hủy nhiệm vụ' }));
    expect(await screen.findByText(/Nhiệm vụ đã bị hủy\. \(1 nhiệm vụ\)/)).toBeInTheDocument();
    expect(calls.find((c) => c.method === 'POST')?.body).toMatchObject({ action: 'cancel', ids: ['t1'], cancel: { reason: 'x' } });
  });

  it('says why a list is empty', async () => {
    serve(({ path }) => ({ body: path === '/api/tasks' ? { total: 0, page: 1, pageSize: 50, items: [], more: false, next: null, states: {} } : [] }));
    show(<WorkListPage />, { at: '/?tim=gi' });
    await waitFor(() => expect(screen.getByText('Không có nhiệm vụ nào khớp')).toBeInTheDocument());
  });
});
