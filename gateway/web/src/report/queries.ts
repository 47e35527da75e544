import { queryOptions } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';

export const periodsQuery = queryOptions({
  queryKey: ['periods'],
  queryFn: () => dataOf(reportApi.GET('/api/reports/periods')),
  staleTime: 5 * 60_000,
});

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: () => dataOf(reportApi.GET('/api/reports/templates')),
  staleTime: 30 * 60_000,
});

export const reportLinesQuery = (period: string) =>
  queryOptions({
    queryKey: ['report-lines', period],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}', { params: { path: { period } } })),
    enabled: period !== '',
  });

export const reportQuery = (period: string, unit: string) =>
  queryOptions({
    queryKey: ['report', period, unit],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/{unit}', { params: { path: { period, unit } } })),
    enabled: period !== '',
  });

export const reportHistoryQuery = (period: string, unit: string) =>
  queryOptions({
    queryKey: ['report-history', period, unit],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/{unit}/history', { params: { path: { period, unit } } })),
    enabled: period !== '',
  });

export const templateQuery = (period: string) =>
  queryOptions({
    queryKey: ['template', period],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/template', { params: { path: { period } } })),
    staleTime: 30 * 60_000,
    enabled: period !== '',
  });
