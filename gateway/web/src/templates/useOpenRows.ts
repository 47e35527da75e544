import { useState } from 'react';

/** Which rows show their details: those that a person opened, and those with a mistake in them. */
export function useOpenRows() {
  const [chosen, setChosen] = useState<Record<number, boolean>>({});
  return {
    isOpen: (index: number, wrong: boolean) => chosen[index] ?? wrong,
    set: (index: number, open: boolean) => setChosen((before) => ({ ...before, [index]: open })),
    /** Places change: what was moved keeps its state, the rest closes. */
    move: (index: number, to: number | null) => setChosen((before) => (to === null || before[index] === undefined ? {} : { [to]: before[index] })),
  };
}
