import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { CityReport } from '../api/types';

const at = (period: string, city: string) => ({ path: { period, city } });

export const cityReportQuery = (period: string, city: string) =>
  queryOptions({
    queryKey: ['city-report', period, city],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/city-report/{city}', { params: at(period, city) })),
    enabled: period !== '',
  });

export const cityReportHistoryQuery = (period: string, city: string) =>
  queryOptions({
    queryKey: ['city-report-history', period, city],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/city-report/{city}/history', { params: at(period, city) })),
    enabled: period !== '',
  });

export const sectionSourcesQuery = (period: string, city: string, section: string) =>
  queryOptions({
    queryKey: ['city-report-section', period, city, section],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/city-report/{city}/sections/{section}', { params: { path: { period, city, section } } })),
  });

/** A step on the report's way, with the revision that was on the screen where the step builds on it. */
export type CityReportAct =
  | { kind: 'consolidate'; acceptedOnly: boolean; discardEdits: boolean }
  | { kind: 'save'; narrative: Record<string, string> }
  | { kind: 'submit' }
  | { kind: 'return'; message: string }
  | { kind: 'issue'; documentNumber: string }
  | { kind: 'reopen'; reason: string };

const BASE = '/api/reports/{period}/city-report/{city}';

function send(act: CityReportAct, period: string, city: string, revision: number): Promise<CityReport> {
  const params = at(period, city);
  switch (act.kind) {
    case 'consolidate':
      return dataOf(reportApi.POST(`${BASE}/consolidate`, { params, body: { acceptedOnly: act.acceptedOnly, discardEdits: act.discardEdits, revision } }));
    case 'save':
      return dataOf(reportApi.PUT(BASE, { params, body: { narrative: act.narrative, revision } }));
    case 'submit':
      return dataOf(reportApi.POST(`${BASE}/submit`, { params }));
    case 'return':
      return dataOf(reportApi.POST(`${BASE}/return`, { params, body: { message: act.message } }));
    case 'issue':
      return dataOf(reportApi.POST(`${BASE}/issue`, { params, body: { documentNumber: act.documentNumber || null, revision } }));
    case 'reopen':
      return dataOf(reportApi.POST(`${BASE}/reopen`, { params, body: { reason: act.reason } }));
  }
}

export function useCityReportAct(report: CityReport) {
  const client = useQueryClient();
  const { period, orgUnit } = report;
  return useMutation({
    mutationFn: (act: CityReportAct) => send(act, period, orgUnit, report.revision),
    onSuccess: (fresh) => {
      client.setQueryData(cityReportQuery(period, orgUnit).queryKey, fresh);
      void client.invalidateQueries({ queryKey: ['city-report-history', period, orgUnit] });
    },
  });
}
