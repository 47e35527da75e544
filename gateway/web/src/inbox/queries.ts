import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { identityApi } from '../api/clients';
import { dataOf } from '../api/problem';

const POLL_MS = 60_000;

/** Asked once a minute while the page is open; the server answers 304 while nothing has changed. */
export const unreadQuery = queryOptions({
  queryKey: ['inbox', 'unread'],
  queryFn: () => dataOf(identityApi.GET('/api/identity/inbox/unread')),
  refetchInterval: POLL_MS,
  staleTime: POLL_MS / 2,
});

export type InboxView = 'unread' | 'all' | 'archived';

export const inboxQuery = (view: InboxView, kind: string | null) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', view, kind],
    queryFn: ({ pageParam }) =>
      dataOf(
        identityApi.GET('/api/identity/inbox', {
          params: { query: { unread: view === 'unread' || undefined, archived: view === 'archived' || undefined, kind: kind ?? undefined, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const preferencesQuery = queryOptions({
  queryKey: ['inbox', 'preferences'],
  queryFn: () => dataOf(identityApi.GET('/api/identity/inbox/preferences')),
});

export type Mark = 'read' | 'unread' | 'archived' | 'open';

export function useMark() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { ids: number[]; as: Mark }) => dataOf(identityApi.POST('/api/identity/inbox/mark', { body: input })),
    onSettled: () => client.invalidateQueries({ queryKey: ['inbox'] }),
  });
}

export function useReadAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (upTo: number) => dataOf(identityApi.POST('/api/identity/inbox/read-all', { body: { upTo } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['inbox'] }),
  });
}

export function useSavePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string | null; delivery: string; mutedKinds: string[] }) =>
      dataOf(identityApi.PUT('/api/identity/inbox/preferences', { body })),
    onSuccess: (saved) => client.setQueryData(preferencesQuery.queryKey, saved),
  });
}
