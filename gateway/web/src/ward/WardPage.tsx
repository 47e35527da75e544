import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { OrgUnit } from '../api/types';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { blockName } from '../format/labels';
import { usePageTitle } from '../layout/usePageTitle';
import { LiveBadge } from '../live/LiveBadge';
import { useRollup } from '../live/useRollup';
import { PeriodSelect } from '../period/PeriodSelect';
import { usePeriod } from '../period/usePeriod';
import { rights, useSession } from '../session/session';
import { ForecastPanel } from '../forecast/ForecastPanel';
import { TasksPanel } from '../tasks/TasksPanel';
import { UnitGate } from '../units/UnitGate';
import { HistoryPanel } from './HistoryPanel';
import { IndicatorsPanel } from './IndicatorsPanel';
import { PlansPanel } from './PlansPanel';
import { ReportCard } from './ReportCard';
import classes from './WardPage.module.css';

/** One commune, ward or special zone (xã, phường, đặc khu): its report, indicators, plans and tasks. */
export function WardPage() {
  const { code = '' } = useParams();
  return <UnitGate code={code}>{(unit) => <Ward key={code} unit={unit} />}</UnitGate>;
}

function Ward({ unit }: { unit: OrgUnit }) {
  const { code } = unit;
  const session = useSession();
  const period = usePeriod();
  const rollup = useRollup(code, period.code);
  usePageTitle(unit.fullName);

  if (period.error) return <Failed error={period.error} onRetry={period.retry} />;
  if (period.isPending || !period.current) return <Waiting lines={8} />;

  const mine = rights.writesFor(session, code);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <div>
          {rights.seesCity(session) && <Anchor component={Link} to={`/?ky=${period.code}`} size="sm">← {session.unitName}</Anchor>}
          <Title order={1} size="h2">{unit.fullName}</Title>
          <Text size="sm" c="dimmed">Mã {code} · khối {blockName(unit.block).toLowerCase()}</Text>
        </div>
        <Group gap="lg">
          <LiveBadge state={rollup.live} updatedAt={rollup.dataUpdatedAt} />
          <PeriodSelect periods={period.offered} value={period.code} onChange={period.choose} />
        </Group>
      </Group>
      <div className={classes.top}>
        <ReportCard unit={code} unitName={unit.fullName} block={unit.block} period={period.current} version={rollup.data?.version} />
        <PlansPanel unit={code} mine={mine} />
        <HistoryPanel unit={code} period={period.code} />
      </div>
      <IndicatorsPanel unit={code} period={period.code} rollup={rollup.data} />
      <ForecastPanel unit={code} />
      <TasksPanel unit={code} mine={mine} year={Number(period.current.cutoff.slice(0, 4))} />
    </Stack>
  );
}
