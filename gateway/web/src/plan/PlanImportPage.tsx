import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { useSession } from '../session/session';
import { FileDrop } from './FileDrop';
import { PlanList } from './PlanList';
import { plansQuery, useImportPlan } from './queries';
import { mayPlanFor } from './rights';

/** Step one of an import: the document. Step two, the review, is the draft's own page, so that it can be left and found again. */
export function PlanImportPage() {
  const { code = '' } = useParams();
  const session = useSession();
  const navigate = useNavigate();
  const plans = useQuery(plansQuery(code));
  const upload = useImportPlan(code);
  usePageTitle('Nhập kế hoạch');
  if (!mayPlanFor(session, code)) return <NotFoundPage what="Chỉ đơn vị mới nhập kế hoạch của mình" />;
  const drafts = plans.data?.filter((p) => p.state === 'draft' && p.orgUnit === code) ?? [];
  return (
    <Stack gap="md" maw={860} mx="auto">
      <div>
        <Anchor component={Link} to={`/don-vi/${code}/ke-hoach`} size="sm">← Danh sách kế hoạch</Anchor>
        <Title order={1} size="h2" mt={4}>Nhập kế hoạch cải cách hành chính</Title>
        <Text c="dimmed" size="sm">
          Tải lên văn bản kế hoạch đã ký. Hệ thống đọc chỉ tiêu và danh mục nhiệm vụ, chỉ ra chỗ chưa chắc để bạn xem lại, rồi mới ban hành.
        </Text>
      </div>
      <FileDrop busy={upload.isPending} onFile={(file) => upload.mutate(file, { onSuccess: (plan) => void navigate(`/ke-hoach/${plan.id}`) })} />
      {upload.isError && <Failed error={upload.error} title="Chưa nhập được kế hoạch" />}
      {drafts.length > 0 && <Panel title="Bản nháp đang xem dở"><PlanList plans={drafts} /></Panel>}
    </Stack>
  );
}
