/**
 * What calls need of the session, outside of React. A flag in localStorage says that somebody signed in from this browser, so that
 * a first visit need not ask for a session that is not there; it holds no name and no secret.
 */
const FLAG = 'signed-in';

let csrf = '';
let leftByChoice = false;
let onLost: () => void = () => undefined;

export const csrfToken = () => csrf;

export function sessionBegan(token: string) {
  csrf = token;
  leftByChoice = false;
  localStorage.setItem(FLAG, '1');
}

export function sessionEnded() {
  csrf = '';
  localStorage.removeItem(FLAG);
}

/** After a sign-out the next person starts at their own page, not where the last one was. */
export function sessionLeft() {
  leftByChoice = true;
  sessionEnded();
}

export const wasLeft = () => leftByChoice;

export const maySignedIn = () => localStorage.getItem(FLAG) !== null;

export function whenSessionLost(act: () => void) {
  onLost = act;
}

export function sessionLost() {
  sessionEnded();
  onLost();
}
