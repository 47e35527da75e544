import { Alert, Anchor, Badge, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { asProblem } from '../api/problem';
import type { Plan } from '../api/types';
import { Downloads } from '../components/Downloads';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatDay, formatInstant } from '../format/dates';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { useSession } from '../session/session';
import { mayPlanFor } from './rights';
import { planState } from './labels';
import classes from './Plan.module.css';
import { PlanEditor } from './PlanEditor';
import { PlanHelp } from './PlanHelp';
import { PlanReader } from './PlanReader';
import { planQuery } from './queries';
import { itemName } from './ReturnPlanDialog';
import { StepActions } from './StepActions';

/** A plan (kế hoạch): in work it is corrected here, later it is read here. */
export function PlanPage() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const plan = useQuery(planQuery(id));
  const merged = plan.data?.state === 'merged' ? plan.data.amends : null;
  usePageTitle(plan.data?.title);
  useEffect(() => {
    if (merged) void navigate(`/ke-hoach/${merged}`, { replace: true });
  }, [merged, navigate]);
  if (plan.isError && [400, 404].includes(asProblem(plan.error).status)) return <NotFoundPage what="Không có kế hoạch này" />;
  if (plan.isError) return <Failed error={plan.error} onRetry={() => void plan.refetch()} />;
  return plan.data && !merged ? <PlanView key={plan.data.id} plan={plan.data} /> : <Waiting lines={10} />;
}

function PlanView({ plan }: { plan: Plan }) {
  const session = useSession();
  const editable = plan.may?.includes('edit') ?? false;
  const state = planState(plan.state);
  const mine = mayPlanFor(session, plan.orgUnit);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className={classes.heading}>
          <Anchor component={Link} to={`/don-vi/${plan.orgUnit}/ke-hoach`} size="sm">← Danh sách kế hoạch</Anchor>
          <Title order={1} size="h2" mt={4}>{plan.title || 'Kế hoạch chưa rõ tên'}</Title>
          <Text size="sm" c="dimmed">{decisionWords(plan)}</Text>
          <Group gap="xs" mt={6}>
            <Badge color={state.color}>{state.label}</Badge>
            {plan.amends && <Badge color="grape" variant="outline">Bản sửa đổi</Badge>}
            {(plan.edition ?? 0) > 1 && <Badge color="grape" variant="outline">Ban hành lần {plan.edition}</Badge>}
            {plan.periodFrom && <Text size="sm">{formatDay(plan.periodFrom)} – {formatDay(plan.periodTo)}</Text>}
            {plan.fileName && <Text size="sm" c="dimmed">tệp {plan.fileName}</Text>}
            <Downloads address={`/api/plans/${plan.id}/export`} formats={['docx', 'xlsx']} />
            <PlanHelp />
          </Group>
        </div>
        {!editable && <StepActions plan={plan} canCopy={mine && !plan.amends} />}
      </Group>
      {plan.amendment && <Alert color="grape">Đang có một bản sửa đổi. <Anchor component={Link} to={`/ke-hoach/${plan.amendment}`}>Mở bản sửa đổi</Anchor></Alert>}
      {plan.amends && <Alert color="grape">Đây là bản sửa đổi; kế hoạch đang có hiệu lực vẫn giữ nguyên. <Anchor component={Link} to={`/ke-hoach/${plan.amends}`}>Xem kế hoạch gốc</Anchor></Alert>}
      {plan.returned && <Returned plan={plan} />}
      {editable ? <PlanEditor plan={plan} /> : <PlanReader plan={plan} mine={mine} />}
      {editable && <PlanReader plan={plan} mine={mine} besides />}
    </Stack>
  );
}

function Returned({ plan }: { plan: Plan }) {
  const { message, reasons, by, at } = plan.returned!;
  return (
    <Alert color="orange" icon={<IconArrowBackUp />} title="Kế hoạch bị trả lại">
      <Text size="sm" className={classes.preWrap}>{message}</Text>
      <List size="sm" mt="xs">
        {reasons.map((r) => <List.Item key={r.item}><b>{itemName(plan, r.item)}</b>: {r.reason}</List.Item>)}
      </List>
      <Text size="xs" c="dimmed" mt={4}>{by}, {formatInstant(at)}</Text>
    </Alert>
  );
}

function decisionWords({ decision, createdAt, createdBy, issuedAt, fileName }: Plan): string {
  const number = decision.number ? `Số ${decision.number}` : 'Chưa có số';
  const date = decision.date ? `ngày ${formatDay(decision.date)}` : (decision.dateText ?? 'chưa có ngày');
  const signer = decision.signer ? ` · ký: ${[decision.signerRole, decision.signer].filter(Boolean).join(' ')}` : '';
  const entry = issuedAt ? `ban hành trên hệ thống ${formatInstant(issuedAt)}` : `${fileName ? 'nhập' : 'lập'} ${formatInstant(createdAt)} bởi ${createdBy}`;
  return `${number}, ${date}${signer} · ${entry}`;
}
