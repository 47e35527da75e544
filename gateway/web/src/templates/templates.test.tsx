import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Indicator, Template, TemplateItem, TemplateVersion } from '../api/types';
import type { Session } from '../session/session';
import { LEADER, serve, show } from '../testing';
import { FieldErrors, moved, placeOf, removeArea } from './edit';
import { codeTaken, freePart, listPart, partsOf, putInto, removePart, renamePart } from './parts';
import { consolidationWords, sourceOf, withSource } from './sources';
import { TemplatePage } from './TemplatePage';

const ADMIN: Session = { ...LEADER, userName: 'city-admin', unit: '31', unitName: 'Hải Phòng', unitKind: 'province', roles: ['city-admin'] };

const item = (code: string, area: number, more: Partial<TemplateItem> = {}): TemplateItem =>
  ({ code, area, name: `Tên ${code}`, unit: 'việc', type: 'count', required: false, prefill: null, carryOver: false, formula: null, part: null, consolidation: null, ...more });

const base: Template = {
  code: 'T', version: 2, title: 'Mẫu', periodKinds: ['quarter'], areas: [{ number: 1, title: 'Chỉ đạo' }, { number: 3, title: 'Thủ tục' }],
  sections: [{ code: 'S1', area: 3, title: 'Kết quả', required: true, guidance: '', part: null }, { code: 'S9', area: 0, title: 'Kiến nghị', required: false, guidance: '', part: null }],
  items: [item('A', 1), item('B', 1, { part: 'P1' }), item('C', 3, { part: 'P1' })],
  checks: [{ left: 'A', op: 'atMost', right: 'B', message: null }], measures: [{ indicator: 'HS', numerator: 'A', denominator: null }],
  parts: [{ code: 'P1', title: 'Một cửa', office: 'HCC' }], blocks: null, units: null,
};

const INDICATORS: Indicator[] = [
  { code: 'HS', name: 'Hồ sơ đúng hạn', area: 3, unit: '%', kind: 'ratio', direction: 'higher', target: null, source: 'report' },
  { code: 'SIPAS', name: 'Hài lòng', area: 1, unit: '%', kind: 'ratio', direction: 'higher', target: 90, source: 'direct' },
  { code: 'DON', name: 'Số đơn', area: 1, unit: 'đơn', kind: 'count', direction: 'lower', target: null, source: 'direct' },
];

const version = (template: Template, findings: TemplateVersion['findings'] = [], state = 'draft'): TemplateVersion =>
  ({ code: template.code, version: template.version, state, revision: 1, updatedAt: null, updatedBy: 'x', template, findings });

function open(template: Template, findings: TemplateVersion['findings'] = [], state?: string) {
  const calls = serve(({ method, path, body }) => {
    if (path === '/api/indicators') return { body: INDICATORS };
    if (path.startsWith('/api/identity/org-units')) return { body: [{ code: '31', fullName: 'Hải Phòng' }, { code: '11593', fullName: 'Phường An Phong' }] };
    if (method === 'PUT') return { body: version((body as { template: Template }).template) };
    return { body: [version(template, findings, state)] };
  });
  show(<Routes><Route path="/bieu-mau/:code/:version" element={<TemplatePage />} /></Routes>, { session: ADMIN, at: '/bieu-mau/T/2' });
  return { calls, saved: () => (calls.findLast((c) => c.method === 'PUT')?.body as { template: Template } | undefined)?.template };
}

const tab = async (name: RegExp) => userEvent.click(await screen.findByRole('tab', { name }));
const save = () => userEvent.click(screen.getByRole('button', { name: 'Lưu nháp' }));
const details = async (name: string) => userEvent.click(await screen.findByText(`Chi tiết của ${name}:`, { exact: false, selector: 'summary *' }));

