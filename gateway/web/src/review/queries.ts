import { useMutation, useQueryClient } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { LineReason } from '../api/types';

/** What the Department (Sở Nội vụ) does with a submitted report. */
export type ReviewAct =
  | { kind: 'accept' }
  | { kind: 'return'; message: string; reasons: LineReason[] }
  | { kind: 'reopen'; reason: string; until: string | null; items: string[] };

export function useReview(period: string, unit: string) {
  const client = useQueryClient();
  const params = { path: { period, unit } };
  return useMutation({
    mutationFn: (act: ReviewAct) => {
      if (act.kind === 'accept') return dataOf(reportApi.POST('/api/reports/{period}/{unit}/accept', { params }));
      if (act.kind === 'return') {
        return dataOf(reportApi.POST('/api/reports/{period}/{unit}/return', { params, body: { message: act.message, reasons: act.reasons } }));
      }
      return dataOf(reportApi.POST('/api/reports/{period}/{unit}/reopen', { params, body: { reason: act.reason, until: act.until, items: act.items } }));
    },
    onSettled: () => {
      for (const key of ['report', 'report-history']) void client.invalidateQueries({ queryKey: [key, period, unit] });
      for (const key of ['report-lines', 'queue', 'cockpit']) void client.invalidateQueries({ queryKey: [key, period] });
    },
  });
}
