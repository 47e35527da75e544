import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { Problem, problemOf } from '../api/problem';
import { setServerClock } from '../format/dates';
import { csrfToken, maySignedIn, sessionBegan, sessionEnded, sessionLeft } from './sessionState';

/** The signed-in person, as the gateway tells. */
export interface Session {
  userName: string;
  displayName: string;
  unit: string;
  unitName: string;
  unitKind: string;
  roles: string[];
  csrf: string;
}

export const SESSION_KEY = ['session'] as const;

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for pages behind RequireSession');
  return session;
}

/** What a person may do; the services decide, this only keeps buttons that would be refused out of sight. */
export const rights = {
  /** The Department (Sở Nội vụ) sees all communes of the city. */
  seesCity: (s: Session) => s.unitKind === 'province',
  /** A unit itself and what lies right below it; the nation sees everything. */
  sees: (s: Session, unit: { code: string; parent: string | null }) => s.unit === 'VN' || s.unit === unit.code || s.unit === unit.parent,
  reviews: (s: Session) => s.roles.includes('city-admin'),
  writesFor: (s: Session, unit: string) => s.unit === unit && (s.roles.includes('commune-officer') || s.roles.includes('commune-leader')),
  submitsFor: (s: Session, unit: string) => s.unit === unit && s.roles.includes('commune-leader'),
};

async function call(path: string, init: RequestInit = {}): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { 'Content-Type': 'application/json', ...init.headers } });
  } catch {
    throw new Problem(0, 'OFFLINE', 'Không kết nối được tới máy chủ. Hãy kiểm tra mạng rồi thử lại.');
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response.status, body);
  return body;
}

/** Takes over the server's clock, which comes with every answer about the session. */
function begin({ now, ...session }: Session & { now: string }): Session {
  setServerClock(now);
  sessionBegan(session.csrf);
  return session;
}

async function askSession(): Promise<Session | null> {
  if (!maySignedIn()) return null;
  try {
    const session = (await call('/bff/session')) as (Session & { now: string }) | null;
    if (session) return begin(session);
    sessionEnded();
    return null;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      sessionEnded();
      return null;
    }
    throw error;
  }
}

export const useSessionQuery = () => useQuery({ queryKey: SESSION_KEY, queryFn: askSession, staleTime: Infinity, retry: 1 });

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: { userName: string; password: string }) =>
      (await call('/bff/sign-in', { method: 'POST', body: JSON.stringify(input) })) as Session & { now: string },
    onSuccess: (session) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] && query.queryKey[0] !== 'about' });
      client.setQueryData(SESSION_KEY, begin(session));
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('/bff/sign-out', { method: 'POST', headers: { 'X-CSRF-Token': csrfToken() } }),
    onSettled: () => {
      sessionLeft();
      client.setQueryData(SESSION_KEY, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] && query.queryKey[0] !== 'about' });
    },
  });
}

export const useAbout = () =>
  useQuery({ queryKey: ['about'], queryFn: async () => (await call('/bff/about')) as { demo: boolean }, staleTime: Infinity });
