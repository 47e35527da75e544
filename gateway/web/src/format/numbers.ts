/** Numbers as Vietnamese readers write them: 1.234,5. */
const formats = new Map<number, Intl.NumberFormat>();

export function formatNumber(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined) return '–';
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  return format.format(value);
}

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
export function parseNumber(text: string, whole: boolean): ParsedNumber {
  const typed = text.replace(/[\s\u00a0_]/g, '');
  if (typed === '') return { ok: true, value: null };
  if (/^-/.test(typed)) return { ok: false, message: 'Phải từ 0 trở lên.' };
  const plain = plainForm(typed, whole);
  if (plain === null) return { ok: false, message: `“${text.trim()}” không phải là số.` };
  const value = Number(plain);
  if (value > LARGEST) return { ok: false, message: `Tối đa ${formatNumber(LARGEST)}.` };
  if (whole && !Number.isInteger(value)) return { ok: false, message: 'Phải là số nguyên.' };
  if ((plain.split('.')[1] ?? '').length > 6) return { ok: false, message: 'Tối đa 6 chữ số sau dấu phẩy.' };
  return { ok: true, value };
}

function plainForm(typed: string, whole: boolean): string | null {
  if (/^\d+$/.test(typed)) return typed;
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(typed)) return typed.replaceAll('.', '').replace(',', '.');
  if (whole && /^\d{1,3}(,\d{3})+$/.test(typed)) return typed.replaceAll(',', '');
  if (/^\d{1,3}(,\d{3}){2,}(\.\d+)?$/.test(typed) || /^\d{1,3}(,\d{3})+\.\d+$/.test(typed)) return typed.replaceAll(',', '');
  if (/^\d+,\d+$/.test(typed)) return typed.replace(',', '.');
  if (/^\d+\.\d+$/.test(typed)) return typed;
  return null;
}
