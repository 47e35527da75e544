/**
 * Formulas of computed items, as the server reads them (Templates/Formulas): shown live while typing. The server's result is what counts.
 * Null stands for "not known": an empty item, a division by zero.
 */
type Value = number | null;
type Node = (item: (code: string) => Value) => Value;

const binary = (left: Node, right: Node, act: (l: number, r: number) => Value): Node => (item) => {
  const [l, r] = [left(item), right(item)];
  return l === null || r === null ? null : act(l, r);
};

const OPERATIONS: Record<string, (l: number, r: number) => Value> = {
  '+': (l, r) => l + r,
  '-': (l, r) => l - r,
  '*': (l, r) => l * r,
  '/': (l, r) => (r === 0 ? null : l / r),
  '<': (l, r) => Number(l < r),
  '<=': (l, r) => Number(l <= r),
  '>': (l, r) => Number(l > r),
  '>=': (l, r) => Number(l >= r),
  '=': (l, r) => Number(l === r),
  '<>': (l, r) => Number(l !== r),
};

function call(name: string, args: Node[]): Node {
  const known = (item: (code: string) => Value) => args.map((a) => a(item)).filter((v): v is number => v !== null);
  const over = (act: (values: number[]) => number): Node => (item) => {
    const values = known(item);
    return values.length > 0 ? act(values) : null;
  };
  if (name === 'sum') return over((v) => v.reduce((a, b) => a + b, 0));
  if (name === 'min') return over((v) => Math.min(...v));
  if (name === 'max') return over((v) => Math.max(...v));
  if (name === 'round' && args.length === 2) return binary(args[0]!, args[1]!, (v, places) => round(v, places));
  if (name === 'if' && args.length === 3) {
    return (item) => {
      const condition = args[0]!(item);
      return condition === null ? null : args[condition !== 0 ? 1 : 2]!(item);
    };
  }
  throw new Error(name);
}

/** Half away from zero, without the dust of binary fractions. */
export function round(value: number, places: number): number {
  const factor = 10 ** places;
  return (Math.sign(value) * Math.round(Number((Math.abs(value) * factor).toPrecision(15)))) / factor;
}

/** The formula, or null when it cannot be read. */
export function parseFormula(text: string): Node | null {
  const tokens = text.match(/<=|>=|<>|[A-Za-z0-9_.]+|[^\s]/g) ?? [];
  let at = 0;
  const take = (...signs: string[]) => (signs.includes(tokens[at] ?? '') ? tokens[at++]! : undefined);
  const chain = (next: () => Node, ...signs: string[]): Node => {
    let left = next();
    for (let sign = take(...signs); sign; sign = take(...signs)) left = binary(left, next(), OPERATIONS[sign]!);
    return left;
  };
  const factor = (): Node => {
    if (take('-')) return binary(() => 0, factor(), OPERATIONS['-']!);
    if (take('(')) {
      const inner = comparison();
      if (!take(')')) throw new Error(')');
      return inner;
    }
    const word = tokens[at++] ?? '';
    if (/^\d+(\.\d+)?$/.test(word)) return () => Number(word);
    if (!/^[A-Za-z_]/.test(word)) throw new Error(word);
    if (!take('(')) return (item) => item(word);
    const args = [comparison()];
    while (take(',', ';')) args.push(comparison());
    if (!take(')')) throw new Error(')');
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
    return at === tokens.length ? formula : null;
  } catch {
    return null;
  }
}

interface ComputedItem {
  code: string;
  type: string;
  formula?: string | null;
}

/** Sets every computed item in the values, each after those it reads; one that is not known is left out. */
export function compute(items: ComputedItem[], values: Record<string, number>) {
  const waiting = new Map(items.filter((i) => i.formula).map((i) => [i.code, i]));
  for (const code of waiting.keys()) delete values[code];
  for (let round_ = 0; round_ < items.length && waiting.size > 0; round_++) {
    for (const [code, item] of waiting) {
      const reads = item.formula!.match(/[A-Za-z_][A-Za-z0-9_.]*/g) ?? [];
      if (reads.some((r) => r !== code && waiting.has(r))) continue;
      waiting.delete(code);
      const result = parseFormula(item.formula!)?.((c) => values[c] ?? null) ?? null;
      if (result !== null && Number.isFinite(result)) values[code] = round(result, item.type === 'count' ? 0 : 6);
    }
  }
}
