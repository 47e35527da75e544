import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { rollupApi } from '../api/clients';
import { dataOf } from '../api/problem';
import { type LiveState, openRollupStream } from './rollupStream';

const POLL_WITHOUT_STREAM_MS = 15_000;

export const rollupQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: ['rollup', unit, period],
    queryFn: () => dataOf(rollupApi.GET('/api/rollups/{unit}', { params: { path: { unit }, query: { period } } })),
    enabled: unit !== '' && period !== '',
  });

/** A unit's live picture: the stream feeds the cache; while there is no stream the document is asked for now and then. */
export function useRollup(unit: string, period: string) {
  const client = useQueryClient();
  const [live, setLive] = useState<LiveState>('connecting');
  const query = useQuery({ ...rollupQuery(unit, period), refetchInterval: live === 'live' ? false : POLL_WITHOUT_STREAM_MS });

  // The stream begins with the whole picture again, uncompressed: it must not hold up the first one.
  const first = query.isFetched;
  useEffect(() => {
    if (!unit || !period || !first) return undefined;
    return openRollupStream(`/api/rollups/${unit}/stream?period=${period}`, {
      onRollup: (rollup) => client.setQueryData(rollupQuery(unit, period).queryKey, rollup),
      onState: setLive,
      onRefused: () => void client.invalidateQueries({ queryKey: rollupQuery(unit, period).queryKey }),
    });
  }, [client, unit, period, first]);

  return { ...query, live };
}
