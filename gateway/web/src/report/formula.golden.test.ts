import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Template } from '../api/types';
import { decimal } from '../format/decimals';
import { brokenChecks } from './checks';
import { compute, parseFormula } from './formula';

/** What both the server (tests/Reporting, FormulaGoldenTests) and this form must answer. */
const golden = JSON.parse(readFileSync('../../contracts/formulas.golden.json', 'utf8')) as {
  formulas: { formula: string; values: Record<string, string>; result: string | null }[];
  refused: string[];
  computed: { about: string; items: { code: string; type: string; formula?: string }[]; values: Record<string, string>; result: Record<string, string> }[];
  checks: { left: string; op: 'atMost' | 'atLeast' | 'equal'; right: string; values: Record<string, string>; broken: string | null }[];
};

const decimals = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).map(([code, value]) => [code, decimal(value)]));
const written = (values: ReturnType<typeof decimals>) => Object.fromEntries(Object.entries(values).map(([code, value]) => [code, value.toFixed()]));

describe('formulas and checks, as the server computes them', () => {
  it.each(golden.formulas)('$formula of $values', ({ formula, values, result }) => {
    const known = decimals(values);
    const read = parseFormula(formula);
    expect(read).not.toBeNull();
    expect(read!.evaluate((code) => known[code] ?? null)?.toFixed() ?? null).toBe(result);
  });

  it.each(golden.refused)('refuses “%s”', (text) => expect(parseFormula(text)).toBeNull());

  it.each(golden.computed)('$about', ({ items, values, result }) => {
    const all = decimals(values);
    compute(items, all);
    expect(written(all)).toEqual(result);
  });

  it.each(golden.checks)('$left $op $right of $values', ({ left, op, right, values, broken }) => {
    const template = { items: [], checks: [{ left, op, right, message: null }] } as unknown as Template;
    const hints = Object.values(brokenChecks(template, { values: decimals(values) }));
    expect(hints.map((hint) => hint.slice(0, hint.indexOf(' “')))).toEqual(broken === null ? [] : [broken]);
  });
});
