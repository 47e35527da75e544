import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { identityApi, taskApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { ReminderStep } from '../api/types';

export const unitsQuery = (under: string) =>
  queryOptions({
    queryKey: ['org-units', under],
    queryFn: () => dataOf(identityApi.GET('/api/identity/org-units', { params: { query: { under } } })),
    staleTime: Infinity,
  });

export const usersQuery = (orgUnit: string) =>
  queryOptions({
    queryKey: ['users', orgUnit],
    queryFn: () => dataOf(identityApi.GET('/api/identity/users', { params: { query: { orgUnit } } })),
  });

export const officesQuery = (code: string) =>
  queryOptions({
    queryKey: ['offices', code],
    queryFn: () => dataOf(identityApi.GET('/api/identity/org-units/{code}/offices', { params: { path: { code } } })),
  });

export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: ['calendar', year],
    queryFn: () => dataOf(identityApi.GET('/api/identity/calendar/{year}', { params: { path: { year } } })),
  });

export const proposals = (year: number) =>
  dataOf(identityApi.GET('/api/identity/calendar/{year}/proposals', { params: { path: { year } } }));

export const rulesQuery = queryOptions({
  queryKey: ['reminder-rules'],
  queryFn: () => dataOf(taskApi.GET('/api/tasks/reminder-rules')),
});

export const previewQuery = queryOptions({
  queryKey: ['reminder-rules', 'preview'],
  queryFn: () => dataOf(taskApi.GET('/api/tasks/reminder-rules/preview')),
});

export const mailsQuery = queryOptions({
  queryKey: ['mails'],
  queryFn: () => dataOf(identityApi.GET('/api/identity/mails')),
});

export const clientsQuery = queryOptions({
  queryKey: ['api-clients'],
  queryFn: () => dataOf(identityApi.GET('/api/identity/clients')),
});

export interface UserFields {
  userName: string;
  displayName: string;
  unit: string;
  roles: string[];
  office: string | null;
  title: string | null;
  email: string | null;
  password: string;
}

function useChange<Input, Output>(change: (input: Input) => Promise<Output>, ...keys: string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}

/** Makes the account, or changes the one that is there. */
export const useSaveUser = (existing: boolean) =>
  useChange((user: UserFields) => {
    const { userName, displayName, roles, office, title, email } = user;
    return existing
      ? dataOf(identityApi.PUT('/api/identity/users/{userName}', { params: { path: { userName } }, body: { displayName, roles, office, title, email } }))
      : dataOf(identityApi.POST('/api/identity/users', { body: user }));
  }, 'users');

export const useDisableUser = () =>
  useChange(({ userName, disabled }: { userName: string; disabled: boolean }) =>
    dataOf(identityApi.POST('/api/identity/users/{userName}/disabled', { params: { path: { userName } }, body: { disabled } })), 'users');

export const useResetPassword = () =>
  useChange(({ userName, password }: { userName: string; password: string }) =>
    dataOf(identityApi.POST('/api/identity/users/{userName}/password', { params: { path: { userName } }, body: { password } })));

export const useSaveOffice = (code: string) =>
  useChange(({ office, name }: { office: string; name: string }) =>
    dataOf(identityApi.PUT('/api/identity/org-units/{code}/offices/{office}', { params: { path: { code, office } }, body: { name } })), 'offices');

export const useDeleteOffice = (code: string) =>
  useChange((office: string) =>
    dataOf(identityApi.DELETE('/api/identity/org-units/{code}/offices/{office}', { params: { path: { code, office } } })), 'offices');

export const useSaveCalendar = (year: number) =>
  useChange((body: { version: number; days: { day: string; working: boolean; name: string }[] }) =>
    dataOf(identityApi.PUT('/api/identity/calendar/{year}', { params: { path: { year } }, body })), 'calendar');

export const useSaveRules = () =>
  useChange((body: { version: number; steps: ReminderStep[] }) => dataOf(taskApi.PUT('/api/tasks/reminder-rules', { body })), 'reminder-rules');

export const useReplayMails = () =>
  useChange((ids: number[] | null) => dataOf(identityApi.POST('/api/identity/mails/replay', { body: { ids } })), 'mails');

export const useAddClient = () =>
  useChange((body: { unit: string; name: string }) => dataOf(identityApi.POST('/api/identity/clients', { body })), 'api-clients');

export const useRotateSecret = () =>
  useChange(({ clientId, overlapHours }: { clientId: string; overlapHours: number }) =>
    dataOf(identityApi.POST('/api/identity/clients/{clientId}/secret', { params: { path: { clientId } }, body: { overlapHours } })), 'api-clients');

export const useRevokeClient = () =>
  useChange((clientId: string) => dataOf(identityApi.POST('/api/identity/clients/{clientId}/revoke', { params: { path: { clientId } } })), 'api-clients');
