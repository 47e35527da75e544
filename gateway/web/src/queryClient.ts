import { QueryClient } from '@tanstack/react-query';
import { Problem } from './api/problem';
import { SESSION_KEY } from './session/session';
import { whenSessionLost } from './session/sessionState';

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // What was refused stays refused; only a missing or overloaded server is asked again.
        retry: (failures, error) => failures < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
      },
    },
  });
  whenSessionLost(() => client.setQueryData(SESSION_KEY, null));
  return client;
}
