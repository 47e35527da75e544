import { Anchor, Badge, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { asProblem } from '../api/problem';
import type { Plan } from '../api/types';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatDay, formatInstant } from '../format/dates';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { rights, useSession } from '../session/session';
import { DraftActions } from './DraftActions';
import { Findings } from './Findings';
import { planState } from './labels';
import classes from './Plan.module.css';
import { planQuery } from './queries';
import { SourceText } from './SourceText';
import { TargetsTable } from './TargetsTable';
import { TasksTable } from './TasksTable';

/** A plan (kế hoạch); a draft is reviewed here before it is issued. */
export function PlanPage() {
  const { id = '' } = useParams();
  const plan = useQuery(planQuery(id));
  usePageTitle(plan.data?.title);
  if (plan.isError && [400, 404].includes(asProblem(plan.error).status)) return <NotFoundPage what="Không có kế hoạch này" />;
  if (plan.isError) return <Failed error={plan.error} onRetry={() => void plan.refetch()} />;
  return plan.data ? <PlanView plan={plan.data} /> : <Waiting lines={10} />;
}

export interface Lines {
  from: number;
  to: number;
}

function PlanView({ plan }: { plan: Plan }) {
  const session = useSession();
  const [lines, setLines] = useState<Lines | null>(null);
  const draft = plan.state === 'draft';
  const state = planState(plan.state);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className={classes.heading}>
          <Anchor component={Link} to={`/don-vi/${plan.orgUnit}`} size="sm">← Trang đơn vị</Anchor>
          <Title order={1} size="h2" mt={4}>{plan.title || 'Kế hoạch chưa rõ tên'}</Title>
          <Text size="sm" c="dimmed">{decisionWords(plan)}</Text>
          <Group gap="xs" mt={6}>
            <Badge color={state.color}>{state.label}</Badge>
            {plan.periodFrom && <Text size="sm">{formatDay(plan.periodFrom)} – {formatDay(plan.periodTo)}</Text>}
            <Text size="sm" c="dimmed">tệp {plan.fileName}</Text>
          </Group>
        </div>
        {draft && rights.writesFor(session, plan.orgUnit) && <DraftActions plan={plan} />}
      </Group>
      {draft && <Findings findings={plan.findings} onShow={(line) => setLines({ from: line, to: line })} />}
      <div className={classes.review}>
        <Tabs defaultValue={plan.tasks.length > 0 ? 'tasks' : 'targets'} keepMounted={false} className={classes.tables}>
          <Tabs.List>
            <Tabs.Tab value="tasks">Nhiệm vụ ({plan.tasks.length})</Tabs.Tab>
            <Tabs.Tab value="targets">Chỉ tiêu ({plan.targets.length})</Tabs.Tab>
            <Tabs.Tab value="bases">Căn cứ ({plan.legalBases.length})</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="tasks" pt="sm"><TasksTable plan={plan} chosen={lines} onShow={setLines} /></Tabs.Panel>
          <Tabs.Panel value="targets" pt="sm"><TargetsTable plan={plan} chosen={lines} onShow={setLines} /></Tabs.Panel>
          <Tabs.Panel value="bases" pt="sm">
            <ul>{plan.legalBases.map((basis) => <li key={basis}><Text size="sm">{basis}</Text></li>)}</ul>
          </Tabs.Panel>
        </Tabs>
        <SourceText id={plan.id} findings={draft ? plan.findings : []} lines={lines} />
      </div>
    </Stack>
  );
}

function decisionWords({ decision, createdAt, createdBy, issuedAt }: Plan): string {
  const number = decision.number ? `Số ${decision.number}` : 'Chưa có số';
  const date = decision.date ? `ngày ${formatDay(decision.date)}` : (decision.dateText ?? 'chưa có ngày');
  const signer = decision.signer ? ` · ký: ${[decision.signerRole, decision.signer].filter(Boolean).join(' ')}` : '';
  const entry = issuedAt ? `ban hành trên hệ thống ${formatInstant(issuedAt)}` : `nhập ${formatInstant(createdAt)} bởi ${createdBy}`;
  return `${number}, ${date}${signer} · ${entry}`;
}
