import { describe, expect, it } from 'vitest';
import { countdown } from './countdown';

describe('countdown', () => {
  it.each([
    [0, '00:00:00'], [59_999, '00:00:59'], [3_600_000, '01:00:00'], [2 * 86_400_000 + 3 * 3_600_000 + 4 * 60_000 + 5000, '2 ngày 03:04:05'], [-61_000, 'đã quá hạn 00:01:01'],
  ])('%d ms', (left, expected) => expect(countdown(left)).toBe(expected));
});
