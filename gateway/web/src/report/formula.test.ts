import { describe, expect, it } from 'vitest';
import { compute, parseFormula } from './formula';

const known: Record<string, number> = { A: 2, B: 3 };
const evaluate = (text: string) => parseFormula(text)?.((code) => known[code] ?? null) ?? null;

describe('formulas, as the server computes them', () => {
  it.each([
    ['1 + 2 * 3', 7], ['(1 + 2) * 3', 9], ['10 - 4 - 3', 3], ['100 / 8 / 2', 6.25], ['-2 + 5', 3], ['sum(A, B, C)', 5], ['max(A, 10) - min(A, 10)', 8],
    ['if(A >= B, 1, 2)', 2], ['if(A <> B, A; B)', 2], ['round(A / B * 100, 1)', 66.7], ['A / (B - 3)', null], ['A + C', null], ['sum(C, D)', null],
  ])('%s', (text, expected) => expect(evaluate(text)).toBe(expected));

  it.each(['', '1 +', '(A', 'A B', 'foo(A)', 'if(A, B)', '1.2.3', 'A; B', '=A'])('refuses “%s”', (text) => expect(parseFormula(text)).toBeNull());

  it('computes chains in any order and leaves unknown ones empty', () => {
    const items = [{ code: 'D', type: 'number', formula: 'C * 2' }, { code: 'C', type: 'number', formula: 'A + B' }, { code: 'A', type: 'count' }, { code: 'X', type: 'count', formula: 'NOPE + 1' }];
    const values: Record<string, number> = { A: 1, B: 2, D: 99, X: 5 };
    compute(items, values);
    expect(values).toEqual({ A: 1, B: 2, C: 3, D: 6 });
  });
});
