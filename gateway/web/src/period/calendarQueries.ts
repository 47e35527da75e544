import { useMutation, useQueryClient } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { PeriodEdit } from '../api/types';
import { periodsQuery } from '../report/queries';

export const NO_EDIT: PeriodEdit = { officeDue: null, communeDue: null, cityDue: null, opensAt: null };

export function useCalendar() {
  const client = useQueryClient();
  const onSuccess = () => void client.invalidateQueries({ queryKey: periodsQuery.queryKey });
  return {
    generate: useMutation({
      mutationFn: (input: { year: number; apply: boolean }) => dataOf(reportApi.POST('/api/reports/periods/generate', { body: input })),
      onSuccess: (answer) => answer.applied && onSuccess(),
    }),
    edit: useMutation({
      mutationFn: ({ period, edit }: { period: string; edit: PeriodEdit }) => dataOf(reportApi.PUT('/api/reports/periods/{period}', { params: { path: { period } }, body: edit })),
      onSuccess,
    }),
    ask: useMutation({ mutationFn: (edit: PeriodEdit) => dataOf(reportApi.POST('/api/reports/periods', { body: edit })), onSuccess }),
    lock: useMutation({
      mutationFn: ({ period, close }: { period: string; close: boolean }) => dataOf(close
        ? reportApi.POST('/api/reports/periods/{period}/close', { params: { path: { period } } })
        : reportApi.POST('/api/reports/periods/{period}/open', { params: { path: { period } } })),
      onSuccess,
    }),
  };
}
