import { changedFields, type Texts } from './draft';

/**
 * Typed values that did not reach the server (no network, session over, browser closed), kept in this browser until they did, together
 * with what the server held when they were typed: so that a colleague's change meanwhile is seen, not overwritten.
 * The user's name stands in the key: nobody else finds them in the form.
 */
export interface Unsaved {
  fields: Texts;
  base: Texts;
}

export const NOTHING_UNSAVED: Unsaved = { fields: {}, base: {} };

const PREFIX = 'unsaved/';
const keyOf = (user: string, period: string, unit: string) => `${PREFIX}${user}/${period}/${unit}`;

export function keepUnsaved(user: string, period: string, unit: string, base: Texts, texts: Texts) {
  const key = keyOf(user, period, unit);
  const changed = changedFields(base, texts);
  try {
    if (changed.length === 0) localStorage.removeItem(key);
    else {
      const pick = (from: Texts) => Object.fromEntries(changed.map((f) => [f, from[f] ?? '']));
      localStorage.setItem(key, JSON.stringify({ fields: pick(texts), base: pick(base) }));
    }
  } catch {
    // The browser keeps nothing (private window, full): the form itself still holds what was typed.
    return false;
  }
  return true;
}

export function unsavedOf(user: string, period: string, unit: string): Unsaved {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(user, period, unit)) ?? 'null') as Partial<Unsaved> | null;
    return kept?.fields && kept.base ? { fields: kept.fields, base: kept.base } : NOTHING_UNSAVED;
  } catch {
    return NOTHING_UNSAVED;
  }
}
