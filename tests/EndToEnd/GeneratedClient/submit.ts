// A machine that sends a report: what it calls and what it gets is checked against the types made from contracts/openapi.
// Arguments: address, user, password, period, unit. Prints the receipt.
import createClient from 'openapi-fetch';
import type { paths as Identity } from './identity.js';
import type { paths as Reporting } from './reporting.js';

const [baseUrl, username, password, period, unit] = process.argv.slice(2) as [string, string, string, string, string];

const told = <T>(what: string, { data, error, response }: { data?: T; error?: unknown; response: Response }): T => {
  if (data === undefined) throw new Error(`${what} answered ${response.status}: ${JSON.stringify(error)}`);
  return data;
};

const signedIn = told(
  'token',
  await createClient<Identity>({ baseUrl }).POST('/api/identity/token', {
    body: { grant_type: 'password', username, password },
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    bodySerializer: (form) => new URLSearchParams(form as Record<string, string>),
  }),
);
const reports = createClient<Reporting>({ baseUrl, headers: { Authorization: `Bearer ${signedIn.access_token}` } });
const path = { period, unit };

const template = told('template', await reports.GET('/api/reports/{period}/template', { params: { path: { period }, query: { unit } } }));
const values = Object.fromEntries(template.items.map((item) => [item.code, 7]));
const narrative = Object.fromEntries(template.sections.map((section) => [section.code, 'Đã thực hiện.']));

const before = told('report', await reports.GET('/api/reports/{period}/{unit}', { params: { path } }));
const saved = told(
  'draft',
  await reports.PUT('/api/reports/{period}/{unit}', {
    params: { path, header: { 'If-Match': `"${before.revision}"` } },
    body: { values, narrative, revision: before.revision },
  }),
);
const receipt = told(
  'submission',
  await reports.POST('/api/reports/{period}/{unit}/submit', {
    params: { path, header: { 'Idempotency-Key': `submit-${period}-${unit}` } },
    body: { revision: saved.revision },
  }),
);
console.log(receipt.receipt);
