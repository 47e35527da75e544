import type { FieldFinding, Indicator, Template } from '../api/types';

/** What every part of the editor gets. A change is a function of what is there, so that rows need not be drawn anew to know it. */
export interface EditProps {
  template: Template;
  readOnly: boolean;
  errors: FieldErrors;
  onChange: (change: (template: Template) => Template) => void;
  indicators: Indicator[];
}

/** What the server found, by field. */
export class FieldErrors {
  private readonly byField = new Map<string, string>();

  constructor(findings: FieldFinding[]) {
    for (const { field, message } of findings) this.byField.set(field, [this.byField.get(field), message].filter(Boolean).join(' '));
  }

  at(field: string): string | undefined {
    return this.byField.get(field);
  }

  /** At a list as a whole or at any of its entries: of a field that holds the whole list. */
  within(list: string): string | undefined {
    const messages = [...this.byField].filter(([field]) => field === list || field.startsWith(`${list}[`)).map(([, message]) => message);
    return messages.length > 0 ? messages.join(' ') : undefined;
  }
}

export function freeCode(template: Template, prefix: string, width: number) {
  const taken = new Set([...template.items, ...template.sections].map((x) => x.code));
  for (let n = 1; ; n++) {
    const code = prefix + String(n).padStart(width, '0');
    if (!taken.has(code)) return code;
  }
}

export function moved<T>(list: T[], index: number, by: number): T[] {
  const copy = [...list];
  const [line] = copy.splice(index, 1);
  copy.splice(index + by, 0, line!);
  return copy;
}

export const without = <T>(list: T[], index: number): T[] => list.filter((_, i) => i !== index);

export const changedAt = <T>(list: T[], index: number, part: Partial<T>): T[] => list.map((x, i) => (i === index ? { ...x, ...part } : x));

/** Title of the closing sections, as reports name them. */
export const CLOSING = 'Hạn chế, phương hướng, kiến nghị';

/** Options of a native select; a value that is none of them stays visible instead of looking like the first. */
export const withValue = <T extends { value: string; label: string }>(options: T[], value: string, unknown = `${value} (không có)`) =>
  options.some((o) => o.value === value) ? options : [{ value, label: value === '' ? 'Chưa chọn' : unknown }, ...options];

/** Takes an area out; its lines become those over all areas. */
export function removeArea(t: Template, number: number): Template {
  const line = <T extends { area: number }>(x: T): T => (x.area === number ? { ...x, area: 0 } : x);
  const named = [...t.items, ...t.sections].some((x) => x.part === `L${number}`);
  return {
    ...t, areas: t.areas.filter((a) => a.number !== number), items: t.items.map(line), sections: t.sections.map(line),
    parts: named ? t.parts : (t.parts?.filter((p) => p.code !== `L${number}`) ?? null),
  };
}

export interface Place {
  tab: string;
  label: string;
}

const TABS: Record<string, { tab: string; label: string }> = {
  items: { tab: 'items', label: 'Chỉ tiêu' }, sections: { tab: 'sections', label: 'Phần lời' }, parts: { tab: 'parts', label: 'Phần việc' },
  checks: { tab: 'rules', label: 'Kiểm tra' }, measures: { tab: 'rules', label: 'Chỉ số' }, areas: { tab: 'about', label: 'Lĩnh vực' },
};

/** Where a field stands on the page, with the code of its line. */
export function placeOf(field: string, template?: Template): Place {
  const [, list = '', index] = /^([a-zA-Z]+)(?:\[(\d+)\])?/.exec(field) ?? [];
  const { tab, label } = TABS[list] ?? { tab: 'about', label: 'Thông tin' };
  if (index === undefined || !(list in TABS)) return { tab, label };
  const line = template && list !== 'checks' && list !== 'measures' && list !== 'areas' ? template[list as 'items' | 'sections' | 'parts']?.[Number(index)] : undefined;
  return { tab, label: `${label} ${Number(index) + 1}${line?.code ? ` (${line.code})` : ''}` };
}
