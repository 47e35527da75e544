import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { ExportJob } from '../api/types';

export interface ExportWish {
  format: string;
  block: string | null;
  acceptedOnly: boolean;
}

export const isUnderWay = (job: Pick<ExportJob, 'state'>) => job.state === 'queued' || job.state === 'running';

/** The caller's exports, newest first; asked again every second while one is under way. */
export function useExportJobs() {
  return useQuery({
    queryKey: ['export-jobs'],
    queryFn: () => dataOf(reportApi.GET('/api/reports/export-jobs')),
    refetchInterval: (query) => (query.state.data?.some(isUnderWay) ? 1000 : false),
  });
}

export function useAskExport(period: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: ExportWish) => dataOf(reportApi.POST('/api/reports/{period}/export-jobs', { params: { path: { period } }, body: wish })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['export-jobs'] }),
  });
}

export function useDropExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => dataOf(reportApi.DELETE('/api/reports/export-jobs/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['export-jobs'] }),
  });
}
