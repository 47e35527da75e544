import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { identityApi, taskApi } from '../api/clients';
import { dataOf, Problem, problemOf } from '../api/problem';
import type { AssignmentInput, BulkInput, Evidence, ImportAnswer, Task, TaskAction } from '../api/types';
import { csrfToken, sessionLost } from '../session/sessionState';
import { type ListFilter, toQuery } from './listFilter';

const MOST = 500;
const PAGE = 50;

export const tasksQuery = (orgUnit: string, year: number) =>
  queryOptions({
    queryKey: ['tasks', orgUnit, year],
    queryFn: () => dataOf(taskApi.GET('/api/tasks', { params: { query: { orgUnit, year, pageSize: MOST } } })),
  });

/** A work list, page by page along the cursor; the first page also tells how many tasks are in each state. */
export const workListQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: ['tasks', 'list', filter],
    queryFn: ({ pageParam }) =>
      dataOf(taskApi.GET('/api/tasks', { params: { query: { ...toQuery(filter), pageSize: PAGE, cursor: pageParam || undefined, counts: pageParam === '' || undefined } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: () => dataOf(taskApi.GET('/api/tasks/{id}', { params: { path: { id } } })),
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id, 'history'],
    queryFn: () => dataOf(taskApi.GET('/api/tasks/{id}/history', { params: { path: { id } } })),
  });

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id, 'evidence'],
    queryFn: () => dataOf(taskApi.GET('/api/tasks/{id}/evidence', { params: { path: { id } } })),
  });

export const officesQuery = (code: string) =>
  queryOptions({
    queryKey: ['offices', code],
    queryFn: () => dataOf(identityApi.GET('/api/identity/org-units/{code}/offices', { params: { path: { code } } })),
    staleTime: Infinity,
    enabled: code.length === 5,
  });

export const unitsQuery = (under: string) =>
  queryOptions({
    queryKey: ['org-units', under],
    queryFn: () => dataOf(identityApi.GET('/api/identity/org-units', { params: { query: { under } } })),
    staleTime: Infinity,
  });

export const kpisQuery = (orgUnit: string, by: string, period: string) =>
  queryOptions({
    queryKey: ['kpis', orgUnit, by, period],
    queryFn: () => dataOf(taskApi.GET('/api/tasks/kpis', { params: { query: { orgUnit, by, period } } })),
  });

export const assignmentsQuery = (page: number) =>
  queryOptions({
    queryKey: ['assignments', page],
    queryFn: () => dataOf(taskApi.GET('/api/tasks/assignments', { params: { query: { page, pageSize: 20 } } })),
    placeholderData: keepPreviousData,
  });

export const assignmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['assignment', id],
    queryFn: () => dataOf(taskApi.GET('/api/tasks/assignments/{id}', { params: { path: { id } } })),
  });

/** Whatever was changed about tasks: all that shows tasks is asked for again. */
function useChanged() {
  const client = useQueryClient();
  return () => {
    for (const key of ['tasks', 'task', 'kpis', 'assignments', 'assignment', 'rollup']) void client.invalidateQueries({ queryKey: [key] });
  };
}

export function useProgress(id: string) {
  const onSuccess = useChanged();
  return useMutation({
    mutationFn: (body: { percent: number; comment: string | null; completedOn: string | null; occurrence?: string | null; figures?: { name: string; value: number; unit: string | null }[] }) =>
      dataOf(taskApi.POST('/api/tasks/{id}/progress', { params: { path: { id } }, body: { figures: null, occurrence: null, ...body } })),
    onSuccess,
  });
}

const PATHS: Record<Exclude<TaskAction, 'progress' | 'evidence'>, string> = {
  confirm: 'confirm', reject: 'reject', reopen: 'reopen', cancel: 'cancel', 'ask-extension': 'extension', 'grant-extension': 'extension/grant',
  'refuse-extension': 'extension/refuse', extend: 'extend', assign: 'assign', wait: 'wait', resume: 'resume', split: 'subtasks',
};

async function send<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { ...init.headers, 'X-CSRF-Token': csrfToken() } });
  } catch {
    throw new Problem(0, 'OFFLINE', 'Không kết nối được tới máy chủ. Hãy kiểm tra mạng rồi thử lại.');
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 401) sessionLost();
  if (!response.ok) throw problemOf(response.status, body);
  return body as T;
}

/** One transition of a task. The version that was looked at goes along: a colleague's change in between is told. */
export function useTaskAct(task: Task) {
  const onSuccess = useChanged();
  return useMutation({
    mutationFn: ({ action, body }: { action: keyof typeof PATHS; body: object }) =>
      send<Task>(`/api/tasks/${task.id}/${PATHS[action]}`, {
        method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', 'If-Match': `"${task.version}"` },
      }),
    onSuccess,
  });
}

export function useBulk() {
  const onSuccess = useChanged();
  return useMutation({ mutationFn: (body: BulkInput) => dataOf(taskApi.POST('/api/tasks/bulk', { body })), onSuccess });
}

export function useCreateTask() {
  const onSuccess = useChanged();
  return useMutation({
    mutationFn: (body: object) => send<Task>('/api/tasks', { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    onSuccess,
  });
}

export function useWithdraw(task: string) {
  const onSuccess = useChanged();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      dataOf(taskApi.POST('/api/tasks/{id}/evidence/{evidenceId}/withdraw', { params: { path: { id: task, evidenceId: id } }, body: { reason } })),
    onSuccess,
  });
}

/** Uploads with progress, which fetch does not tell. */
export function useUpload(task: string, onProgress: (percent: number) => void) {
  const onSuccess = useChanged();
  return useMutation({
    mutationFn: (file: File) =>
      new Promise<Evidence>((resolve, reject) => {
        const form = new FormData();
        form.set('file', file);
        const request = new XMLHttpRequest();
        request.open('POST', `/api/tasks/${task}/evidence`);
        request.setRequestHeader('X-CSRF-Token', csrfToken());
        request.upload.onprogress = (e) => e.lengthComputable && onProgress(Math.round((100 * e.loaded) / e.total));
        request.onerror = () => reject(new Problem(0, 'OFFLINE', 'Không tải lên được. Hãy kiểm tra mạng và thử lại.'));
        request.onload = () => {
          const body: unknown = (() => {
            try {
              return JSON.parse(request.responseText);
            } catch {
              return null;
            }
          })();
          if (request.status === 401) sessionLost();
          if (request.status === 201) resolve(body as Evidence);
          else reject(problemOf(request.status, body));
        };
        request.send(form);
      }),
    onSuccess,
  });
}

export function useAssign() {
  const onSuccess = useChanged();
  return useMutation({ mutationFn: (items: AssignmentInput[]) => dataOf(taskApi.POST('/api/tasks/assignments/batch', { body: { items } })), onSuccess });
}

export function useReadList() {
  return useMutation({
    mutationFn: (input: { file?: File; text?: string }) => {
      const form = new FormData();
      if (input.file) form.set('file', input.file);
      if (input.text) form.set('text', input.text);
      return send<ImportAnswer>('/api/tasks/assignments/import', { method: 'POST', body: form });
    },
  });
}

export function useManageAssignment(id: string) {
  const onSuccess = useChanged();
  return useMutation({
    mutationFn: ({ what, body }: { what: 'cancel' | 'deadline' | 'remind'; body: object }) =>
      send<{ tasks: number }>(`/api/tasks/assignments/${id}/${what}`, {
        method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' },
      }),
    onSuccess,
  });
}
