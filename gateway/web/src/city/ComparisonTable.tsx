import { Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Comparison, ComparisonRow } from '../api/types';
import { type Column, DataTable } from '../components/DataTable';
import { Empty } from '../components/Empty';
import { blockName } from '../format/labels';
import { formatMeasure, formatNumber } from '../format/numbers';

export function ComparisonTable({ answer }: { answer: Comparison }) {
  const { unit, isRatio } = answer.indicator;
  const columns: Column<ComparisonRow>[] = [
    { id: 'rank', header: 'Hạng', width: 56, align: 'center', sortBy: (r) => r.rank, cell: (r) => <Text span fw={600} size="sm">{r.rank ?? '–'}</Text> },
    {
      id: 'name', header: 'Đơn vị', sortBy: (r) => r.name.replace(/^(Phường|Xã|Đặc khu) /, ''),
      cell: (r) => <Link to={`/don-vi/${r.orgUnit}?ky=${answer.period}`}>{r.name}</Link>,
    },
    { id: 'block', header: 'Khối', wide: true, sortBy: (r) => r.block, cell: (r) => <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>{blockName(r.block)}</Text> },
    { id: 'numerator', header: 'Tử số', align: 'right', wide: true, sortBy: (r) => r.numerator, cell: (r) => formatNumber(r.numerator) },
    { id: 'value', header: 'Kết quả', align: 'right', sortBy: (r) => r.value, cell: (r) => <b>{formatMeasure(r.value, unit)}</b> },
    {
      id: 'target', header: 'Mục tiêu', align: 'center',
      sortBy: (r) => (r.reachesTarget === null ? null : Number(r.reachesTarget)), cell: (r) => <Reached value={r.reachesTarget} />,
    },
    { id: 'status', header: 'Tình trạng', wide: true, sortBy: (r) => r.status, cell: (r) => <Status value={r} /> },
  ];
  if (isRatio) {
    columns.splice(4, 0, { id: 'denominator', header: 'Mẫu số', align: 'right', wide: true, sortBy: (r) => r.denominator, cell: (r) => formatNumber(r.denominator) });
  }
  return (
    <DataTable
      label={`Bảng so sánh ${answer.indicator.name}`} columns={columns} rows={answer.rows} rowKey={(r) => r.orgUnit} height={400} rowHeight={36}
      initialSort={[{ id: 'rank', desc: false }]} empty={<Empty title="Không có đơn vị nào" />}
    />
  );
}

function Reached({ value }: { value: boolean | null }) {
  if (value === null) return <>–</>;
  return value
    ? <Text span size="xs" c="var(--tone-good)"><IconCheck size={14} aria-hidden /> đạt</Text>
    : <Text span size="xs" c="var(--tone-bad)"><IconX size={14} aria-hidden /> chưa</Text>;
}

function Status({ value }: { value: ComparisonRow }) {
  if (value.value === null) return <Text size="xs" c="dimmed">chưa có</Text>;
  return value.status === 'confirmed' ? <Text size="xs" c="var(--tone-good)">chính thức</Text> : <Text size="xs" c="dimmed" fs="italic">tạm tính</Text>;
}
