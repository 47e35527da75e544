import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { reportApi } from '../api/clients';
import { asProblem, dataOf } from '../api/problem';
import type { Report, Template } from '../api/types';
import { useSession } from '../session/session';
import { changedFields, read, type Texts, toTexts } from './draft';
import { type DraftAct, draftReducer, startDraft } from './draftReducer';
import { reportHistoryQuery, reportQuery } from './queries';
import { keepUnsaved, unsavedOf } from './unsaved';

const AUTOSAVE_MS = 1_500;
const TRY_AGAIN_MS = 10_000;
const CHANGED_MEANWHILE = 'RPT-0005';

/** The form's fields with autosave. A save based on an older revision is refused by the server; then both versions are merged here. */
export function useReportDraft(report: Report, template: Template, editable: boolean) {
  const { period, orgUnit } = report;
  const { userName } = useSession();
  const client = useQueryClient();
  const [state, setState] = useState(() =>
    startDraft(toTexts(report), report.revision, editable ? unsavedOf(userName, period, orgUnit) : {}));
  // A save that follows another at once must see its revision before React draws again, so the state is kept here too.
  const latest = useRef(state);
  const dispatch = useCallback((act: DraftAct) => {
    latest.current = draftReducer(latest.current, act);
    setState(latest.current);
  }, []);
  const running = useRef<Promise<number | null> | null>(null);

  const send = useCallback(async (): Promise<number | null> => {
    const { texts, base, revision } = latest.current;
    const { content, invalid } = read(texts, template, base);
    dispatch({ type: 'saving' });
    const params = { path: { period, unit: orgUnit } };
    try {
      const saved = await dataOf(reportApi.PUT('/api/reports/{period}/{unit}', { params, body: { ...content, revision } }));
      const sent = { ...texts };
      for (const field of Object.keys(invalid)) sent[field] = base[field] ?? '';
      dispatch({ type: 'saved', sent, revision: saved.revision, at: Date.now() });
      client.setQueryData(reportQuery(period, orgUnit).queryKey, (before) => ({ ...saved, suggested: before?.suggested ?? saved.suggested }));
      void client.invalidateQueries({ queryKey: reportHistoryQuery(period, orgUnit).queryKey });
      return saved.revision;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === CHANGED_MEANWHILE) {
        const theirs = await dataOf(reportApi.GET('/api/reports/{period}/{unit}', { params })).catch(() => null);
        if (theirs) dispatch({ type: 'overtaken', theirs: toTexts(theirs), revision: theirs.revision });
        else dispatch({ type: 'failed', problem: problem.message, errors: {} });
      } else if (problem.status === 409 || problem.status === 403) {
        dispatch({ type: 'refused', problem: problem.message });
      } else {
        dispatch({ type: 'failed', problem: problem.message, errors: Object.fromEntries(problem.fields.map((f) => [f.field, f.message])) });
      }
      return null;
    }
  }, [client, dispatch, orgUnit, period, template]);

  /** Saves what is not saved yet; answers the revision that the server then holds, or null when it could not be saved. */
  const saveNow = useCallback(async (): Promise<number | null> => {
    if (running.current) await running.current;
    const { texts, base, revision, clashes } = latest.current;
    if (clashes.length > 0) return null;
    if (revision > 0 && changedFields(base, texts).length === 0) return revision;
    running.current = send().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [send]);

  useEffect(() => {
    if (!editable || (state.save !== 'waiting' && state.save !== 'failed')) return undefined;
    const timer = setTimeout(() => void saveNow(), state.save === 'failed' ? TRY_AGAIN_MS : AUTOSAVE_MS);
    return () => clearTimeout(timer);
  }, [editable, saveNow, state.save, state.texts]);

  const unsaved = useMemo(() => changedFields(state.base, state.texts), [state.base, state.texts]);
  useEffect(() => {
    if (editable) keepUnsaved(userName, period, orgUnit, Object.fromEntries(unsaved.map((f) => [f, state.texts[f] ?? ''])));
  }, [editable, orgUnit, period, state.texts, unsaved, userName]);

  const dirty = editable && unsaved.length > 0;
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  const type = useCallback((fields: Texts) => dispatch({ type: 'typed', fields }), [dispatch]);
  return { state, dispatch, type, saveNow, dirty };
}
