import { describe, expect, it } from 'vitest';
import type { QueueLine } from '../api/types';
import { filterQueue, nextWaiting } from './queueFilter';

const line = (orgUnit: string, part: Partial<QueueLine> = {}): QueueLine => ({
  orgUnit, orgUnitName: `Phường ${orgUnit}`, block: 'phuong', state: 'submitted', waiting: true, submission: 1, resubmission: false, submittedAt: null, onTime: true,
  reviewer: null, notes: 0, flags: [], ...part,
});

const lines = [
  line('00001', { reviewer: 'me' }),
  line('00002', { flags: [{ indicator: 'X', name: 'x', isRatio: true, value: 1, before: null, similar: null, reasons: ['r'] }] }),
  line('00003', { resubmission: true, block: 'xa', orgUnitName: 'Xã Cẩm Giàng' }),
  line('00004', { waiting: false, state: 'accepted', reviewer: 'me' }),
];

const codes = (view: string, part = {}) => filterQueue(lines, { text: '', block: null, view, ...part }, 'me').map((l) => l.orgUnit);

describe('the reviewers’ queue', () => {
  it.each([
    ['waiting', ['00001', '00002', '00003']], ['mine', ['00001']], ['flagged', ['00002']], ['resubmitted', ['00003']], ['all', ['00001', '00002', '00003', '00004']],
  ])('shows %s', (view, expected) => expect(codes(view)).toEqual(expected));

  it('narrows by block and by name without diacritics', () => {
    expect(codes('all', { block: 'xa' })).toEqual(['00003']);
    expect(codes('all', { text: 'cam giang' })).toEqual(['00003']);
    expect(codes('all', { text: '0000' })).toHaveLength(4);
  });
});

describe('nextWaiting', () => {
  it.each([['00001', '00002'], ['00003', '00001'], ['00004', '00001'], ['99999', '00001']])('after %s comes %s', (unit, next) =>
    expect(nextWaiting(lines, unit)?.orgUnit).toBe(next));

  it('has none when no other waits', () => expect(nextWaiting([line('00001'), line('00004', { waiting: false })], '00001')).toBeUndefined());
});
