import { add, type Decimal, decimal, divide, multiply, OverflowError, roundTo, subtract } from '../format/decimals';

/**
 * Formulas of computed items, as the server reads them (Templates/Formulas): shown live while typing. The server's result is what counts;
 * contracts/formulas.golden.json holds what both must answer. Null stands for "not known": an empty item, a division by zero.
 */
type Value = Decimal | null;
type Items = (code: string) => Value;
type Node = (item: Items) => Value;

export interface Formula {
  /** Codes of the items it reads. */
  items: string[];
  evaluate: (item: Items) => Value;
}

const binary = (left: Node, right: Node, act: (l: Decimal, r: Decimal) => Value): Node => (item) => {
  const [l, r] = [left(item), right(item)];
  return l === null || r === null ? null : act(l, r);
};

const truth = (holds: boolean) => decimal(holds ? 1 : 0);

const OPERATIONS: Record<string, (l: Decimal, r: Decimal) => Value> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': (l, r) => (r.eq(0) ? null : divide(l, r)),
  '<': (l, r) => truth(l.lt(r)),
  '<=': (l, r) => truth(l.lte(r)),
  '>': (l, r) => truth(l.gt(r)),
  '>=': (l, r) => truth(l.gte(r)),
  '=': (l, r) => truth(l.eq(r)),
  '<>': (l, r) => truth(!l.eq(r)),
};

const MOST_PLACES = 10;
const MOST_ARGUMENTS = 100;

function call(name: string, args: Node[]): Node {
  const over = (act: (left: Decimal, right: Decimal) => Decimal): Node => (item) => {
    const known = args.map((a) => a(item)).filter((v) => v !== null);
    return known.length > 0 ? known.reduce(act) : null;
  };
  if (args.length <= MOST_ARGUMENTS) {
    if (name === 'sum') return over(add);
    if (name === 'min') return over((l, r) => (r.lt(l) ? r : l));
    if (name === 'max') return over((l, r) => (r.gt(l) ? r : l));
  }
  if (name === 'round' && args.length === 2) {
    return binary(args[0]!, args[1]!, (value, places) => (places.lt(0) || places.gt(MOST_PLACES) ? null : roundTo(value, Math.trunc(places.toNumber()))));
  }
  if (name === 'if' && args.length === 3) {
    return (item) => {
      const condition = args[0]!(item);
      return condition === null ? null : args[condition.eq(0) ? 2 : 1]!(item);
    };
  }
  throw new SyntaxError(name);
}

/** The formula, or null when it cannot be read. */
export function parseFormula(text: string): Formula | null {
  const tokens = text.match(/<=|>=|<>|[A-Za-z0-9_.]+|[^\s]/g) ?? [];
  const items: string[] = [];
  let at = 0;
  const take = (...signs: string[]) => (signs.includes(tokens[at] ?? '') ? tokens[at++]! : undefined);
  const chain = (next: () => Node, ...signs: string[]): Node => {
    let left = next();
    for (let sign = take(...signs); sign; sign = take(...signs)) left = binary(left, next(), OPERATIONS[sign]!);
    return left;
  };
  const factor = (): Node => {
    if (take('-')) return binary(() => decimal(0), factor(), subtract);
    if (take('(')) {
      const inner = comparison();
      if (!take(')')) throw new SyntaxError(')');
      return inner;
    }
    const word = tokens[at++] ?? '';
    if (/^\d+(\.\d+)?$/.test(word)) {
      const constant = decimal(word);
      return () => constant;
    }
    if (!/^[A-Za-z_]/.test(word)) throw new SyntaxError(word);
    if (!take('(')) {
      items.push(word);
      return (item) => item(word);
    }
    const args = [comparison()];
    while (take(',', ';')) args.push(comparison());
    if (!take(')')) throw new SyntaxError(')');
    return call(word.toLowerCase(), args);
  };
  const product = () => chain(factor, '*', '/');
  const sum = () => chain(product, '+', '-');
  const comparison = (): Node => {
    const left = sum();
    const sign = take('<=', '>=', '<>', '<', '>', '=');
    return sign ? binary(left, sum(), OPERATIONS[sign]!) : left;
  };
  try {
    const formula = comparison();
    return at === tokens.length ? { items, evaluate: (item) => unlessTooLarge(() => formula(item)) } : null;
  } catch (error) {
    // A number that decimal does not hold cannot be read either.
    if (error instanceof SyntaxError || error instanceof OverflowError) return null;
    throw error;
  }
}

/** A result larger than decimal holds is not known: no figure of a report is. */
function unlessTooLarge(evaluate: () => Value): Value {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof OverflowError) return null;
    throw error;
  }
}

interface ComputedItem {
  code: string;
  type: string;
  formula?: string | null;
}

const LARGEST_VALUE = 1_000_000_000_000;

/** Sets every computed item in the values, each after those it reads; one that is not known is left out. */
export function compute(items: ComputedItem[], values: Record<string, Decimal>) {
  const waiting = new Map(items.flatMap(({ code, type, formula }) => (formula ? [[code, { type, formula: parseFormula(formula) }] as const] : [])));
  for (const code of waiting.keys()) delete values[code];
  for (let before = Infinity; waiting.size < before;) {
    before = waiting.size;
    for (const [code, { type, formula }] of waiting) {
      if (formula?.items.some((i) => waiting.has(i))) continue;
      waiting.delete(code);
      const result = formula?.evaluate((c) => values[c] ?? null) ?? null;
      if (result?.abs().lte(LARGEST_VALUE)) values[code] = roundTo(result, type === 'count' ? 0 : 6);
    }
  }
}
