import { describe, expect, it } from 'vitest';
import type { PartsView } from '../api/types';
import { unfinished } from './useParts';

const view = (...states: [office: string | null, state: string][]) =>
  ({ parts: states.map(([office, state], i) => ({ code: `L${i}`, office, state })) }) as PartsView;

describe('unfinished', () => {
  it('names the parts that offices still owe', () =>
    expect(unfinished(view(['VP', 'handedIn'], ['KT', 'inProgress'], ['HCC', 'returned'], [null, 'notStarted'])).map((p) => p.code)).toEqual(['L1', 'L2']));

  it('names none where the officer fills the report alone', () => expect(unfinished(view(['VP', 'inProgress'], ['KT', 'notStarted']))).toEqual([]));
});
