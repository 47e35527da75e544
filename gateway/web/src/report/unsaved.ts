import type { Texts } from './draft';

/**
 * Typed values that did not reach the server (session over, no network), kept in this tab until they did.
 * The user's name stands in the key: nobody else finds them in the form.
 */
const keyOf = (user: string, period: string, unit: string) => `unsaved/${user}/${period}/${unit}`;

export function keepUnsaved(user: string, period: string, unit: string, fields: Texts) {
  const key = keyOf(user, period, unit);
  if (Object.keys(fields).length === 0) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(fields));
}

export function unsavedOf(user: string, period: string, unit: string): Texts {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(user, period, unit)) ?? '{}') as Texts;
  } catch {
    return {};
  }
}
