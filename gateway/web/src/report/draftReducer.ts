import { changedFields, type Clash, merge, type Texts } from './draft';
import { NOTHING_UNSAVED, type Unsaved } from './unsaved';

export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'failed' | 'clashing' | 'refused';

/** The form between the person and the server. */
export interface DraftState {
  texts: Texts;
  /** What the server holds, as far as known. */
  base: Texts;
  revision: number;
  save: SaveState;
  savedAt: number;
  clashes: Clash[];
  /** The server's last complaints by field. */
  errors: Record<string, string>;
  problem: string;
  /** The last save did not reach the server. */
  offline: boolean;
}

export type DraftAct =
  | { type: 'typed'; fields: Texts }
  | { type: 'saving' }
  | { type: 'saved'; sent: Texts; revision: number; at: number }
  | { type: 'failed'; problem: string; errors: Record<string, string>; offline?: boolean }
  | { type: 'refused'; problem: string }
  | { type: 'overtaken'; theirs: Texts; revision: number }
  | { type: 'settled'; field: string; text: string }
  | { type: 'told'; errors: Record<string, string> };

/** What the server holds now, with what this browser still keeps: where a colleague changed the same field meanwhile, a person decides. */
export function startDraft(base: Texts, revision: number, unsaved: Unsaved = NOTHING_UNSAVED): DraftState {
  const restored = Object.keys(unsaved.fields).length > 0;
  const { texts, clashes } = merge({ ...base, ...unsaved.base }, { ...base, ...unsaved.fields }, base);
  return {
    base, revision, texts, save: clashes.length > 0 ? 'clashing' : restored ? 'waiting' : 'clean', savedAt: 0, clashes, errors: {}, problem: '', offline: false,
  };
}

export function draftReducer(state: DraftState, act: DraftAct): DraftState {
  switch (act.type) {
    case 'typed': {
      const errors = { ...state.errors };
      for (const field of Object.keys(act.fields)) delete errors[field];
      const save = state.save === 'clashing' || state.save === 'refused' ? state.save : 'waiting';
      return { ...state, texts: { ...state.texts, ...act.fields }, errors, save };
    }
    case 'saving':
      return { ...state, save: 'saving', problem: '' };
    case 'saved':
      // Typed while the call was under way: still to be saved.
      return {
        ...state, base: act.sent, revision: act.revision, savedAt: act.at, problem: '', errors: {}, offline: false,
        save: state.save === 'waiting' ? 'waiting' : 'saved',
      };
    case 'failed':
      return { ...state, save: 'failed', problem: act.problem, errors: { ...state.errors, ...act.errors }, offline: act.offline ?? false };
    case 'refused':
      return { ...state, save: 'refused', problem: act.problem };
    case 'overtaken': {
      const { texts, clashes } = merge(state.base, state.texts, act.theirs);
      const save = clashes.length > 0 ? 'clashing' : changedFields(act.theirs, texts).length > 0 ? 'waiting' : 'clean';
      return { ...state, base: act.theirs, revision: act.revision, texts, clashes, save };
    }
    case 'settled': {
      const clashes = state.clashes.filter((c) => c.field !== act.field);
      return { ...state, clashes, texts: { ...state.texts, [act.field]: act.text }, save: clashes.length > 0 ? 'clashing' : 'waiting' };
    }
    case 'told':
      return { ...state, errors: act.errors };
  }
}
