import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';

export const queueQuery = (period: string) =>
  queryOptions({
    queryKey: ['queue', period],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/queue', { params: { path: { period } } })),
    enabled: period !== '',
  });

export function useQueueActs(period: string) {
  const client = useQueryClient();
  const onSettled = () => {
    void client.invalidateQueries({ queryKey: queueQuery(period).queryKey });
    void client.invalidateQueries({ queryKey: ['report-lines', period] });
  };
  const params = { path: { period } };
  return {
    accept: useMutation({ mutationFn: (units: string[]) => dataOf(reportApi.POST('/api/reports/{period}/queue/accept', { params, body: { units } })), onSettled }),
    assign: useMutation({
      mutationFn: ({ units, userName }: { units: string[]; userName: string | null }) =>
        dataOf(reportApi.PUT('/api/reports/{period}/queue/reviewers', { params, body: { units, userName } })),
      onSettled,
    }),
  };
}
