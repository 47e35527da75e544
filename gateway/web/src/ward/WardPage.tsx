import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { asProblem } from '../api/problem';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { blockName } from '../format/labels';
import { usePageTitle } from '../layout/usePageTitle';
import { LiveBadge } from '../live/LiveBadge';
import { useRollup } from '../live/useRollup';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { PeriodSelect } from '../period/PeriodSelect';
import { usePeriod } from '../period/usePeriod';
import { rights, useSession } from '../session/session';
import { TasksPanel } from '../tasks/TasksPanel';
import { orgUnitQuery } from '../units/queries';
import { HistoryPanel } from './HistoryPanel';
import { IndicatorsPanel } from './IndicatorsPanel';
import { PlansPanel } from './PlansPanel';
import { ReportCard } from './ReportCard';
import classes from './WardPage.module.css';

/** One commune, ward or special zone (xã, phường, đặc khu): its report, indicators, plans and tasks. */
export function WardPage() {
  const { code = '' } = useParams();
  const session = useSession();
  const unit = useQuery(orgUnitQuery(code));
  const period = usePeriod();
  const rollup = useRollup(unit.data?.isLeaf ? code : '', period.code);
  usePageTitle(unit.data?.fullName);

  if (unit.isError && [403, 404].includes(asProblem(unit.error).status)) return <NotFoundPage what={asProblem(unit.error).message} />;
  if (unit.isError) return <Failed error={unit.error} onRetry={() => void unit.refetch()} />;
  if (period.error) return <Failed error={period.error} onRetry={period.retry} />;
  if (!unit.data || period.isPending || !period.current) return <Waiting lines={8} />;
  if (!unit.data.isLeaf) return <NotFoundPage what={`${unit.data.fullName} không có trang riêng`} />;

  const mine = rights.writesFor(session, code);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <div>
          {rights.seesCity(session) && <Anchor component={Link} to={`/?ky=${period.code}`} size="sm">← {session.unitName}</Anchor>}
          <Title order={1} size="h2">{unit.data.fullName}</Title>
          <Text size="sm" c="dimmed">Mã {code} · khối {blockName(unit.data.block).toLowerCase()}</Text>
        </div>
        <Group gap="lg">
          <LiveBadge state={rollup.live} updatedAt={rollup.dataUpdatedAt} />
          <PeriodSelect periods={period.offered} value={period.code} onChange={period.choose} />
        </Group>
      </Group>
      <div className={classes.top}>
        <ReportCard unit={code} unitName={unit.data.fullName} period={period.current} version={rollup.data?.version} />
        <PlansPanel unit={code} mine={mine} />
        <HistoryPanel unit={code} period={period.code} />
      </div>
      <IndicatorsPanel unit={code} period={period.code} rollup={rollup.data} />
      <TasksPanel unit={code} mine={mine} year={Number(period.current.cutoff.slice(0, 4))} />
    </Stack>
  );
}
