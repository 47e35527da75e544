import { afterEach, describe, expect, it } from 'vitest';
import type { Period } from '../api/types';
import { toCsv } from './csv';
import { formatClock, formatDay, formatDeadline, formatInstant, officialDate, serverNow, setServerClock, today, untilDeadline } from './dates';
import { isSender, periodBefore, periodName } from './periods';
import { fold, matches } from './search';

describe('dates', () => {
  it('shows days as dd/MM/yyyy', () => expect(formatDay('2025-09-05')).toBe('05/09/2025'));
  it('shows instants in the time of Viet Nam', () => expect(formatInstant('2025-09-14T17:30:00Z')).toBe('00:30 15/09/2025'));
  it('shows midnight as 00', () => expect(formatClock('2025-09-14T17:00:05Z')).toBe('00:00:05'));
  it('knows that it is already tomorrow in Viet Nam', () => expect(today(new Date('2025-09-14T18:00:00Z'))).toBe('2025-09-15'));
  it('names the last day of a deadline that ends at midnight', () => expect(formatDeadline('2025-09-15T17:00:00+00:00')).toBe('15/09/2025'));

  it.each([
    ['2025-09-12T03:00:00Z', 'còn 3 ngày'],
    ['2025-09-15T16:59:00Z', 'hết hạn hôm nay'],
    ['2025-09-15T17:00:00Z', 'đã quá hạn 1 ngày'],
  ])('at %s the deadline of 15/09 is: %s', (now, words) => expect(untilDeadline('2025-09-15T17:00:00Z', new Date(now))).toBe(words));
});

describe('the server’s clock', () => {
  afterEach(() => setServerClock(new Date().toISOString()));

  it('decides what is left of a deadline, whatever the browser’s says', () => {
    setServerClock('2025-09-12T08:00:00+07:00');
    expect(Math.abs(serverNow().getTime() - Date.parse('2025-09-12T01:00:00Z'))).toBeLessThan(5_000);
    expect(today()).toBe('2025-09-12');
    expect(untilDeadline('2025-09-15T17:00:00Z')).toBe('còn 3 ngày');
  });
});

describe('officialDate', () => {
  it.each([
    ['2025-01-05T02:00:00Z', 'ngày 05 tháng 01 năm 2025'], ['2025-09-14T17:30:00Z', 'ngày 15 tháng 9 năm 2025'], ['2025-12-14T02:00:00Z', 'ngày 14 tháng 12 năm 2025'],
  ])('%s', (instant, words) => expect(officialDate(instant)).toBe(words));

  it('leaves room in a draft', () => expect(officialDate(null)).not.toMatch(/\d/));
});

describe('isSender', () => {
  const unit = { code: '11593', block: 'phuong' };

  it.each([
    [null, true], [{ block: 'phuong', units: null }, true], [{ block: 'xa', units: null }, false],
    [{ block: null, units: ['11593'] }, true], [{ block: null, units: ['10507'] }, false],
  ])('%j', (senders, sends) => expect(isSender({ senders } as Period, unit)).toBe(sends));
});

describe('periods', () => {
  it.each([
    ['2025-Q3', 'Quý III/2025'], ['2025-H1', '6 tháng đầu năm 2025'], ['2025-H2', '6 tháng cuối năm 2025'], ['2025-9M', '9 tháng đầu năm 2025'],
    ['2025', 'Năm 2025'], ['2025-07', 'Tháng 07/2025'],
  ])('%s is called %s', (code, name) => expect(periodName(code)).toBe(name));

  it('finds the period of the same kind before', () => {
    const period = (code: string, kind: string, from: string) => ({ code, kind, from }) as Period;
    const all = [period('2025-Q1', 'quarter', '2024-12-15'), period('2025-H1', 'halfYear', '2024-12-15'), period('2025-Q2', 'quarter', '2025-03-15')];
    expect(periodBefore(all, '2025-Q2')?.code).toBe('2025-Q1');
    expect(periodBefore(all, '2025-Q1')).toBeUndefined();
    expect(periodBefore(all, '2030-Q1')).toBeUndefined();
  });
});

describe('search', () => {
  it('drops diacritics, case and both spellings of tones', () => {
    expect(fold('Đặc khu Bạch Long Vĩ')).toBe('dac khu bach long vi');
    expect(fold('Việt Hoà')).toBe(fold('Việt Hòa'));
    expect(fold('Việt Hòa'.normalize('NFD'))).toBe('viet hoa');
    expect(fold('Ðặc khu, quý Ⅱ')).toBe('dac khu, quy ii');
  });

  it('finds words in any order', () => {
    expect(matches('Phường Lê Thanh Nghị', 'nghi le')).toBe(true);
    expect(matches('Xã Cẩm Giàng', 'cam giang')).toBe(true);
    expect(matches('Xã Cẩm Giàng', 'cam giag')).toBe(false);
  });
});

describe('toCsv', () => {
  it('begins with the mark that spreadsheets need for Vietnamese', () => expect(toCsv([['Đơn vị']])).toBe('\ufeffĐơn vị\r\n'));
  it('writes decimals with a comma, nothing for nothing', () => expect(toCsv([[1.5, null, undefined, 0]])).toBe('\ufeff1,5;;;0\r\n'));
  it('quotes what would break the line', () => expect(toCsv([['a;b', 'c"d', 'e\nf']])).toBe('\ufeff"a;b";"c""d";"e\nf"\r\n'));
  it('does not let a cell become a formula', () => expect(toCsv([['=1+1', '@x', '-2']])).toBe("\ufeff'=1+1;'@x;'-2\r\n"));
});
