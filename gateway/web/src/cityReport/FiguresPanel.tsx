import { Text } from '@mantine/core';
import type { CityReport } from '../api/types';
import { type Column, DataTable } from '../components/DataTable';
import { Empty } from '../components/Empty';
import { Panel } from '../components/Panel';
import { areaName } from '../format/labels';
import { type Decimal, decimal, subtract } from '../format/decimals';
import { formatNumber } from '../format/numbers';

interface Row {
  code: string;
  area: number;
  name: string;
  unit: string;
  value: number;
  units: number;
  previous: number | null;
}

const COLUMNS: Column<Row>[] = [
  { id: 'area', header: 'Lĩnh vực', wide: true, sortBy: (r) => r.area, cell: (r) => <Text size="xs" c="dimmed">{areaName(r.area)}</Text> },
  { id: 'name', header: 'Chỉ tiêu', sortBy: (r) => r.name, cell: (r) => r.name },
  { id: 'value', header: 'Kết quả', align: 'right', sortBy: (r) => r.value, cell: (r) => <b>{formatNumber(r.value)}</b> },
  { id: 'unit', header: 'Đơn vị tính', wide: true, cell: (r) => <Text size="sm" c="dimmed">{r.unit}</Text> },
  { id: 'previous', header: 'Kỳ trước', align: 'right', wide: true, sortBy: (r) => r.previous, cell: (r) => formatNumber(r.previous) },
  { id: 'change', header: 'Tăng, giảm', align: 'right', sortBy: (r) => change(r)?.toNumber() ?? null, cell: (r) => signed(change(r)) },
  { id: 'units', header: 'Số đơn vị', align: 'right', wide: true, sortBy: (r) => r.units, cell: (r) => r.units },
];

const change = (row: Row) => (row.previous === null ? null : subtract(decimal(row.value), decimal(row.previous)));

const signed = (value: Decimal | null) => (value?.gt(0) ? `+${formatNumber(value)}` : formatNumber(value));

/** The summed figures beside those of the period before. */
export function FiguresPanel({ report }: { report: CityReport }) {
  const rows = report.template.items.flatMap((item) => {
    const figure = report.figures[item.code];
    return figure ? [{ code: item.code, area: item.area, name: item.name, unit: item.unit, value: figure.value, units: figure.units, previous: figure.previous }] : [];
  });
  return (
    <Panel title="Bảng số liệu" aside={<Text size="sm" c="dimmed">{rows.length} chỉ tiêu · kỳ trước: của chính các đơn vị đã gửi kỳ này</Text>}>
      <DataTable label="Bảng số liệu tổng hợp" columns={COLUMNS} rows={rows} rowKey={(r) => r.code} height={620} empty={<Empty title="Chưa có số liệu">Chưa có báo cáo nào của các đơn vị.</Empty>} />
    </Panel>
  );
}
