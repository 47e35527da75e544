import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { planApi } from '../api/clients';
import { dataOf, Problem, problemOf } from '../api/problem';
import type { Plan } from '../api/types';
import { csrfToken, sessionLost } from '../session/sessionState';

export const plansQuery = (orgUnit: string) =>
  queryOptions({
    queryKey: ['plans', orgUnit],
    queryFn: () => dataOf(planApi.GET('/api/plans', { params: { query: { orgUnit } } })),
  });

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', id],
    queryFn: () => dataOf(planApi.GET('/api/plans/{id}', { params: { path: { id } } })),
    enabled: id !== '',
  });

export const planSourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan-source', id],
    queryFn: () => dataOf(planApi.GET('/api/plans/{id}/source', { params: { path: { id } } })),
    staleTime: Infinity,
  });

/** The upload is a form and may take a while for scanned documents. */
async function importPlan(orgUnit: string, file: File): Promise<Plan> {
  const form = new FormData();
  form.set('orgUnit', orgUnit);
  form.set('file', file);
  let response: Response;
  try {
    response = await fetch('/api/plans/import', { method: 'POST', body: form, headers: { 'X-CSRF-Token': csrfToken() } });
  } catch {
    throw new Problem(0, 'OFFLINE', 'Không tải lên được. Hãy kiểm tra mạng và thử lại.');
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 401) sessionLost();
  if (!response.ok) throw problemOf(response.status, body);
  return body as Plan;
}

export function useImportPlan(orgUnit: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => importPlan(orgUnit, file),
    onSuccess: (plan) => {
      client.setQueryData(planQuery(plan.id).queryKey, plan);
      void client.invalidateQueries({ queryKey: ['plans'] });
    },
  });
}

export function useIssuePlan(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => dataOf(planApi.POST('/api/plans/{id}/issue', { params: { path: { id } } })),
    onSuccess: (plan) => {
      client.setQueryData(planQuery(id).queryKey, plan);
      for (const key of ['plans', 'tasks', 'rollup']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

export function useDiscardPlan(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => dataOf(planApi.DELETE('/api/plans/{id}', { params: { path: { id } } })),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['plans'] }),
  });
}
