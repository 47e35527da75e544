import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { taskApi } from '../api/clients';
import { dataOf } from '../api/problem';

const MOST = 500;

export const tasksQuery = (orgUnit: string, year: number) =>
  queryOptions({
    queryKey: ['tasks', orgUnit, year],
    queryFn: () => dataOf(taskApi.GET('/api/tasks', { params: { query: { orgUnit, year, pageSize: MOST } } })),
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: () => dataOf(taskApi.GET('/api/tasks/{id}', { params: { path: { id } } })),
  });

export function useProgress(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { percent: number; comment: string | null; completedOn: string | null }) =>
      dataOf(taskApi.POST('/api/tasks/{id}/progress', { params: { path: { id } }, body })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['tasks'] });
      void client.invalidateQueries({ queryKey: ['task', id] });
    },
  });
}
