/**
 * What calls need of the session, outside of React. A flag in localStorage says that somebody signed in from this browser, so that
 * a first visit need not ask for a session that is not there; it holds no name and no secret.
 */
const FLAG = 'signed-in';

let csrf = '';
let onLost: () => void = () => undefined;

export const csrfToken = () => csrf;

export function sessionBegan(token: string) {
  csrf = token;
  localStorage.setItem(FLAG, '1');
}

export function sessionEnded() {
  csrf = '';
  localStorage.removeItem(FLAG);
}

export const maySignedIn = () => localStorage.getItem(FLAG) !== null;

export function whenSessionLost(act: () => void) {
  onLost = act;
}

export function sessionLost() {
  sessionEnded();
  onLost();
}
