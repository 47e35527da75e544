import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { vi } from 'vitest';
import { createQueryClient } from './queryClient';
import { type Session, SessionContext } from './session/session';
import { theme } from './theme';

export const LEADER: Session = {
  userName: '11593-leader', displayName: 'Lãnh đạo', unit: '11593', unitName: 'Phường An Phong', unitKind: 'phuong', roles: ['commune-leader'], csrf: 'token',
};

/** A part of the pages with everything around it that pages have. */
export function show(part: ReactNode, { session = LEADER, at = '/' }: { session?: Session | null; at?: string } = {}) {
  return render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={createQueryClient()}>
        <SessionContext.Provider value={session}>
          <MemoryRouter initialEntries={[at]}>{part}</MemoryRouter>
        </SessionContext.Provider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

export interface Call {
  method: string;
  path: string;
  body: unknown;
  csrf: string | null;
}

/** Stands in for the gateway: answers by "METHOD /path", and tells what was asked. */
export function serve(answer: (call: Call) => { status?: number; body: unknown }): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, window.location.origin), init);
    const text = await request.text();
    const call = {
      method: request.method, path: new URL(request.url).pathname, body: text ? (JSON.parse(text) as unknown) : undefined,
      csrf: request.headers.get('X-CSRF-Token'),
    };
    calls.push(call);
    const { status = 200, body } = answer(call);
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  });
  return calls;
}
