/** Dates as dd/MM/yyyy; instants in Vietnam's time whatever the machine's zone. */
const ZONE = 'Asia/Ho_Chi_Minh';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});

let ahead = 0;

/** Deadlines are decided by the server's clock; the browser's own may be wrong, or the server's set ahead for a rehearsal. */
export const setServerClock = (now: string) => {
  ahead = Date.parse(now) - Date.now();
};

/** The server's clock at an instant of the browser's. */
export const serverNow = (at = Date.now()) => new Date(at + ahead);

function partsOf(instant: string | Date) {
  const found: Record<string, string> = {};
  for (const part of parts.formatToParts(new Date(instant))) found[part.type] = part.value;
  return found;
}

/** "2025-09-15" -> "15/09/2025". */
export function formatDay(day: string | null | undefined): string {
  if (!day) return '–';
  const [year, month, date] = day.slice(0, 10).split('-');
  return `${date}/${month}/${year}`;
}

export function formatInstantDay(instant: string | null | undefined): string {
  if (!instant) return '–';
  const p = partsOf(instant);
  return `${p.day}/${p.month}/${p.year}`;
}

export function formatInstant(instant: string | null | undefined): string {
  if (!instant) return '–';
  const p = partsOf(instant);
  return `${p.hour}:${p.minute} ${p.day}/${p.month}/${p.year}`;
}

/** "ngày 05 tháng 01 năm 2025", as official documents write it: a zero before days below 10 and before months 1 and 2; open when not yet sent. */
export function officialDate(instant: string | null): string {
  if (!instant) return 'ngày \u2003 tháng \u2003 năm \u2003\u2003';
  const p = partsOf(instant);
  return `ngày ${p.day} tháng ${Number(p.month) > 2 ? Number(p.month) : p.month} năm ${p.year}`;
}

export function formatClock(instant: string | Date): string {
  const p = partsOf(instant);
  return `${p.hour}:${p.minute}:${p.second}`;
}

/** Today's date in Vietnam as yyyy-MM-dd. */
export function today(now = serverNow()): string {
  const p = partsOf(now);
  return `${p.year}-${p.month}-${p.day}`;
}

/** A deadline at the end of a day is stored as the first instant after it; people say the day itself. */
export function formatDeadline(dueAt: string): string {
  return formatInstantDay(new Date(new Date(dueAt).getTime() - 1000).toISOString());
}

/** "còn 3 ngày", "hết hạn hôm nay", "đã quá hạn 2 ngày". */
export function untilDeadline(dueAt: string, now = serverNow()): string {
  const lastDay = today(new Date(new Date(dueAt).getTime() - 1000));
  const days = Math.round((Date.parse(lastDay) - Date.parse(today(now))) / 86_400_000);
  if (days > 0) return `còn ${days} ngày`;
  return days === 0 ? 'hết hạn hôm nay' : `đã quá hạn ${-days} ngày`;
}
