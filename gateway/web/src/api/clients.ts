import createClient, { type Middleware } from 'openapi-fetch';
import { csrfToken, sessionLost } from '../session/sessionState';
import type { paths as IndicatorPaths } from './generated/indicators';
import type { paths as IdentityPaths } from './generated/identity';
import type { paths as PlanPaths } from './generated/plans';
import type { paths as ReportPaths } from './generated/reporting';
import type { paths as RollupPaths } from './generated/rollups';
import type { paths as TaskPaths } from './generated/tasks';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every unsafe call shows the session's CSRF token; a 401 means that the session is over. */
const bySession: Middleware = {
  onRequest({ request }) {
    if (!SAFE_METHODS.has(request.method)) request.headers.set('X-CSRF-Token', csrfToken());
    return request;
  },
  onResponse({ response }) {
    if (response.status === 401) sessionLost();
    return response;
  },
};

function client<Paths extends object>() {
  const created = createClient<Paths>({ baseUrl: window.location.origin, fetch: (request) => fetch(request) });
  created.use(bySession);
  return created;
}

export const identityApi = client<IdentityPaths>();
export const indicatorApi = client<IndicatorPaths>();
export const planApi = client<PlanPaths>();
export const reportApi = client<ReportPaths>();
export const rollupApi = client<RollupPaths>();
export const taskApi = client<TaskPaths>();
