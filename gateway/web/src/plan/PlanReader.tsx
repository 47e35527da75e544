import { Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import type { Plan } from '../api/types';
import { CityItemsPanel } from './CityItemsPanel';
import { DifferencesPanel } from './DifferencesPanel';
import { CascadePanel } from './CascadePanel';
import { PlanHistoryPanel } from './PlanHistoryPanel';
import type { Lines } from './lines';
import classes from './Plan.module.css';
import { SourceText } from './SourceText';
import { TargetsTable } from './TargetsTable';
import { TasksTable } from './TasksTable';

const isCommune = (unit: string) => unit.length === 5;

/** A plan to be read, and what belongs to it: history, differences, what came from above, what goes below. */
export function PlanReader({ plan, mine, besides = false }: { plan: Plan; mine: boolean; besides?: boolean }) {
  const [lines, setLines] = useState<Lines | null>(null);
  const first = besides ? (plan.amends ? 'differences' : isCommune(plan.orgUnit) ? 'city' : 'history') : plan.tasks.length > 0 ? 'tasks' : 'targets';
  const tables = (
    <Tabs defaultValue={first} keepMounted={false} className={classes.tables}>
      <Tabs.List>
        {!besides && <Tabs.Tab value="tasks">Nhiệm vụ ({plan.tasks.length})</Tabs.Tab>}
        {!besides && <Tabs.Tab value="targets">Chỉ tiêu ({plan.targets.length})</Tabs.Tab>}
        {!besides && <Tabs.Tab value="bases">Căn cứ ({plan.legalBases.length})</Tabs.Tab>}
        {(plan.amends ?? (plan.edition ?? 0) > 1) && <Tabs.Tab value="differences">Khác biệt</Tabs.Tab>}
        {isCommune(plan.orgUnit) && <Tabs.Tab value="city">Nhiệm vụ cấp trên giao</Tabs.Tab>}
        {!isCommune(plan.orgUnit) && plan.state === 'issued' && <Tabs.Tab value="cascade">Giao xuống cấp xã</Tabs.Tab>}
        <Tabs.Tab value="history">Lịch sử</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="tasks" pt="sm"><TasksTable plan={plan} chosen={lines} onShow={setLines} /></Tabs.Panel>
      <Tabs.Panel value="targets" pt="sm"><TargetsTable plan={plan} chosen={lines} onShow={setLines} /></Tabs.Panel>
      <Tabs.Panel value="bases" pt="sm"><ul>{plan.legalBases.map((basis) => <li key={basis}><Text size="sm">{basis}</Text></li>)}</ul></Tabs.Panel>
      <Tabs.Panel value="differences" pt="sm"><DifferencesPanel plan={plan} /></Tabs.Panel>
      <Tabs.Panel value="city" pt="sm"><CityItemsPanel unit={plan.orgUnit} plan={plan} mine={mine} /></Tabs.Panel>
      <Tabs.Panel value="cascade" pt="sm"><CascadePanel plan={plan} mine={mine} /></Tabs.Panel>
      <Tabs.Panel value="history" pt="sm"><PlanHistoryPanel plan={plan} /></Tabs.Panel>
    </Tabs>
  );
  if (besides || !plan.fileName) return tables;
  return (
    <div className={classes.review}>
      <SourceText id={plan.id} findings={[]} lines={lines} />
      {tables}
    </div>
  );
}
