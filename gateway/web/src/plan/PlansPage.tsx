import { Anchor, Badge, Button, Group, SegmentedControl, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { identityApi } from '../api/clients';
import { asProblem, dataOf } from '../api/problem';
import type { OrgUnit, PlanLine } from '../api/types';
import { DataTable } from '../components/DataTable';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstantDay } from '../format/dates';
import { matches } from '../format/search';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { rights, useSession } from '../session/session';
import { orgUnitQuery } from '../units/queries';
import { CityItemsPanel } from './CityItemsPanel';
import { CreatePlanDialog } from './CreatePlanDialog';
import { PLAN_STATES, planState } from './labels';
import { plansQuery } from './queries';
import { mayPlanFor } from './rights';

/** The plans of a unit; for the city also those of its communes. */
export function PlansPage() {
  const { code = '' } = useParams();
  const session = useSession();
  const unit = useQuery(orgUnitQuery(code));
  if (unit.isError && [400, 403, 404].includes(asProblem(unit.error).status)) return <NotFoundPage what={`Không có đơn vị mang mã ${code}`} />;
  if (unit.isError) return <Failed error={unit.error} onRetry={() => void unit.refetch()} />;
  if (!unit.data) return <Waiting lines={8} />;
  return rights.sees(session, unit.data) ? <Plans key={code} unit={unit.data} /> : <NotFoundPage what="Đơn vị này ngoài phạm vi của bạn" />;
}

function Plans({ unit }: { unit: OrgUnit }) {
  const session = useSession();
  const plans = useQuery(plansQuery(unit.code));
  const city = unit.code.length === 2;
  const names = useQuery({
    queryKey: ['org-units', unit.code],
    queryFn: () => dataOf(identityApi.GET('/api/identity/org-units', { params: { query: { under: unit.code } } })),
    staleTime: Infinity,
    enabled: city,
  });
  const [scope, setScope] = useState(city ? 'all' : 'own');
  const [state, setState] = useState<string | null>(null);
  const [period, setPeriod] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [creating, setCreating] = useState(false);
  const mine = mayPlanFor(session, unit.code);
  usePageTitle(`Kế hoạch, ${unit.fullName}`);
  const nameOf = useMemo(() => new Map(names.data?.map((u) => [u.code, u.fullName])), [names.data]);
  const shown = useMemo(() => (plans.data ?? []).filter((p) => (scope === 'all' || p.orgUnit === unit.code) && (!state || p.state === state) && (!period || p.period === period)
    && matches(`${p.title} ${p.decisionNumber ?? ''} ${nameOf.get(p.orgUnit) ?? ''}`, text)), [nameOf, period, plans.data, scope, state, text, unit.code]);
  const periods = [...new Set((plans.data ?? []).map((p) => p.period).filter((p): p is string => !!p))].sort().reverse();
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Anchor component={Link} to={city ? '/' : `/don-vi/${unit.code}`} size="sm">← {unit.fullName}</Anchor>
          <Title order={1} size="h2" mt={4}>Kế hoạch cải cách hành chính</Title>
        </div>
        {mine && (
          <Group gap="xs">
            <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>Lập kế hoạch</Button>
            <Button leftSection={<IconUpload size={16} aria-hidden />} component={Link} to={`/don-vi/${unit.code}/ke-hoach/nhap`}>Nhập từ văn bản</Button>
          </Group>
        )}
      </Group>
      <Group gap="sm">
        {city && <SegmentedControl value={scope} onChange={setScope} aria-label="Phạm vi" data={[{ value: 'all', label: 'Thành phố và cấp xã' }, { value: 'own', label: 'Chỉ thành phố' }]} />}
        <Select placeholder="Mọi trạng thái" aria-label="Trạng thái" clearable w={190} value={state} onChange={setState} data={Object.entries(PLAN_STATES).filter(([s]) => s !== 'merged').map(([value, s]) => ({ value, label: s.label }))} />
        <Select placeholder="Mọi thời kỳ" aria-label="Thời kỳ" clearable w={150} value={period} onChange={setPeriod} data={periods} />
        <TextInput placeholder="Tìm tên, số, đơn vị" aria-label="Tìm kế hoạch" leftSection={<IconSearch size={16} aria-hidden />} value={text} onChange={(e) => setText(e.currentTarget.value)} flex={1} miw={200} />
      </Group>
      {plans.isError && <Failed error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.isPending && <Waiting lines={6} />}
      {plans.data && (
        <DataTable<PlanLine>
          label="Danh sách kế hoạch" rows={shown} rowKey={(p) => p.id} height={620} rowHeight={52} initialSort={[]}
          empty={<Empty title={plans.data.length === 0 ? 'Chưa có kế hoạch' : 'Không có kế hoạch nào khớp bộ lọc'}>{plans.data.length === 0 && mine ? 'Nhập văn bản kế hoạch hoặc lập trực tiếp.' : 'Thử bỏ bớt điều kiện lọc.'}</Empty>}
          columns={[
            { id: 'title', header: 'Kế hoạch', sortBy: (p) => p.title, cell: (p) => <Link to={`/ke-hoach/${p.id}`}>{p.title || 'Kế hoạch chưa rõ tên'}</Link> },
            ...(city ? [{ id: 'unit', header: 'Đơn vị', width: 170, sortBy: (p: PlanLine) => nameOf.get(p.orgUnit) ?? '', cell: (p: PlanLine) => nameOf.get(p.orgUnit) ?? (p.orgUnit === unit.code ? unit.fullName : p.orgUnit) }] : []),
            { id: 'number', header: 'Số', width: 130, wide: true, sortBy: (p) => p.decisionNumber, cell: (p) => p.decisionNumber ?? '–' },
            { id: 'period', header: 'Thời kỳ', width: 100, sortBy: (p) => p.period, cell: (p) => p.period ?? '–' },
            { id: 'state', header: 'Trạng thái', width: 190, sortBy: (p) => planState(p.state).label, cell: (p) => <Group gap={4}><Badge color={planState(p.state).color}>{planState(p.state).label}</Badge>{p.amends && <Badge color="grape" variant="outline">sửa đổi</Badge>}{p.amendment && <Badge color="grape" variant="dot">đang sửa đổi</Badge>}</Group> },
            { id: 'when', header: 'Ngày', width: 120, wide: true, sortBy: (p) => p.issuedAt ?? p.createdAt, cell: (p) => <Text size="xs" c="dimmed">{p.issuedAt ? `ban hành ${formatInstantDay(p.issuedAt)}` : `lập ${formatInstantDay(p.createdAt)}`}</Text> },
          ]}
        />
      )}
      {!city && <Panel title="Nhiệm vụ cấp trên giao"><CityItemsPanel unit={unit.code} mine={mine} /></Panel>}
      {creating && <CreatePlanDialog unit={unit.code} onClose={() => setCreating(false)} />}
    </Stack>
  );
}
