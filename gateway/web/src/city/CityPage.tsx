import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatDay } from '../format/dates';
import { periodName } from '../format/periods';
import { ForecastPanel } from '../forecast/ForecastPanel';
import { usePageTitle } from '../layout/usePageTitle';
import { LiveBadge } from '../live/LiveBadge';
import { useRollup } from '../live/useRollup';
import { useThrottledEffect } from '../live/useThrottledEffect';
import { PeriodSelect } from '../period/PeriodSelect';
import { usePeriod } from '../period/usePeriod';
import { reportLinesQuery } from '../report/queries';
import { useSession } from '../session/session';
import { Board } from './Board';
import { boardRows } from './boardRows';
import classes from './CityPage.module.css';
import { ComparisonPanel } from './ComparisonPanel';
import { HeaderFigures } from './HeaderFigures';

const REFRESH_PAUSE_MS = 2_000;

/** The whole city in one period, live. */
export function CityPage({ unit }: { unit: string }) {
  const session = useSession();
  usePageTitle(session.unitName);
  const client = useQueryClient();
  const period = usePeriod();
  const rollup = useRollup(unit, period.code);
  const lines = useQuery(reportLinesQuery(period.code));

  useThrottledEffect(rollup.data?.version, REFRESH_PAUSE_MS, () => {
    void client.invalidateQueries({ queryKey: ['compare', period.code] });
    void client.invalidateQueries({ queryKey: reportLinesQuery(period.code).queryKey });
  });

  if (period.error) return <Failed error={period.error} onRetry={period.retry} />;
  if (period.isPending || !period.current) return <Waiting lines={8} />;
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={1} size="h2">{session.unitName}</Title>
          <Text c="dimmed" size="sm">
            {periodName(period.code)}: số liệu từ {formatDay(period.current.from)} đến {formatDay(period.current.cutoff)},
            hạn gửi của xã, phường, đặc khu {formatDay(period.current.communeDue)}
          </Text>
        </div>
        <Group gap="lg" className="no-print">
          <LiveBadge state={rollup.live} updatedAt={rollup.dataUpdatedAt} />
          <PeriodSelect periods={period.offered} value={period.code} onChange={period.choose} />
        </Group>
      </Group>
      {rollup.isError && !rollup.data && <Failed error={rollup.error} onRetry={() => void rollup.refetch()} />}
      <HeaderFigures rollup={rollup.data} />
      <div className={classes.columns}>
        <Board
          period={period.code}
          rows={boardRows(rollup.data?.children, lines.data)}
          isPending={rollup.isPending && lines.isPending}
          error={lines.error}
          onRetry={() => void lines.refetch()}
        />
        <ComparisonPanel period={period.code} />
      </div>
      <ForecastPanel unit={unit} whole />
    </Stack>
  );
}
