import { Anchor, Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { PlanList } from '../plan/PlanList';
import { plansQuery } from '../plan/queries';

const MOST = 4;

export function PlansPanel({ unit, mine }: { unit: string; mine: boolean }) {
  const plans = useQuery(plansQuery(unit));
  return (
    <Panel
      title="Kế hoạch"
      aside={mine && (
        <Button size="xs" variant="default" leftSection={<IconUpload size={14} aria-hidden />} component={Link} to={`/don-vi/${unit}/ke-hoach/nhap`}>
          Nhập kế hoạch
        </Button>
      )}
    >
      {plans.isError && <Failed error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.isPending && <Waiting lines={2} />}
      {plans.data && (plans.data.length > 0 ? <><PlanList plans={plans.data.slice(0, MOST)} /><Anchor component={Link} to={`/don-vi/${unit}/ke-hoach`} size="sm" mt="xs" display="block">Tất cả kế hoạch và nhiệm vụ cấp trên giao</Anchor></> : <Empty title="Chưa có kế hoạch">Nhập văn bản kế hoạch để theo dõi chỉ tiêu và nhiệm vụ.</Empty>)}
    </Panel>
  );
}
