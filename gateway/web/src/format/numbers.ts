/** Numbers as Vietnamese readers write them: 1.234,5. */
const formats = new Map<string, Intl.NumberFormat>();

/** A number, or an exact decimal (format/decimals). */
type Shown = number | { toFixed: () => string };

/**
 * Rounds half away from zero, as the server does: by the digits that the number is written with, so that 1,005 becomes 1,01 although the
 * binary fraction behind it is a little less.
 */
function format(value: Shown, decimals: number, style: 'decimal' | 'percent'): string {
  const key = `${style}${decimals}`;
  const known = formats.get(key) ?? new Intl.NumberFormat('vi-VN', { style, maximumFractionDigits: decimals });
  formats.set(key, known);
  return known.format((typeof value === 'number' ? String(value) : value.toFixed()) as Intl.StringNumericLiteral);
}

export const formatNumber = (value: Shown | null | undefined, decimals = 2): string =>
  value === null || value === undefined ? '–' : format(value, decimals, 'decimal');

/** A share of 1 as percent: 0,285 is 28,5%. */
export const formatShare = (share: number | null | undefined, decimals = 1): string =>
  share === null || share === undefined ? '–' : format(share, decimals, 'percent');

/** How many percent a count is of another; null of nothing. The order of the steps matters: 100 · n is exact, so the quotient is the nearest there is. */
export const percentOf = (count: number, of: number): number | null => (of > 0 ? (100 * count) / of : null);

export function formatMeasure(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '–';
  return unit === '%' ? `${formatNumber(value)}%` : formatNumber(value);
}

export type ParsedNumber = { ok: true; value: number | null } | { ok: false; message: string };

const LARGEST = 1_000_000_000_000;

/**
 * Reads a typed number tolerantly: "1.234,5", "1234,5", "1 234", "12.5". A point followed by exactly three digits groups thousands
 * (the Vietnamese way); any other single point is a decimal sign. In whole numbers a comma before three digits groups too.
 */
export function parseNumber(text: string, whole: boolean, signed = false): ParsedNumber {
  const typed = text.replace(/[\s\u00a0_]/g, '');
  if (typed === '') return { ok: true, value: null };
  const negative = /^[-−]/.test(typed);
  if (negative && !signed) return { ok: false, message: 'Phải từ 0 trở lên.' };
  const plain = plainForm(negative ? typed.slice(1) : typed, whole);
  if (plain === null) return { ok: false, message: `“${text.trim()}” không phải là số.` };
  const value = Number(plain);
  if (value > LARGEST) return { ok: false, message: `Tối đa ${formatNumber(LARGEST)}.` };
  if (whole && !/^\d+(\.0+)?$/.test(plain)) return { ok: false, message: 'Phải là số nguyên.' };
  if ((plain.split('.')[1] ?? '').length > 6) return { ok: false, message: 'Tối đa 6 chữ số sau dấu phẩy.' };
  // It goes to the server as a JSON number: beyond about 15 digits that would be another one than was typed.
  if (shortest(plain) !== String(value)) return { ok: false, message: 'Quá nhiều chữ số, tối đa 15.' };
  return { ok: true, value: negative && value !== 0 ? -value : value };
}

const shortest = (plain: string) => plain.replace(/^0+(?=\d)/, '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

function plainForm(typed: string, whole: boolean): string | null {
  if (/^\d+$/.test(typed)) return typed;
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(typed)) return typed.replaceAll('.', '').replace(',', '.');
  if (whole && /^\d{1,3}(,\d{3})+$/.test(typed)) return typed.replaceAll(',', '');
  if (/^\d{1,3}(,\d{3}){2,}(\.\d+)?$/.test(typed) || /^\d{1,3}(,\d{3})+\.\d+$/.test(typed)) return typed.replaceAll(',', '');
  if (/^\d+,\d+$/.test(typed)) return typed.replace(',', '.');
  if (/^\d+\.\d+$/.test(typed)) return typed;
  return null;
}
