import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { Part, PartsView } from '../api/types';
import { partsQuery } from './queries';

const LOOK_AGAIN_MS = 20_000;
const RENEW_MS = 60_000;

export type PartAct =
  | { kind: 'hand-in' | 'take-back'; part: string }
  | { kind: 'return'; part: string; reason: string }
  | { kind: 'due'; part: string; dueOn: string | null }
  | { kind: 'take-over'; part: string };

/** The parts of a report, looked at again while the form is open. */
export const useParts = (period: string, unit: string, live: boolean) =>
  useQuery({ ...partsQuery(period, unit), refetchInterval: live ? LOOK_AGAIN_MS : false });

export function usePartAct(period: string, unit: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (act: PartAct) => {
      const params = { path: { period, unit, part: act.part } };
      if (act.kind === 'hand-in') await dataOf(reportApi.POST('/api/reports/{period}/{unit}/parts/{part}/hand-in', { params }));
      else if (act.kind === 'take-back') await dataOf(reportApi.POST('/api/reports/{period}/{unit}/parts/{part}/take-back', { params }));
      else if (act.kind === 'return') await dataOf(reportApi.POST('/api/reports/{period}/{unit}/parts/{part}/return', { params, body: { reason: act.reason } }));
      else if (act.kind === 'due') await dataOf(reportApi.PUT('/api/reports/{period}/{unit}/parts/{part}/due', { params, body: { dueOn: act.dueOn } }));
      else await dataOf(reportApi.POST('/api/reports/{period}/{unit}/parts/{part}/lease', { params, body: { takeOver: true } }));
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: partsQuery(period, unit).queryKey });
      void client.invalidateQueries({ queryKey: ['report-history', period, unit] });
    },
  });
}

/** Says who is editing: the right to a part is taken with the first key and renewed while typing goes on; it runs out by itself. */
export function usePartLease(parts: PartsView | undefined) {
  const asked = useRef(new Map<string, number>());
  const client = useQueryClient();
  const current = useRef(parts);
  useEffect(() => {
    current.current = parts;
  });
  return useCallback((fields: string[]) => {
    const view = current.current;
    if (!view) return;
    const codes = fields.map((f) => f.slice(f.indexOf('.') + 1));
    for (const part of view.parts.filter((p) => p.mine && p.codes.some((c) => codes.includes(c)))) {
      if (Date.now() - (asked.current.get(part.code) ?? 0) < RENEW_MS) continue;
      asked.current.set(part.code, Date.now());
      const params = { path: { period: view.period, unit: view.orgUnit, part: part.code } };
      dataOf(reportApi.POST('/api/reports/{period}/{unit}/parts/{part}/lease', { params, body: { takeOver: false } }))
        .then((lease) => {
          if (!lease.mine) void client.invalidateQueries({ queryKey: partsQuery(view.period, view.orgUnit).queryKey });
        })
        // Not told who is editing: the save itself still finds out.
        .catch(() => asked.current.delete(part.code));
    }
  }, [client]);
}

/** Whether the caller may write this item or section now. */
export function mayWrite(parts: PartsView | undefined, reopened: string[] | null, code: string): boolean {
  if (reopened && !reopened.includes(code)) return false;
  if (!parts || parts.assembles) return true;
  const part = parts.parts.find((p) => p.codes.includes(code));
  return part !== undefined && part.mine && part.state !== 'handedIn';
}

/** Parts that offices still owe; none where no office handed anything in, for then the officer filled the report alone. */
export function unfinished(parts: PartsView | undefined): Part[] {
  const byOffices = parts?.parts.filter((p) => p.office !== null) ?? [];
  return byOffices.some((p) => p.state === 'handedIn' || p.state === 'returned') ? byOffices.filter((p) => p.state !== 'handedIn') : [];
}
