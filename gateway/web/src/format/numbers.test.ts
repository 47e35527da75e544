import { describe, expect, it } from 'vitest';
import { formatMeasure, formatNumber, parseNumber } from './numbers';

const value = (text: string, whole = false) => {
  const parsed = parseNumber(text, whole);
  return parsed.ok ? parsed.value : parsed.message;
};

describe('formatNumber', () => {
  it.each([[1234.5, '1.234,5'], [0, '0'], [1_998, '1.998'], [95.1667, '95,17'], [null, '–'], [undefined, '–']])('%s -> %s', (number, text) => {
    expect(formatNumber(number)).toBe(text);
  });

  it('keeps up to six decimals where asked', () => expect(formatNumber(0.123456, 6)).toBe('0,123456'));
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
  it('refuses a negative number', () => expect(value('-3')).toBe('Phải từ 0 trở lên.'));
  it('refuses what the server would refuse as too big', () => expect(value('1000000000001')).toContain('Tối đa'));
  it('refuses more than six decimals', () => expect(value('0,1234567')).toContain('6 chữ số'));

  it('reads back everything it shows', () => {
    for (const number of [0, 1, 12, 999, 1000, 1234.5, 0.25, 1_000_000, 123456789.123456]) expect(value(formatNumber(number, 6))).toBe(number);
  });
});
