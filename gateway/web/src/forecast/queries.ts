import { queryOptions } from '@tanstack/react-query';
import { taskApi } from '../api/clients';
import { dataOf } from '../api/problem';

export const forecastQuery = (orgUnit: string) =>
  queryOptions({
    queryKey: ['tasks', 'forecast', orgUnit],
    queryFn: () => dataOf(taskApi.GET('/api/tasks/forecast', { params: { query: { orgUnit, take: 20 } } })),
    staleTime: 60_000,
  });

export const taskForecastQuery = (id: string) =>
  queryOptions({
    queryKey: ['tasks', 'forecast', 'task', id],
    queryFn: () => dataOf(taskApi.GET('/api/tasks/{id}/forecast', { params: { path: { id } } })),
    staleTime: 60_000,
  });
