import { useEffect, useRef } from 'react';

/** Runs when the value changes after the first one, at most once per pause, and never forgets the last change. */
export function useThrottledEffect(value: number | undefined, pauseMs: number, act: () => void) {
  const first = useRef<number | undefined>(undefined);
  const last = useRef(0);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (value === undefined) return undefined;
    if (first.current === undefined) {
      first.current = value;
      return undefined;
    }
    if (first.current === value) return undefined;
    const wait = Math.max(0, last.current + pauseMs - Date.now());
    const timer = setTimeout(() => {
      first.current = value;
      last.current = Date.now();
      latest.current();
    }, wait);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
}
