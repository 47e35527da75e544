import { Skeleton, Text } from '@mantine/core';
import type { Rollup } from '../api/types';
import { formatNumber } from '../format/numbers';
import { type Figure, reportFigures, taskFigures } from './figures';
import classes from './HeaderFigures.module.css';

/** The live counts of the period, reports first, tasks after. */
export function HeaderFigures({ rollup }: { rollup: Rollup | undefined }) {
  if (!rollup) return <Skeleton height={86} aria-label="Đang tải số liệu" />;
  const tasks = taskFigures(rollup.tasks);
  return (
    <div className={classes.row}>
      <Cards title="Báo cáo" figures={reportFigures(rollup)} />
      <Cards
        title="Nhiệm vụ"
        figures={[
          { key: 'total', label: 'Tổng số', value: tasks.total },
          { key: 'done', label: 'Đã xong', value: tasks.done, note: tasks.share === null ? undefined : `${formatNumber(tasks.share, 1)}%`, tone: 'good' },
          { key: 'overdue', label: 'Quá hạn', value: tasks.overdue, tone: tasks.overdue > 0 ? 'bad' : undefined },
        ]}
      />
    </div>
  );
}

function Cards({ title, figures }: { title: string; figures: Figure[] }) {
  return (
    <section className={classes.group} aria-label={title}>
      <Text className={classes.title}>{title}</Text>
      <dl className={classes.cards} aria-live="polite" aria-atomic="false">
        {figures.map((figure) => (
          <div key={figure.key} className={classes.card} data-tone={figure.tone}>
            <dt>{figure.label}</dt>
            <dd>
              {formatNumber(figure.value)}
              {figure.note && <small>{figure.note}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
