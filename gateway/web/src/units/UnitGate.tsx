import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem';
import type { OrgUnit } from '../api/types';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { rights, useSession } from '../session/session';
import { orgUnitQuery } from './queries';

/** Shows a unit's page to those who may see the unit, and asks nothing of the services for anybody else. */
export function UnitGate({ code, children }: { code: string; children: (unit: OrgUnit) => ReactNode }) {
  const session = useSession();
  const unit = useQuery(orgUnitQuery(code));
  if (unit.isError && [403, 404].includes(asProblem(unit.error).status)) return <NotFoundPage what={asProblem(unit.error).message} />;
  if (unit.isError) return <Failed error={unit.error} onRetry={() => void unit.refetch()} />;
  if (!unit.data) return <Waiting lines={8} />;
  if (!unit.data.isLeaf) return <NotFoundPage what={`${unit.data.fullName} không có trang riêng`} />;
  if (!rights.sees(session, unit.data)) return <NotFoundPage what={`${unit.data.fullName} nằm ngoài phạm vi của bạn`} />;
  return children(unit.data);
}
