import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { periodsQuery, templatesQuery } from '../report/queries';

/** The period in the address (?ky=), else the one the calendar puts in focus; only kinds that a report template exists for. */
export function usePeriod() {
  const [search, setSearch] = useSearchParams();
  const calendar = useQuery(periodsQuery);
  const templates = useQuery(templatesQuery);
  const kinds = new Set(templates.data?.flatMap((t) => t.periodKinds));
  const all = calendar.data ?? [];
  const wanted = search.get('ky');
  const offered = all
    .filter((p) => (kinds.has(p.kind) && p.state !== 'upcoming') || p.code === wanted || p.focus)
    .sort((a, b) => b.cutoff.localeCompare(a.cutoff) || b.from.localeCompare(a.from));
  const current = offered.find((p) => p.code === wanted) ?? offered.find((p) => p.focus) ?? offered[0];
  return {
    all,
    offered,
    current,
    code: current?.code ?? '',
    choose: (code: string) =>
      setSearch((before) => {
        before.set('ky', code);
        return before;
      }, { replace: true }),
    isPending: calendar.isPending || templates.isPending,
    error: calendar.error ?? templates.error,
    retry: () => {
      void calendar.refetch();
      void templates.refetch();
    },
  };
}
