import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rights, useSession } from '../session/session';
import { unitsQuery } from './queries';

/** Which unit's accounts or offices are shown; a commune's leader has no choice. */
export function UnitPicker({ value, onChange, withCity = false }: { value: string; onChange: (code: string) => void; withCity?: boolean }) {
  const session = useSession();
  const units = useQuery({ ...unitsQuery(session.unit), enabled: rights.seesCity(session) });
  if (!rights.seesCity(session)) return null;
  const data = (units.data ?? []).filter((u) => withCity || u.code !== session.unit).map((u) => ({ value: u.code, label: `${u.fullName} (${u.code})` }));
  return (
    <Select
      label="Đơn vị" searchable data={data} value={value || null} onChange={(code) => code && onChange(code)} w={320}
      placeholder={units.isPending ? 'Đang tải…' : 'Chọn đơn vị'} nothingFoundMessage="Không có đơn vị nào khớp" allowDeselect={false}
    />
  );
}
