import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';

/** Enter and arrow keys walk through the number fields, Ctrl+S saves wherever the focus is. */
export function useFormKeys(save: () => void) {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return useCallback((event: KeyboardEvent<HTMLElement>) => {
    const from = event.target as HTMLElement;
    if (!(from instanceof HTMLInputElement) || !from.hasAttribute('data-cell')) return;
    const step = event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const cells = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[data-cell]:not(:disabled)')];
    const next = cells[cells.indexOf(from) + step];
    next?.focus();
    next?.select();
  }, []);
}

export const fieldId = (field: string) => `o-${field.replace('.', '-')}`;

/** Brings a field into view and puts the cursor there. */
export function goToField(field: string) {
  const element = document.getElementById(fieldId(field));
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  element?.focus({ preventScroll: true });
}
