import type { QueueLine } from '../api/types';
import { matches } from '../format/search';

export interface QueueFilter {
  text: string;
  block: string | null;
  /** waiting, flagged, mine, resubmitted, all */
  view: string;
}

export const VIEWS = [
  { value: 'waiting', label: 'Chờ duyệt' },
  { value: 'mine', label: 'Giao cho tôi' },
  { value: 'flagged', label: 'Có số bất thường' },
  { value: 'resubmitted', label: 'Gửi lại' },
  { value: 'all', label: 'Tất cả' },
];

/** The report that waits after this one in the queue, from its start again at the end; none when no other waits. */
export function nextWaiting(lines: QueueLine[], unit: string): QueueLine | undefined {
  const at = lines.findIndex((l) => l.orgUnit === unit);
  return [...lines.slice(at + 1), ...lines.slice(0, Math.max(0, at))].find((l) => l.waiting);
}

export function filterQueue(lines: QueueLine[], { text, block, view }: QueueFilter, userName: string): QueueLine[] {
  return lines.filter((line) =>
    (block === null || (line.block ?? '') === block) &&
    (!text || line.orgUnit.startsWith(text.trim()) || matches(line.orgUnitName, text)) &&
    (view === 'all' || (line.waiting && (
      view === 'waiting' || (view === 'mine' && line.reviewer === userName) || (view === 'flagged' && line.flags.length > 0) || (view === 'resubmitted' && line.resubmission)))));
}
