import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { reportApi } from '../api/clients';
import { asProblem, dataOf } from '../api/problem';
import type { PartsView, Report, ReportContent, Template } from '../api/types';
import { serverNow } from '../format/dates';
import { useSession } from '../session/session';
import { changedFields, read, type Texts, toTexts } from './draft';
import { type DraftAct, draftReducer, startDraft } from './draftReducer';
import { partsQuery, reportHistoryQuery, reportQuery } from './queries';
import { keepUnsaved, NOTHING_UNSAVED, unsavedOf } from './unsaved';

const AUTOSAVE_MS = 1_500;
const TRY_AGAIN_MS = 10_000;
const CHANGED_MEANWHILE = ['RPT-0005', 'RPT-0017'];
const TO_WAIT_FOR = ['RPT-0016', 'RPT-0018'];

/**
 * The form's fields with autosave. Whoever puts the report together saves it whole; an office saves its own parts.
 * A save based on an older revision is refused by the server; then both versions are merged here.
 */
export function useReportDraft(report: Report, template: Template, editable: boolean, parts?: PartsView) {
  const { period, orgUnit } = report;
  const { userName } = useSession();
  const client = useQueryClient();
  const [state, setState] = useState(() =>
    startDraft(toTexts(report), report.revision, editable ? unsavedOf(userName, period, orgUnit) : NOTHING_UNSAVED));
  const byParts = useRef(parts);
  useEffect(() => {
    byParts.current = parts;
  });
  // What the fields are based on: a part that moved on since is not overwritten unseen.
  const versions = useRef<Record<string, string>>({ ...report.partVersions });
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
      const saved = byParts.current && !byParts.current.assembles
        ? await saveParts(byParts.current, versions.current, template, content, changedFields(base, texts))
        : await dataOf(reportApi.PUT('/api/reports/{period}/{unit}', { params, body: { ...content, revision } }));
      const sent = { ...texts };
      for (const field of Object.keys(invalid)) sent[field] = base[field] ?? '';
      dispatch({ type: 'saved', sent, revision: saved.revision, at: serverNow().getTime() });
      client.setQueryData(reportQuery(period, orgUnit).queryKey, (before) => ({ ...saved, suggested: before?.suggested ?? saved.suggested }));
      void client.invalidateQueries({ queryKey: reportHistoryQuery(period, orgUnit).queryKey });
      void client.invalidateQueries({ queryKey: partsQuery(period, orgUnit).queryKey });
      return saved.revision;
    } catch (error) {
      const problem = asProblem(error);
      if (CHANGED_MEANWHILE.includes(problem.code)) {
        const theirs = await dataOf(reportApi.GET('/api/reports/{period}/{unit}', { params })).catch(() => null);
        if (theirs?.partVersions) versions.current = { ...theirs.partVersions };
        if (theirs) dispatch({ type: 'overtaken', theirs: toTexts(theirs), revision: theirs.revision });
        else dispatch({ type: 'failed', problem: problem.message, errors: {} });
      } else if ((problem.status === 409 && !TO_WAIT_FOR.includes(problem.code)) || problem.status === 403) {
        dispatch({ type: 'refused', problem: problem.message });
      } else {
        dispatch({ type: 'failed', problem: problem.message, offline: problem.status === 0, errors: Object.fromEntries(problem.fields.map((f) => [f.field, f.message])) });
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

  /**
   * Takes over what the server holds now. Answers its revision when it says the same as what the form is based on (only the way of the
   * report moved on: an explanation, a part handed in), else null: then a person has to look again.
   */
  const catchUp = useCallback(async (): Promise<number | null> => {
    const theirs = await dataOf(reportApi.GET('/api/reports/{period}/{unit}', { params: { path: { period, unit: orgUnit } } }));
    const texts = toTexts(theirs);
    const same = changedFields(latest.current.base, texts).length === 0;
    if (theirs.partVersions) versions.current = { ...theirs.partVersions };
    dispatch({ type: 'overtaken', theirs: texts, revision: theirs.revision });
    return same ? theirs.revision : null;
  }, [dispatch, orgUnit, period]);

  useEffect(() => {
    if (!editable || (state.save !== 'waiting' && state.save !== 'failed')) return undefined;
    const timer = setTimeout(() => void saveNow(), state.save === 'failed' ? TRY_AGAIN_MS : AUTOSAVE_MS);
    return () => clearTimeout(timer);
  }, [editable, saveNow, state.save, state.texts]);

  useEffect(() => {
    if (!editable) return undefined;
    const back = () => void saveNow();
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [editable, saveNow]);

  const unsaved = useMemo(() => changedFields(state.base, state.texts), [state.base, state.texts]);
  useEffect(() => {
    if (editable) keepUnsaved(userName, period, orgUnit, state.base, state.texts);
  }, [editable, orgUnit, period, state.base, state.texts, userName]);

  const dirty = editable && unsaved.length > 0;
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  const type = useCallback((fields: Texts) => dispatch({ type: 'typed', fields }), [dispatch]);
  return { state, dispatch, type, saveNow, catchUp, dirty, unsaved: unsaved.length };
}

/** Saves each of the caller's parts in which something changed; answers the report as it then stands. */
async function saveParts(parts: PartsView, versions: Record<string, string>, template: Template, content: ReportContent, changed: string[]): Promise<Report> {
  const path = { period: parts.period, unit: parts.orgUnit };
  const codes = new Set(changed.map((field) => field.slice(field.indexOf('.') + 1)));
  const computed = new Set(template.items.filter((i) => i.formula).map((i) => i.code));
  for (const part of parts.parts.filter((p) => p.mine && p.codes.some((c) => codes.has(c)))) {
    const own = <T,>(all: Record<string, T>) => Object.fromEntries(Object.entries(all).filter(([code]) => part.codes.includes(code) && !computed.has(code)));
    const saved = await dataOf(reportApi.PUT('/api/reports/{period}/{unit}/parts/{part}', {
      params: { path: { ...path, part: part.code } },
      body: { values: own(content.values), narrative: own(content.narrative), base: versions[part.code] ?? part.version },
    }));
    versions[part.code] = saved.part.version;
  }
  return dataOf(reportApi.GET('/api/reports/{period}/{unit}', { params: { path } }));
}
