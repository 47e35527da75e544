import { queryOptions } from '@tanstack/react-query';
import { identityApi } from '../api/clients';
import { dataOf } from '../api/problem';

export const orgUnitQuery = (code: string) =>
  queryOptions({
    queryKey: ['org-unit', code],
    queryFn: () => dataOf(identityApi.GET('/api/identity/org-units/{code}', { params: { path: { code } } })),
    staleTime: Infinity,
    enabled: code !== '',
  });
