import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrgUnit } from '../api/types';
import { AREAS } from '../format/labels';
import { matches } from '../format/search';
import type { ListFilter } from './listFilter';
import { officesQuery } from './queries';

interface Props {
  filter: ListFilter;
  scope: string;
  /** The reader's unit. */
  unit: string;
  /** Units to choose from; none for a commune. */
  units: OrgUnit[];
  onChange: (changes: Partial<ListFilter>) => void;
}

const DUE = [
  { value: '', label: 'Mọi thời hạn' }, { value: 'overdue', label: 'Đã quá hạn' }, { value: 'week', label: 'Đến hạn tuần này' }, { value: 'month', label: 'Đến hạn tháng này' },
];
const SPECIAL = [
  { value: '', label: 'Mọi nhiệm vụ' }, { value: 'pending', label: 'Chờ xác nhận' }, { value: 'extension', label: 'Xin gia hạn' }, { value: 'rejected', label: 'Bị trả lại' },
];

export function FilterBar({ filter, scope, unit, units, onChange }: Props) {
  const [text, setText] = useState(filter.q);
  const search = useDebouncedCallback((q: string) => onChange({ q }), 300);
  const offices = useQuery(officesQuery(filter.orgUnit || unit));
  const leaves = units.filter((u) => u.isLeaf);
  return (
    <Group gap="xs" role="search">
      <TextInput
        aria-label="Tìm nhiệm vụ" placeholder="Tìm nội dung, cơ quan, sản phẩm (không cần dấu)" leftSection={<IconSearch size={16} aria-hidden />} flex="1 1 260px"
        value={text} maxLength={200}
        onChange={(e) => {
          setText(e.currentTarget.value);
          search(e.currentTarget.value.trim());
        }}
      />
      {leaves.length > 0 && (
        <Select
          aria-label="Đơn vị" w={220} searchable clearable placeholder="Mọi đơn vị" nothingFoundMessage="Không có đơn vị này" value={filter.orgUnit || null}
          onChange={(orgUnit) => onChange({ orgUnit: orgUnit ?? '', office: '' })} data={leaves.map((u) => ({ value: u.code, label: u.fullName }))}
          filter={({ options, search: typed }) => options.filter((o) => 'label' in o && matches(o.label, typed))} limit={60}
        />
      )}
      <Select
        aria-label="Lĩnh vực" w={210} allowDeselect={false} value={filter.area} onChange={(area) => onChange({ area: area ?? '' })}
        data={[{ value: '', label: 'Mọi lĩnh vực' }, ...AREAS.map((label, i) => ({ value: String(i + 1), label: `${i + 1}. ${label}` }))]}
      />
      <Select aria-label="Thời hạn" w={170} allowDeselect={false} value={filter.due} onChange={(due) => onChange({ due: due ?? '' })} data={DUE} />
      <Select
        aria-label="Nguồn" w={150} allowDeselect={false} value={filter.origin} onChange={(origin) => onChange({ origin: origin ?? '' })}
        data={[{ value: '', label: 'Mọi nguồn' }, { value: 'plan', label: 'Kế hoạch' }, { value: 'assignment', label: 'Thành phố giao' }, { value: 'adHoc', label: 'Đột xuất' }]}
      />
      {scope !== 'mine' && (offices.data?.length ?? 0) > 0 && (
        <Select
          aria-label="Phòng" w={190} clearable placeholder={scope === 'office' ? 'Phòng của tôi' : 'Mọi phòng'} value={filter.office || null} onChange={(office) => onChange({ office: office ?? '' })}
          data={(offices.data ?? []).map((o) => ({ value: o.code, label: o.name }))}
        />
      )}
      <Select
        aria-label="Cần xử lý" w={160} allowDeselect={false} value={filter.extension ? 'extension' : filter.confirmation}
        onChange={(value) => onChange(value === 'extension' ? { extension: '1', confirmation: '' } : { extension: '', confirmation: value ?? '' })} data={SPECIAL}
      />
      <Select
        aria-label="Sắp xếp" w={150} allowDeselect={false} value={filter.sort || 'due'} onChange={(sort) => onChange({ sort: sort === 'due' ? '' : (sort ?? '') })}
        data={[{ value: 'due', label: 'Hạn gần nhất' }, { value: 'updated', label: 'Mới cập nhật' }]}
      />
    </Group>
  );
}
