import type { ReportContent, Template } from '../api/types';
import { type Decimal, decimal } from '../format/decimals';
import { formatNumber, parseNumber } from '../format/numbers';
import { compute } from './formula';

/**
 * What stands in the form's fields, as typed text, keyed as the server names fields: "values.HS_TIEPNHAN", "narrative.S1".
 * Text is kept as typed, so that nothing is lost that is not yet a number.
 */
export type Texts = Record<string, string>;

export const valueField = (code: string) => `values.${code}`;
export const narrativeField = (code: string) => `narrative.${code}`;

const MOST_DECIMALS = 6;

export function toTexts(content: ReportContent): Texts {
  const texts: Texts = {};
  for (const [code, value] of Object.entries(content.values)) texts[valueField(code)] = formatNumber(value, MOST_DECIMALS);
  for (const [code, text] of Object.entries(content.narrative)) texts[narrativeField(code)] = text;
  return texts;
}

export interface Reading {
  /** What was typed, as it is sent. */
  content: ReportContent;
  /** Every value, the computed ones too, as the server will count with it. */
  values: Record<string, Decimal>;
  /** Fields that do not hold a number, with why; the stored content keeps their last good value. */
  invalid: Record<string, string>;
}

/** As the server takes it (Model/Reports/ContentRules): counts are whole, counts and money not negative. */
export const parse = (text: string | undefined, type: string) => parseNumber(text ?? '', type === 'count', type === 'number');

/** Reads the fields; an unreadable one counts as what it was before. */
export function read(texts: Texts, template: Template, before: Texts): Reading {
  const content: ReportContent = { values: {}, narrative: {} };
  const invalid: Record<string, string> = {};
  for (const { code, type, formula } of template.items) {
    if (formula) continue;
    const field = valueField(code);
    const parsed = parse(texts[field], type);
    if (!parsed.ok) invalid[field] = parsed.message;
    const kept = parsed.ok ? parsed : parse(before[field], type);
    if (kept.ok && kept.value !== null) content.values[code] = kept.value;
  }
  const values = Object.fromEntries(Object.entries(content.values).map(([code, value]) => [code, decimal(value)]));
  compute(template.items, values);
  for (const { code } of template.sections) {
    const text = texts[narrativeField(code)] ?? '';
    if (text.trim() !== '') content.narrative[code] = text;
  }
  return { content, values, invalid };
}

const sameText = (a: string | undefined, b: string | undefined) => (a ?? '') === (b ?? '');

export function changedFields(base: Texts, mine: Texts): string[] {
  const fields = new Set([...Object.keys(base), ...Object.keys(mine)]);
  return [...fields].filter((field) => !sameText(base[field], mine[field]));
}

export interface Clash {
  field: string;
  mine: string;
  theirs: string;
}

/**
 * Somebody else saved meanwhile: their fields, with mine where I changed something. Where both changed the same field differently,
 * mine stays in the field and the clash is told, so that a person decides.
 */
export function merge(base: Texts, mine: Texts, theirs: Texts): { texts: Texts; clashes: Clash[] } {
  const texts: Texts = { ...theirs };
  const clashes: Clash[] = [];
  for (const field of changedFields(base, mine)) {
    texts[field] = mine[field] ?? '';
    if (!sameText(base[field], theirs[field]) && !sameText(mine[field], theirs[field])) {
      clashes.push({ field, mine: mine[field] ?? '', theirs: theirs[field] ?? '' });
    }
  }
  return { texts, clashes };
}