describe('parts of a template', () => {
  it('are those of the lines, then those listed; what is not listed takes name and office from its area', () => {
    const t = { ...base, parts: [...base.parts!, { code: 'P2', title: 'Chưa dùng', office: null }] };
    expect(partsOf(t).map((p) => [p.code, p.title, p.office, p.listed, p.items, p.sections])).toEqual([
      ['L1', 'Chỉ đạo', 'VHXH', -1, 1, 0], ['P1', 'Một cửa', 'HCC', 0, 2, 0], ['L3', 'Thủ tục', 'HCC', -1, 0, 1],
      ['L0', 'Hạn chế, phương hướng, kiến nghị', null, -1, 0, 1], ['P2', 'Chưa dùng', null, 1, 0, 0],
    ]);
  });

  it('keep their lines through a renaming, and give them back to the areas when removed', () => {
    const renamed = renamePart(base, 0, 'MOT_CUA');
    expect(renamed.items.map((i) => i.part)).toEqual([null, 'MOT_CUA', 'MOT_CUA']);
    expect(renamed.parts).toEqual([{ code: 'MOT_CUA', title: 'Một cửa', office: 'HCC' }]);
    const removed = removePart(renamed, 0);
    expect(removed.items.map((i) => i.part)).toEqual([null, null, null]);
    expect(removed.parts).toBeNull();
    expect(partsOf(removed).map((p) => p.code)).toEqual(['L1', 'L3', 'L0']);
  });

  it('cannot take the code of another or of an area', () => {
    const t = listPart(base, { code: 'P2', title: 'Hai', office: null });
    expect(codeTaken(t, 1, 'P1')).toMatch('P1');
    expect(codeTaken(t, 1, 'L3')).toMatch('lĩnh vực');
    expect(codeTaken(t, 1, 'P3')).toBeUndefined();
    expect(codeTaken(t, 1, 'P2')).toBeUndefined();
    expect(freePart(listPart(t, { code: 'PV1', title: '', office: null }))).toBe('PV2');
  });

  it('of an area only lose their own name when taken off the list', () => {
    const named = listPart(base, { code: 'L1', title: 'Riêng', office: 'VP' });
    expect(partsOf(named)[0]).toMatchObject({ code: 'L1', title: 'Riêng', office: 'VP', listed: 1, ofArea: true });
    expect(removePart(named, 1)).toEqual(base);
  });

  it('take lines, and an area that goes leaves its lines at the end', () => {
    const put = putInto(base, new Set(['A', 'S1']), 'P1');
    expect([put.items[0]!.part, put.sections[0]!.part]).toEqual(['P1', 'P1']);
    expect(putInto(put, new Set(['A']), null).items[0]!.part).toBeNull();
    const less = removeArea(listPart(base, { code: 'L3', title: 'x', office: null }), 3);
    expect(less.items.map((i) => i.area)).toEqual([1, 1, 0]);
    expect([less.areas.length, less.parts]).toEqual([1, base.parts]);
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  });
});

describe('sources of an item', () => {
  it('exclude each other, but that the period before may stand in', () => {
    const from = item('A', 1, { prefill: 'tasks.done', carryOver: true, consolidation: 'mean' });
    expect(withSource(from, 'tasks.assigned', INDICATORS)).toEqual({ formula: null, prefill: 'tasks.assigned', carryOver: true });
    expect(withSource(from, 'formula', INDICATORS)).toEqual({ formula: '', prefill: null, carryOver: false, consolidation: null });
    expect(withSource(from, '', INDICATORS)).toEqual({ formula: null, prefill: null, carryOver: false });
    expect(withSource({ ...from, prefill: null }, 'tasks.total', INDICATORS)).toMatchObject({ carryOver: false });
    expect(withSource(from, 'indicator', INDICATORS)).toMatchObject({ prefill: 'indicators.SIPAS.value' });
    expect([from, item('A', 1, { carryOver: true }), item('A', 1, { formula: '' }), item('A', 1, { prefill: 'indicators.X.value' })].map(sourceOf)).toEqual(['tasks.done', 'carryOver', 'formula', 'indicator']);
  });

  it('warn of summing percentages', () => {
    expect(consolidationWords(item('A', 1, { unit: '%' }))).toMatch('thường không có nghĩa');
    expect(consolidationWords(item('A', 1, { unit: '%', consolidation: 'mean' }))).not.toMatch('không có nghĩa');
  });
});

