import type { Template } from '../api/types';
import { formatNumber } from '../format/numbers';
import { parseFormula } from './formula';
import { narrativeField, type Reading, type Texts, valueField } from './draft';

/** Hints beside fields, the same rules that the server checks when the report is sent. */
export function brokenChecks(template: Template, { values }: Pick<Reading, 'values'>): Record<string, string> {
  const names = new Map(template.items.map((i) => [i.code, i.name]));
  const hints: Record<string, string> = {};
  for (const { left, op, right, message } of template.checks) {
    const [l, r] = [values[left], parseFormula(right)?.evaluate((code) => values[code] ?? null)];
    if (!l || !r) continue;
    const words = op === 'atLeast' ? l.lt(r) && 'nhỏ hơn' : op === 'equal' ? !l.eq(r) && 'khác' : l.gt(r) && 'lớn hơn';
    if (words) hints[valueField(left)] = `${message ? `${message} ` : ''}${formatNumber(l, 6)} ${words} “${names.get(right) ?? right}” (${formatNumber(r, 6)}).`;
  }
  return hints;
}

export interface Progress {
  required: number;
  filled: number;
  missing: string[];
}

/** How many of the required fields are filled, in the whole report or one area (area 0: closing sections), or of some codes only. */
export function progressOf(template: Template, { content, values }: Reading, area?: number, only?: (code: string) => boolean): Progress {
  const inArea = (part: { code: string; area: number; required: boolean }) =>
    part.required && (area === undefined || part.area === area) && (only === undefined || only(part.code));
  const missing = [
    ...template.items.filter((i) => inArea(i) && values[i.code] === undefined).map((i) => valueField(i.code)),
    ...template.sections.filter((s) => inArea(s) && content.narrative[s.code] === undefined).map((s) => narrativeField(s.code)),
  ];
  const required = template.items.filter(inArea).length + template.sections.filter(inArea).length;
  return { required, filled: required - missing.length, missing };
}

/** The name of a field for lists of what is missing or clashes. */
export function fieldName(template: Template, field: string): string {
  const code = field.slice(field.indexOf('.') + 1);
  if (field.startsWith('values.')) return template.items.find((i) => i.code === code)?.name ?? code;
  const section = template.sections.find((s) => s.code === code);
  return section ? `Phần lời “${section.title}”` : code;
}

/** The suggested values for fields that are still empty. */
export function takeSuggestions(texts: Texts, suggested: Record<string, { value: number }>): Texts {
  const taken: Texts = {};
  for (const [code, { value }] of Object.entries(suggested)) {
    if (!texts[valueField(code)]?.trim()) taken[valueField(code)] = formatNumber(value, 6);
  }
  return taken;
}
