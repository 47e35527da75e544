/** What a work list shows; lives in the address, so that a list can be kept and sent. */
export interface ListFilter {
  scope: string;
  orgUnit: string;
  area: string;
  state: string;
  due: string;
  origin: string;
  office: string;
  assignee: string;
  assignment: string;
  confirmation: string;
  extension: string;
  q: string;
  sort: string;
}

/** Address parameters in Vietnamese, as all addresses of the pages. */
const PARAMS: Record<keyof ListFilter, string> = {
  scope: 'pham-vi', orgUnit: 'don-vi', area: 'linh-vuc', state: 'trang-thai', due: 'han', origin: 'nguon', office: 'phong', assignee: 'nguoi',
  assignment: 'viec-giao', confirmation: 'xac-nhan', extension: 'gia-han', q: 'tim', sort: 'xep',
};

export const KEYS = Object.keys(PARAMS) as (keyof ListFilter)[];

export const readFilter = (params: URLSearchParams): ListFilter =>
  Object.fromEntries(KEYS.map((key) => [key, params.get(PARAMS[key]) ?? ''])) as unknown as ListFilter;

/** The address with some parts of the filter changed; empty parts leave it. */
export function withFilter(params: URLSearchParams, changes: Partial<ListFilter>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(changes)) {
    if (value) next.set(PARAMS[key as keyof ListFilter], value);
    else next.delete(PARAMS[key as keyof ListFilter]);
  }
  return next;
}

/** How many parts narrow the list down, beside scope, search and order. */
export const activeParts = (filter: ListFilter) =>
  KEYS.filter((key) => !['scope', 'q', 'sort'].includes(key) && filter[key] !== '').length;

export function toQuery(filter: ListFilter) {
  const text = (value: string) => (value === '' ? undefined : value);
  return {
    scope: text(filter.scope), orgUnit: text(filter.orgUnit), area: filter.area ? Number(filter.area) : undefined, state: text(filter.state), due: text(filter.due),
    origin: text(filter.origin), office: text(filter.office), assignee: text(filter.assignee), assignment: text(filter.assignment),
    confirmation: text(filter.confirmation), extension: filter.extension === '1' || undefined, q: text(filter.q), sort: filter.sort || 'due',
  };
}

/** Address of the export of the same list. */
export function exportAddress(filter: ListFilter, format: 'xlsx' | 'csv'): string {
  const query = new URLSearchParams({ format });
  for (const [key, value] of Object.entries(toQuery(filter))) if (value !== undefined && key !== 'sort') query.set(key, String(value));
  return `/api/tasks/export?${query.toString()}`;
}
