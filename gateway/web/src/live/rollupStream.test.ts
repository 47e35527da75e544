import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Rollup } from '../api/types';
import { type LiveState, openRollupStream } from './rollupStream';

class FakeSource extends EventTarget {
  readyState = 0;
  closed = false;
  close() {
    this.closed = true;
  }
  send(version: number) {
    this.dispatchEvent(new MessageEvent('rollup', { data: JSON.stringify({ version }) }));
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
}

const CONNECTING = 0;
const CLOSED = 2;

describe('openRollupStream', () => {
  let sources: FakeSource[];
  let states: LiveState[];
  let rollups: Rollup[];
  let refused: number;

  const start = () =>
    openRollupStream(
      '/stream',
      { onRollup: (r) => rollups.push(r), onState: (s) => states.push(s), onRefused: () => (refused += 1) },
      () => {
        const source = new FakeSource();
        sources.push(source);
        return source as unknown as EventSource;
      },
    );

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', { CONNECTING, OPEN: 1, CLOSED });
    sources = [];
    states = [];
    rollups = [];
    refused = 0;
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is live once the first document came', () => {
    start();
    sources[0]!.send(7);
    expect(states).toEqual(['connecting', 'live']);
    expect(rollups).toEqual([{ version: 7 }]);
  });

  it('leaves a lost connection to the browser', () => {
    start();
    sources[0]!.fail(CONNECTING);
    vi.advanceTimersByTime(60_000);
    expect(states.at(-1)).toBe('reconnecting');
    expect(sources).toHaveLength(1);
    expect(refused).toBe(0);
  });

  it('opens again after growing pauses when the server refuses, and at once afresh after a success', () => {
    start();
    sources[0]!.fail(CLOSED);
    vi.advanceTimersByTime(1_000);
    expect(sources).toHaveLength(2);
    sources[1]!.fail(CLOSED);
    vi.advanceTimersByTime(1_999);
    expect(sources).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sources).toHaveLength(3);
    sources[2]!.send(1);
    sources[2]!.fail(CLOSED);
    vi.advanceTimersByTime(1_000);
    expect(sources).toHaveLength(4);
    expect(refused).toBe(3);
  });

  it('stops for good', () => {
    const stop = start();
    sources[0]!.fail(CLOSED);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(sources).toHaveLength(1);
    expect(sources[0]!.closed).toBe(true);
  });
});
