import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';

/** A component that most visits do without (a dialog, a form behind a button): its code comes when it is first drawn. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, waiting: ReactNode = null): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return (props) => (
    <Suspense fallback={waiting}>
      <Loaded {...props} />
    </Suspense>
  );
}
