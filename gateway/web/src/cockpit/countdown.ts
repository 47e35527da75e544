import { useEffect, useState } from 'react';

/** "2 ngày 03:04:05", or "đã quá hạn …". */
export function countdown(leftMs: number): string {
  const seconds = Math.floor(Math.abs(leftMs) / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${leftMs < 0 ? 'đã quá hạn ' : ''}${days > 0 ? `${days} ngày ` : ''}${clock}`;
}

/** Milliseconds until an instant by the server's clock: the browser's own may be wrong. */
export function useLeft(dueAt: string | undefined, serverNow: string | undefined, askedAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return dueAt && serverNow ? new Date(dueAt).getTime() - (new Date(serverNow).getTime() + Math.max(0, now - askedAt)) : 0;
}
