import type { Period } from '../api/types';

const ROMAN = ['I', 'II', 'III', 'IV'];

/** The reporting period's (kỳ báo cáo) name for people: "2025-Q3" -> "Quý III/2025". */
export function periodName(code: string): string {
  const [year, part] = code.split('-');
  if (!part) return `Năm ${year}`;
  if (part.startsWith('Q')) return `Quý ${ROMAN[Number(part.slice(1)) - 1]}/${year}`;
  if (part === 'H1') return `6 tháng đầu năm ${year}`;
  if (part === 'H2') return `6 tháng cuối năm ${year}`;
  if (part === '9M') return `9 tháng đầu năm ${year}`;
  if (part.startsWith('X')) return `Đột xuất ${Number(part.slice(1))}/${year}`;
  return `Tháng ${part}/${year}`;
}

/** Whether a unit is among those that send a report of this period. */
export const isSender = ({ senders }: Pick<Period, 'senders'>, unit: { code: string; block: string | null }): boolean =>
  (!senders?.block || senders.block === unit.block) && (!senders?.units || senders.units.includes(unit.code));

/** The period of the same kind just before. */
export function periodBefore(periods: Period[], code: string): Period | undefined {
  const current = periods.find((p) => p.code === code);
  if (!current) return undefined;
  return periods
    .filter((p) => p.kind === current.kind && p.from < current.from)
    .sort((a, b) => b.from.localeCompare(a.from))[0];
}
