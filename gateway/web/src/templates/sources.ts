import type { Indicator, TemplateItem } from '../api/types';

/** Where an item's first value comes from. */
export const SOURCES = [
  { value: '', label: 'Nhập tay' },
  { value: 'tasks.total', label: 'Nhiệm vụ: tổng' }, { value: 'tasks.done', label: 'Nhiệm vụ: xong' },
  { value: 'tasks.doneOnTime', label: 'Nhiệm vụ: đúng hạn' }, { value: 'tasks.overdue', label: 'Nhiệm vụ: quá hạn' },
  { value: 'tasks.assigned', label: 'Nhiệm vụ được giao: tổng' }, { value: 'tasks.assignedOnTime', label: 'Nhiệm vụ được giao: đúng hạn' },
  { value: 'indicator', label: 'Chỉ số' }, { value: 'carryOver', label: 'Kỳ trước chuyển sang' }, { value: 'formula', label: 'Công thức' },
];

export const FIGURES = [{ value: 'value', label: 'Giá trị' }, { value: 'numerator', label: 'Tử số' }, { value: 'denominator', label: 'Mẫu số' }];

/** The indicator that a value is taken from, e.g. indicators.SIPAS.numerator. */
export function indicatorOf(item: TemplateItem): { code: string; figure: string } | undefined {
  const [, code, figure] = /^indicators\.([^.]*)\.([^.]*)$/.exec(item.prefill ?? '') ?? [];
  return code === undefined || figure === undefined ? undefined : { code, figure };
}

export const indicatorPrefill = (code: string, figure: string) => `indicators.${code}.${figure}`;

/** Indicators measured directly; those made from reports would come from the report itself. */
export const direct = (indicators: Indicator[]) => indicators.filter((i) => i.source === 'direct');

/** Only a ratio has a numerator and a denominator of its own. */
export const figuresOf = (indicator: Indicator | undefined) => (indicator && indicator.kind !== 'ratio' ? FIGURES.slice(0, 1) : FIGURES);

export const sourceOf = (item: TemplateItem) =>
  item.formula != null ? 'formula' : indicatorOf(item) ? 'indicator' : (item.prefill ?? (item.carryOver ? 'carryOver' : ''));

/** What changes with the choice of a source; one source at a time, but that the period before may stand in for another. */
export function withSource(item: TemplateItem, source: string, indicators: Indicator[]): Partial<TemplateItem> {
  if (source === 'formula') return { formula: item.formula ?? '', prefill: null, carryOver: false, consolidation: null };
  if (source === 'carryOver') return { formula: null, prefill: null, carryOver: true };
  const prefill = source === 'indicator' ? indicatorPrefill(direct(indicators)[0]?.code ?? '', 'value') : source || null;
  return { formula: null, prefill, carryOver: prefill !== null && item.prefill !== null && item.carryOver };
}

export function sourceWords(item: TemplateItem, indicators: Indicator[]): string {
  const from = indicatorOf(item);
  if (from) {
    const figure = FIGURES.find((f) => f.value === from.figure)?.label ?? from.figure;
    return `${indicators.find((i) => i.code === from.code)?.name ?? `chỉ số ${from.code}`}, ${figure.toLowerCase()}`;
  }
  const source = sourceOf(item);
  return SOURCES.find((s) => s.value === source)?.label ?? source;
}

/** How the city's figure is made; cộng is what happens when nothing is said. */
export const CONSOLIDATIONS = [
  { value: 'sum', label: 'Cộng', words: 'Số của thành phố là tổng số của các xã, phường đã báo cáo.' },
  { value: 'mean', label: 'Trung bình', words: 'Số của thành phố là trung bình cộng của các xã, phường có số; xã lớn, xã nhỏ tính như nhau.' },
  { value: 'max', label: 'Lớn nhất', words: 'Số của thành phố là số lớn nhất trong các xã, phường.' },
  { value: 'min', label: 'Nhỏ nhất', words: 'Số của thành phố là số nhỏ nhất trong các xã, phường.' },
  { value: 'none', label: 'Không tổng hợp', words: 'Thành phố không có số chung cho chỉ tiêu này; chỉ xem từng xã, phường.' },
];
export const BY_FORMULA = 'Chỉ tiêu có công thức: số của thành phố được tính lại bằng chính công thức này từ các số đã tổng hợp.';

export function consolidationWords(item: TemplateItem): string {
  if (item.formula != null && !item.consolidation) return BY_FORMULA;
  const { value, words } = CONSOLIDATIONS.find((c) => c.value === (item.consolidation ?? 'sum')) ?? CONSOLIDATIONS[0]!;
  return value === 'sum' && item.unit.trim() === '%' ? `${words} Cộng tỷ lệ phần trăm thường không có nghĩa: hãy chọn trung bình hoặc dùng công thức.` : words;
}
