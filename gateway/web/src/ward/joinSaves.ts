import type { ReportStep } from '../api/types';

/** The history newest first, with one person's saves in a row as one step: autosave would drown the rest. */
export function joinSaves(steps: ReportStep[]): (ReportStep & { times: number })[] {
  const joined: (ReportStep & { times: number })[] = [];
  for (const step of [...steps].reverse()) {
    const last = joined.at(-1);
    if (step.action === 'saved' && last?.action === 'saved' && last.by === step.by) last.times += 1;
    else joined.push({ ...step, times: 1 });
  }
  return joined;
}
