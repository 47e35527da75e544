import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';

export const cockpitQuery = (period: string) =>
  queryOptions({
    queryKey: ['cockpit', period],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/cockpit', { params: { path: { period } } })),
    enabled: period !== '',
  });

export const timelinessQuery = (unit: string, kind: string) =>
  queryOptions({
    queryKey: ['timeliness', unit, kind],
    queryFn: () => dataOf(reportApi.GET('/api/reports/timeliness', { params: { query: { orgUnit: unit, kind, last: 8 } } })),
  });

export function useRemind(period: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (units: string[] | null) => dataOf(reportApi.POST('/api/reports/{period}/remind', { params: { path: { period } }, body: { units } })),
    onSettled: () => void client.invalidateQueries({ queryKey: cockpitQuery(period).queryKey }),
  });
}
