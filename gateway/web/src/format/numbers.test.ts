import { describe, expect, it } from 'vitest';
import { decimal, subtract } from './decimals';
import { formatMeasure, formatNumber, formatShare, parseNumber, percentOf } from './numbers';

const value = (text: string, whole = false) => {
  const parsed = parseNumber(text, whole);
  return parsed.ok ? parsed.value : parsed.message;
};

describe('formatNumber', () => {
  it.each([[1234.5, '1.234,5'], [0, '0'], [1_998, '1.998'], [95.1667, '95,17'], [null, '–'], [undefined, '–']])('%s -> %s', (number, text) => {
    expect(formatNumber(number)).toBe(text);
  });

  it('keeps up to six decimals where asked', () => expect(formatNumber(0.123456, 6)).toBe('0,123456'));
  it.each([[1.005, '1,01'], [2.675, '2,68'], [-1.005, '-1,01'], [1.255, '1,26'], [0.0000001, '0']])('rounds %s by its digits, as the server does: %s', (number, text) => {
    expect(formatNumber(number)).toBe(text);
  });

  it('shows differences of decimals without dust', () => {
    expect(formatNumber(subtract(decimal(0.3), decimal(0.1)), 20)).toBe('0,2');
    expect(formatNumber(subtract(decimal(3579.3), decimal(2345.2)), 20)).toBe('1.234,1');
  });

  it.each([[0.285, 0, '29%'], [0.1445, 1, '14,5%'], [1, 1, '100%'], [0.57, 0, '57%'], [null, 1, '–']])('shows the share %s with %s decimals as %s', (share, decimals, text) => {
    expect(formatShare(share, decimals)).toBe(text);
  });

  it.each([[57, 200, '28,5%'], [1, 2000, '0,1%'], [7, 2000, '0,4%'], [23, 2000, '1,2%'], [0, 5, '0%']])('%s of %s is %s', (count, of, text) => {
    expect(`${formatNumber(percentOf(count, of), 1)}%`).toBe(text);
  });

  it('knows no percent of nothing', () => expect(percentOf(0, 0)).toBeNull());

  it('shows percent with its sign', () => expect(formatMeasure(97.5, '%')).toBe('97,5%'));
});

describe('parseNumber', () => {
  it.each([
    ['1.234,5', 1234.5], ['1234,5', 1234.5], ['1234.5', 1234.5], ['1.234', 1234], ['1 234', 1234], ['1\u00a0234', 1234], [' 12 ', 12],
    ['12.5', 12.5], ['1.234.567', 1234567], ['1,234,567.8', 1234567.8], ['0', 0], ['0,25', 0.25], ['', null], ['   ', null],
  ])('reads money %j as %s', (text, expected) => expect(value(text)).toBe(expected));

  it.each([['1.234', 1234], ['1,234', 1234], ['12', 12], ['1.234.567', 1234567]])('reads counts %j as %s', (text, expected) => {
    expect(value(text, true)).toBe(expected);
  });

  it.each(['12a', '1.2.3', '1,2,3', '--', '1e5', ',5', '1..2', 'NaN', 'Infinity'])('refuses %j', (text) => {
    expect(parseNumber(text, false).ok).toBe(false);
  });

  it('refuses a fraction where people or cases are counted', () => expect(value('1,5', true)).toBe('Phải là số nguyên.'));
  it('refuses a negative number of people or money', () => expect(value('-3')).toBe('Phải từ 0 trở lên.'));
  it.each([['-3', -3], ['-1.234,5', -1234.5], ['−0,5', -0.5]])('reads %s where a figure may be negative', (text, expected) => {
    expect(parseNumber(text, false, true)).toEqual({ ok: true, value: expected });
  });
  it('refuses what the server would refuse as too big', () => expect(value('1000000000001')).toContain('Tối đa'));
  it('refuses more than six decimals', () => expect(value('0,1234567')).toContain('6 chữ số'));

  it.each(['999999999999,123456', '123456789012,345678'])('refuses %s, which would arrive as another number', (text) => {
    expect(parseNumber(text, false).ok).toBe(false);
  });

  it.each([['12,50', 12.5], ['007', 7], ['0,10', 0.1], ['100', 100], ['1.000,000000', 1000]])('takes %s with its zeros', (text, expected) => expect(value(text)).toBe(expected));

  it('reads back everything it shows', () => {
    for (const number of [999999999999.9999, 0.000001, 8589934591.123456, 0, 1, 12, 999, 1000, 1234.5, 0.25, 1_000_000, 123456789.123456]) expect(value(formatNumber(number, 6))).toBe(number);
  });
});
