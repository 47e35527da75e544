import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { indicatorApi } from '../api/clients';
import { dataOf } from '../api/problem';

export const indicatorsQuery = queryOptions({
  queryKey: ['indicators'],
  queryFn: () => dataOf(indicatorApi.GET('/api/indicators')),
  staleTime: 30 * 60_000,
});

export const compareQuery = (period: string, indicator: string, block: string) =>
  queryOptions({
    queryKey: ['compare', period, indicator, block],
    queryFn: () =>
      dataOf(indicatorApi.GET('/api/indicators/compare', { params: { query: { period, indicator, block: block || undefined } } })),
    enabled: period !== '' && indicator !== '',
    placeholderData: keepPreviousData,
  });

export const seriesQuery = (indicator: string, orgUnit: string) =>
  queryOptions({
    queryKey: ['series', orgUnit, indicator],
    queryFn: () => dataOf(indicatorApi.GET('/api/indicators/series', { params: { query: { indicator, orgUnit } } })),
    enabled: indicator !== '',
  });
