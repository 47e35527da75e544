import { Box, Skeleton } from '@mantine/core';
import { type ComponentProps, lazy, Suspense, useEffect, useRef, useState } from 'react';

const Chart = lazy(() => import('./Chart'));

/** Drawing begins a little before the chart is scrolled into sight. */
const AHEAD = '200px';

/** A chart whose library is loaded when the chart comes into sight; until then its place is held. */
export function LazyChart(props: ComponentProps<typeof Chart>) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const watch = new IntersectionObserver((entries) => setSeen((before) => before || entries.some((e) => e.isIntersecting)), { rootMargin: AHEAD });
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  const waiting = <Skeleton height={props.height} />;
  return <Box ref={place} mih={props.height}>{seen ? <Suspense fallback={waiting}><Chart {...props} /></Suspense> : waiting}</Box>;
}
