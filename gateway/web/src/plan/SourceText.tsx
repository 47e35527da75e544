import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { Finding } from '../api/types';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import type { Lines } from './lines';
import classes from './Plan.module.css';
import { planSourceQuery } from './queries';

/** The document's text with line numbers; the chosen lines come into view. */
export function SourceText({ id, findings, lines }: { id: string; findings: Finding[]; lines: Lines | null }) {
  const source = useQuery(planSourceQuery(id));
  const scroller = useRef<HTMLDivElement>(null);
  const text = useMemo(() => source.data?.text.split(/\r?\n/) ?? [], [source.data]);
  const doubtful = useMemo(() => new Map(findings.map((f) => [f.line, f.severity])), [findings]);
  const virtual = useVirtualizer({ count: text.length, getScrollElement: () => scroller.current, estimateSize: () => 22, overscan: 20 });

  useEffect(() => {
    if (lines && text.length > 0) virtual.scrollToIndex(lines.from - 1, { align: 'center' });
  }, [lines, text.length, virtual]);

  return (
    <section className={classes.source} aria-label="Văn bản gốc">
      <Text fw={600} size="sm" px="sm" py={8}>Văn bản gốc</Text>
      {source.isError && <Failed error={source.error} onRetry={() => void source.refetch()} />}
      {source.isPending && <Waiting lines={12} height={18} />}
      <div ref={scroller} className={classes.sourceScroller} tabIndex={0} role="region" aria-label="Văn bản gốc theo dòng">
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const number = item.index + 1;
            const chosen = lines !== null && lines.from <= number && number <= lines.to;
            return (
              <div
                key={item.key} ref={virtual.measureElement} data-index={item.index} className={classes.line}
                data-chosen={chosen || undefined} data-doubt={doubtful.get(number)} style={{ transform: `translateY(${item.start}px)` }}
              >
                <span aria-hidden>{number}</span>
                <span>{text[item.index]?.replaceAll('\t', '  |  ') || ' '}</span>
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