describe('the template page', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('saves part, source from an indicator and consolidation of an item', async () => {
    const { saved } = open(base);
    await details('Tên A');
    await userEvent.selectOptions(screen.getByLabelText('Phần việc của Tên A'), 'P1');
    await userEvent.selectOptions(screen.getByLabelText('Cách tổng hợp của Tên A'), 'mean');
    expect(screen.getByText(/trung bình cộng của các xã, phường có số/)).toBeInTheDocument();
    await userEvent.selectOptions(screen.getByLabelText('Nguồn số của Tên A'), 'tasks.assignedOnTime');
    await userEvent.selectOptions(screen.getByLabelText('Nguồn số của Tên A'), 'indicator');
    await userEvent.selectOptions(screen.getByLabelText('Số lấy từ chỉ số của Tên A'), 'denominator');
    await save();
    await waitFor(() => expect(saved()?.items[0]).toEqual(item('A', 1, { part: 'P1', consolidation: 'mean', prefill: 'indicators.SIPAS.denominator' })));

    // A count has no numerator: its value is what is left to take.
    await userEvent.click(screen.getByRole('combobox', { name: 'Chỉ số của Tên A' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Số đơn' }));
    expect(screen.getByLabelText('Số lấy từ chỉ số của Tên A')).toHaveValue('value');
    await save();
    await waitFor(() => expect(saved()?.items[0]!.prefill).toBe('indicators.DON.value'));
  });

  it('leaves the consolidation of a formula to the formula', async () => {
    const { saved } = open({ ...base, items: [item('A', 1, { consolidation: 'max' }), ...base.items.slice(1)] });
    await details('Tên A');
    await userEvent.selectOptions(screen.getByLabelText('Nguồn số của Tên A'), 'formula');
    expect(screen.getByLabelText('Cách tổng hợp của Tên A')).toBeDisabled();
    await userEvent.type(screen.getByLabelText('Công thức của Tên A'), 'B + C');
    await save();
    await waitFor(() => expect(saved()?.items[0]).toMatchObject({ formula: 'B + C', consolidation: null, prefill: null }));
  });

  it('renames a part as a whole, and asks before one in use is removed', async () => {
    const { saved } = open(base);
    await tab(/^Phần việc/);
    const code = await screen.findByLabelText('Mã phần việc 1');
    await userEvent.clear(code);
    await userEvent.type(code, 'L3');
    expect(screen.getByText(/L3 là phần việc của lĩnh vực/)).toBeInTheDocument();
    await userEvent.clear(code);
    await userEvent.type(code, 'MOT_CUA{Enter}');
    await userEvent.selectOptions(screen.getByLabelText('Phòng thực hiện phần việc MOT_CUA'), 'VP');
    await userEvent.click(screen.getByRole('button', { name: 'Đặt tên, phòng riêng cho L1' }));
    const title = screen.getByLabelText('Tên phần việc L1');
    await userEvent.clear(title);
    await userEvent.type(title, 'Điều hành');
    await save();
    await waitFor(() => expect(saved()?.parts).toEqual([{ code: 'MOT_CUA', title: 'Một cửa', office: 'VP' }, { code: 'L1', title: 'Điều hành', office: 'VHXH' }]));
    expect(saved()?.items.map((i) => i.part)).toEqual([null, 'MOT_CUA', 'MOT_CUA']);

    await userEvent.click(screen.getByRole('button', { name: 'Bỏ phần việc MOT_CUA' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('đang có 2 chỉ tiêu, 0 phần lời');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Bỏ phần việc' }));
    await save();
    await waitFor(() => expect(saved()?.items.map((i) => i.part)).toEqual([null, null, null]));
  });

  it('gives a new part its lines', async () => {
    const { saved } = open(base);
    await tab(/^Phần việc/);
    await userEvent.click(await screen.findByRole('button', { name: 'Thêm phần việc' }));
    await userEvent.type(screen.getByLabelText('Tên phần việc PV1'), 'Riêng');
    await userEvent.click(screen.getByRole('button', { name: 'Chọn dòng của phần việc PV1' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Tên C' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Chọn cả lĩnh vực Chỉ đạo' }));
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Tên B' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Xong' }));
    await save();
    await waitFor(() => expect(saved()?.items.map((i) => i.part)).toEqual(['PV1', null, 'PV1']));
  });

  it('edits the message of a check, the indicator of a measure, the units', async () => {
    const { saved } = open({ ...base, measures: [{ indicator: 'CU', numerator: 'A', denominator: null }] });
    await tab(/^Kiểm tra/);
    const message = await screen.findByLabelText('Kiểm tra 1: câu báo khi không đạt');
    expect(message).toHaveAttribute('placeholder', expect.stringContaining('mặc định: Tên A (…) lớn hơn Tên B (…).'));
    await userEvent.type(message, 'Sai rồi.');
    await userEvent.click(screen.getByRole('combobox', { name: 'Chỉ số 1: chỉ số' }));
    expect(screen.queryByRole('option', { name: 'Hài lòng' })).toBeNull();
    await userEvent.click(await screen.findByRole('option', { name: 'Hồ sơ đúng hạn' }));
    await tab(/^Thông tin/);
    await userEvent.click(await screen.findByRole('combobox', { name: 'Chỉ cho các đơn vị' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Phường An Phong (11593)' }));
    await save();
    await waitFor(() => expect(saved()).toMatchObject({ checks: [{ message: 'Sai rồi.' }], measures: [{ indicator: 'HS' }], units: ['11593'] }));
  });

  // Every path that TemplateRules tells of.
  const fields: [tab: RegExp, fields: string[]][] = [
    [/^Thông tin/, ['code', 'title', 'periodKinds', 'periodKinds[0]', 'blocks[0]', 'units[0]', 'areas[1]']],
    [/^Chỉ tiêu/, ['items', ...['code', 'name', 'unit', 'type', 'area', 'part', 'prefill', 'formula', 'consolidation'].map((f) => `items[2].${f}`)]],
    [/^Phần lời/, ['code', 'title', 'guidance', 'area', 'part'].map((f) => `sections[1].${f}`)],
    [/^Phần việc/, ['code', 'title', 'office'].map((f) => `parts[0].${f}`)],
    [/^Kiểm tra/, [...['left', 'op', 'right', 'message'].map((f) => `checks[0].${f}`), ...['indicator', 'numerator', 'denominator'].map((f) => `measures[0].${f}`)]],
  ];
  it.each(fields)('shows what is wrong at its field: %s', async (name, paths) => {
    open({ ...base, items: [...base.items.slice(0, 2), item('C', 3, { formula: 'A + B' })] }, paths.map((field) => ({ field, code: 'RPT-0022', message: `sai ${field}.` })));
    await tab(name);
    const panel = await screen.findByRole('tabpanel');
    for (const path of paths) expect(panel).toHaveTextContent(`sai ${path}.`);
    expect(screen.getByRole('tab', { name })).toHaveTextContent(String(paths.length));
    expect(paths.every((p) => name.test(`${{ about: 'Thông tin', items: 'Chỉ tiêu', sections: 'Phần lời', parts: 'Phần việc', rules: 'Kiểm tra' }[placeOf(p).tab]}`))).toBe(true);
  });

  it('leads from a mistake to its field, with both of two messages', async () => {
    open(base, [{ field: 'items[1].part', code: 'x', message: 'Một.' }, { field: 'items[1].part', code: 'x', message: 'Hai.' }]);
    await tab(/^Thông tin/);
    fireEvent.click(screen.getAllByRole('button', { name: 'Chỉ tiêu 2 (B)' })[0]!);
    await waitFor(() => expect(screen.getByLabelText('Phần việc của Tên B')).toHaveFocus());
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Một. Hai.');
    expect(new FieldErrors([]).within('units')).toBeUndefined();
  });

  it('shows a published version with its parts, to be looked at and taken away', async () => {
    open(base, [], 'published');
    expect(await screen.findByText('Một cửa: Trung tâm Phục vụ hành chính công')).toBeInTheDocument();
    expect(screen.getByText('Phần việc “Một cửa” · Trung tâm Phục vụ hành chính công · 1 dòng: Tên B')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Tải về Excel' })).toHaveAttribute('href', '/api/reports/templates/T/2/export?format=xlsx');
    await tab(/^Chỉ tiêu/);
    // As a browser does it: what is no form control lives on in a disabled form.
    fireEvent.click(screen.getByText('Chi tiết của Tên B:', { exact: false, selector: 'summary *' }));
    expect(screen.getByLabelText('Phần việc của Tên B')).toBeDisabled();
  });
});
