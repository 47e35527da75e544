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

export const partsQuery = (period: string, unit: string) =>
  queryOptions({
    queryKey: ['report-parts', period, unit],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/{unit}/parts', { params: { path: { period, unit } } })),
    enabled: period !== '',
  });

export const officesQuery = (period: string, unit: string) =>
  queryOptions({
    queryKey: ['report-offices', period, unit],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/{unit}/offices', { params: { path: { period, unit } } })),
  });

export const changesQuery = (period: string, unit: string, from?: number, to?: number) =>
  queryOptions({
    queryKey: ['report-changes', period, unit, from, to],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/{unit}/changes', { params: { path: { period, unit }, query: { from, to } } })),
  });

export const notesQuery = (period: string, unit: string) =>
  queryOptions({
    queryKey: ['report-notes', period, unit],
    queryFn: () => dataOf(reportApi.GET('/api/reports/{period}/{unit}/notes', { params: { path: { period, unit } } })),
  });
