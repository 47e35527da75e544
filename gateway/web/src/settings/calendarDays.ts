import type { CalendarDay } from '../api/types';

export type Days = Record<string, { working: boolean; name: string }>;

export const toDays = (list: CalendarDay[]): Days => Object.fromEntries(list.map((d) => [d.day, { working: d.working, name: d.name }]));

export const toList = (days: Days): CalendarDay[] =>
  Object.entries(days).sort(([a], [b]) => a.localeCompare(b)).map(([day, { working, name }]) => ({ day, working, name }));

export const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The cells of a month by weeks from Monday; null before the first day. */
export function monthCells(year: number, month: number): (string | null)[] {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (first.getUTCDay() + 6) % 7;
  const day = (n: number) => `${year}-${String(month).padStart(2, '0')}-${String(n).padStart(2, '0')}`;
  return [...Array<null>(before).fill(null), ...Array.from({ length }, (_, i) => day(i + 1))];
}

export interface Pasted {
  days: Days;
  wrong: string[];
}

/** Lines like "30/04/2025 Ngày Chiến thắng" or "26/04/2025 làm bù: đổi ngày 02/5"; a line with "làm bù" is a day worked. */
export function readPasted(text: string, year: number): Pasted {
  const found: Pasted = { days: {}, wrong: [] };
  for (const line of text.split('\n').map((l) => l.trim()).filter((l) => l !== '')) {
    const match = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?[\s;,:\t]+(.+)$/.exec(line);
    const [, date = '', month = '', written, name = ''] = match ?? [];
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    const real = match && new Date(`${day}T00:00:00Z`).toString() !== 'Invalid Date' && new Date(`${day}T00:00:00Z`).getUTCDate() === Number(date);
    const working = /làm bù/i.test(name);
    if (!real || (written && Number(written) !== year) || (working && !isWeekend(day))) found.wrong.push(line);
    else found.days[day] = { working, name: name.trim() };
  }
  return found;
}
