import type { Rollup } from '../api/types';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

export interface StreamHandlers {
  onRollup: (rollup: Rollup) => void;
  onState: (state: LiveState) => void;
  /** The server refused the stream (for instance because the session is over), so that somebody can look why. */
  onRefused: () => void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Keeps a server-sent event stream open. The browser itself reconnects after a lost connection, but gives up when the server
 * answers with an error (restart, overload): then it is opened again after growing pauses. Returns how to stop.
 */
export function openRollupStream(url: string, handlers: StreamHandlers, open = (address: string) => new EventSource(address)): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = FIRST_PAUSE_MS;

  function connect() {
    const current = open(url);
    source = current;
    current.addEventListener('rollup', (event) => {
      pauseMs = FIRST_PAUSE_MS;
      handlers.onState('live');
      handlers.onRollup(JSON.parse((event as MessageEvent<string>).data) as Rollup);
    });
    current.addEventListener('error', () => {
      handlers.onState('reconnecting');
      if (current.readyState !== EventSource.CLOSED) return;
      handlers.onRefused();
      timer = setTimeout(connect, pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    });
  }

  handlers.onState('connecting');
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
