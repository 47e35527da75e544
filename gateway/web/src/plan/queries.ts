import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { planApi } from '../api/clients';
import { dataOf, Problem, problemOf } from '../api/problem';
import type { CascadeInput, Plan, PlanInput } from '../api/types';
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

/** What a step of a plan changes on other pages too. */
function useAfterStep() {
  const client = useQueryClient();
  return (plan?: Plan) => {
    if (plan) client.setQueryData(planQuery(plan.id).queryKey, plan);
    for (const key of ['plans', 'plan', 'plan-history', 'plan-differences', 'cascaded', 'cascade', 'tasks', 'rollup']) void client.invalidateQueries({ queryKey: [key] });
  };
}

export type PlainStep = 'submit' | 'recall' | 'approve' | 'issue' | 'amend';

/** A step that needs nothing but the word. The answer is the plan to look at next: the amendment, or the plan it went into. */
export function usePlanStep(id: string) {
  const after = useAfterStep();
  return useMutation({
    mutationFn: (step: PlainStep) => dataOf<Plan>(planApi.POST(`/api/plans/{id}/${step}`, { params: { path: { id } } })),
    onSuccess: after,
  });
}

export function useReasonedStep(id: string, step: 'close' | 'reopen') {
  const after = useAfterStep();
  return useMutation({
    mutationFn: (reason: string) => dataOf<Plan>(planApi.POST(`/api/plans/{id}/${step}`, { params: { path: { id } }, body: { reason } })),
    onSuccess: after,
  });
}

export function useReturnPlan(id: string) {
  const after = useAfterStep();
  return useMutation({
    mutationFn: (body: { message: string; reasons: { item: string; reason: string }[] }) =>
      dataOf(planApi.POST('/api/plans/{id}/return', { params: { path: { id } }, body })),
    onSuccess: after,
  });
}

export function useDiscardPlan(id: string) {
  const after = useAfterStep();
  return useMutation({
    mutationFn: () => dataOf(planApi.DELETE('/api/plans/{id}', { params: { path: { id } } })),
    onSuccess: () => after(),
  });
}

export function useSavePlan(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PlanInput) => dataOf(planApi.PUT('/api/plans/{id}', { params: { path: { id } }, body })),
    onSuccess: (plan) => {
      client.setQueryData(planQuery(id).queryKey, plan);
      for (const key of ['plans', 'plan-history', 'plan-differences', 'cascaded']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

export function useCreatePlan(orgUnit: string) {
  const after = useAfterStep();
  return useMutation({
    mutationFn: (input: { title: string; period: string }) =>
      dataOf(planApi.POST('/api/plans', { body: { orgUnit, title: input.title || null, period: input.period || null, plan: null } })),
    onSuccess: after,
  });
}

export function useCopyPlan(id: string) {
  const after = useAfterStep();
  return useMutation({
    mutationFn: (period: string) => dataOf(planApi.POST('/api/plans/{id}/copy', { params: { path: { id } }, body: { period } })),
    onSuccess: after,
  });
}

export const planHistoryQuery = (id: string) =>
  queryOptions({ queryKey: ['plan-history', id], queryFn: () => dataOf(planApi.GET('/api/plans/{id}/history', { params: { path: { id } } })) });

export const planVersionsQuery = (id: string) =>
  queryOptions({ queryKey: ['plan-history', id, 'versions'], queryFn: () => dataOf(planApi.GET('/api/plans/{id}/versions', { params: { path: { id } } })) });

export const planVersionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ['plan-history', id, number],
    queryFn: () => dataOf(planApi.GET('/api/plans/{id}/versions/{number}', { params: { path: { id, number } } })),
    enabled: number > 0,
  });

export const differencesQuery = (id: string, from?: number, to?: number) =>
  queryOptions({
    queryKey: ['plan-differences', id, from, to],
    queryFn: () => dataOf(planApi.GET('/api/plans/{id}/differences', { params: { path: { id }, query: { from, to } } })),
  });

export const cascadedQuery = (orgUnit: string) =>
  queryOptions({ queryKey: ['cascaded', orgUnit], queryFn: () => dataOf(planApi.GET('/api/plans/cascaded', { params: { query: { orgUnit } } })) });

export const cascadeQuery = (id: string) =>
  queryOptions({ queryKey: ['cascade', id], queryFn: () => dataOf(planApi.GET('/api/plans/{id}/cascade', { params: { path: { id } } })) });

export const cascadeItemQuery = (id: string, item: string) =>
  queryOptions({
    queryKey: ['cascade', id, item],
    queryFn: () => dataOf(planApi.GET('/api/plans/{id}/cascade/{item}', { params: { path: { id, item } } })),
    enabled: item !== '',
  });

export function useCascade(id: string) {
  const after = useAfterStep();
  return useMutation({
    mutationFn: ({ withdraw, ...body }: CascadeInput & { withdraw?: boolean }) => dataOf(withdraw
      ? planApi.POST('/api/plans/{id}/cascade/withdraw', { params: { path: { id } }, body })
      : planApi.POST('/api/plans/{id}/cascade', { params: { path: { id } }, body })),
    onSuccess: () => after(),
  });
}

export function useAnswer() {
  const after = useAfterStep();
  return useMutation({
    mutationFn: ({ plan, ...body }: { plan: string; row: string; item: string; answers: boolean }) =>
      dataOf(planApi.POST('/api/plans/{id}/answers', { params: { path: { id: plan } }, body })),
    onSuccess: after,
  });
}

export function useAdopt() {
  const after = useAfterStep();
  return useMutation({
    mutationFn: ({ plan, items }: { plan: string; items: string[] }) => dataOf(planApi.POST('/api/plans/{id}/adopt', { params: { path: { id: plan } }, body: { items } })),
    onSuccess: after,
  });
}
