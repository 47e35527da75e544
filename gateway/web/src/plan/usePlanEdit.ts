import { useCallback, useEffect, useReducer, useState } from 'react';
import { asProblem, type Problem } from '../api/problem';
import type { Plan } from '../api/types';
import { editReducer, isDirty, startEdit, toInput } from './edit';
import { useSavePlan } from './queries';

/** The corrections on the page: kept here until saved, with undo; leaving with unsaved ones asks first. */
export function usePlanEdit(plan: Plan) {
  const [state, dispatch] = useReducer(editReducer, plan, startEdit);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = useSavePlan(plan.id);
  const dirty = isDirty(state);

  const saveNow = useCallback(async (): Promise<boolean> => {
    const sent = state.now;
    setProblem(null);
    try {
      const saved = await save.mutateAsync(toInput(sent, state.version, plan));
      dispatch({ type: 'saved', plan: saved, sent });
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    }
  }, [plan, save, state.now, state.version]);

  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  // Another tab, or a step taken elsewhere, brought a newer plan and nothing is typed here.
  useEffect(() => {
    if (!dirty && plan.version > state.version) dispatch({ type: 'loaded', plan });
  }, [dirty, plan, state.version]);

  return { state, dispatch, dirty, problem, saving: save.isPending, saveNow, reload: useCallback((fresh: Plan) => { setProblem(null); dispatch({ type: 'loaded', plan: fresh }); }, []) };
}
