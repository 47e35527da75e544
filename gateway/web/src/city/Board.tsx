import { Group, Select, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { type Column, DataTable } from '../components/DataTable';
import { Downloads } from '../components/Downloads';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { ReportStateBadge } from '../components/StateBadge';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { BulkExport } from '../exports/BulkExport';
import { BLOCKS, REPORT_STATES } from '../format/labels';
import { ReviewMenu } from '../review/ReviewMenu';
import { rights, useSession } from '../session/session';
import { type BoardRow, filterBoard, NO_FILTER } from './boardRows';
import { StateStrip } from './StateStrip';

interface Props {
  period: string;
  rows: BoardRow[];
  isPending: boolean;
  error: unknown;
  onRetry: () => void;
}

const STATE_ORDER = ['returned', 'submitted', 'reopened', 'draft', 'none', 'accepted', 'notExpected'];

/** Who has sent, who is late, who got it back. */
export function Board({ period, rows, isPending, error, onRetry }: Props) {
  const session = useSession();
  const [filter, setFilter] = useState(NO_FILTER);
  const shown = useMemo(() => filterBoard(rows, filter), [rows, filter]);
  const columns: Column<BoardRow>[] = [
    {
      id: 'name', header: 'Đơn vị', sortBy: (r) => r.name.replace(/^(Phường|Xã|Đặc khu) /, ''),
      cell: (r) => <Link to={`/don-vi/${r.code}?ky=${period}`}>{r.name}</Link>,
    },
    { id: 'state', header: 'Trạng thái', sortBy: (r) => STATE_ORDER.indexOf(r.state), cell: (r) => <ReportStateBadge state={r.state} onTime={r.onTime} /> },
    { id: 'at', header: 'Gửi lúc', wide: true, sortBy: (r) => r.submittedAt, cell: (r) => <Text size="xs" c="dimmed">{formatInstant(r.submittedAt)}</Text> },
    {
      id: 'tasks', header: 'Nhiệm vụ', align: 'right', wide: true, sortBy: (r) => r.tasksOverdue,
      cell: (r) => (
        <Text size="xs" span>
          {r.tasksDone}/{r.tasksTotal}{r.tasksOverdue > 0 && <Text span size="xs" c="var(--tone-bad)"> · quá hạn {r.tasksOverdue}</Text>}
        </Text>
      ),
    },
  ];
  if (rights.reviews(session)) {
    columns.push({ id: 'act', header: 'Thao tác', quiet: true, width: 44, cell: (r) => <ReviewMenu period={period} unit={r.code} unitName={r.name} state={r.state} /> });
  }

  return (
    <Panel title="Tình hình gửi báo cáo" aside={(
        <Group gap="md">
          <Downloads address={`/api/reports/${period}/export`} formats={['xlsx', 'csv']} />
          {rights.seesCity(session) && <BulkExport period={period} />}
          <Text size="sm" c="dimmed" role="status">{shown.length}/{rows.length} đơn vị</Text>
        </Group>
      )}>
      <StateStrip rows={rows} chosen={filter.state} onChoose={(state) => setFilter({ ...filter, state })} />
      <Group gap="xs" my="sm" className="no-print">
        <TextInput
          aria-label="Tìm đơn vị"
          placeholder="Tìm xã, phường, đặc khu"
          leftSection={<IconSearch size={16} aria-hidden />}
          flex="1 1 160px"
          value={filter.text}
          onChange={(e) => setFilter({ ...filter, text: e.currentTarget.value })}
        />
        <Select
          aria-label="Khối" w={140} value={filter.block} allowDeselect={false}
          onChange={(block) => setFilter({ ...filter, block: block ?? '' })}
          data={[{ value: '', label: 'Mọi khối' }, ...Object.entries(BLOCKS).map(([value, label]) => ({ value, label }))]}
        />
        <Select
          aria-label="Trạng thái" w={160} value={filter.state} allowDeselect={false}
          onChange={(state) => setFilter({ ...filter, state: state ?? '' })}
          data={[
            { value: '', label: 'Mọi trạng thái' },
            { value: 'unsent', label: 'Chưa gửi (cả đang soạn)' },
            { value: 'late', label: 'Trễ hạn' },
            ...Object.entries(REPORT_STATES).map(([value, { label }]) => ({ value, label })),
          ]}
        />
      </Group>
      {error && rows.length === 0 ? <Failed error={error} onRetry={onRetry} /> : isPending ? <Waiting /> : (
        <DataTable
          label="Tình hình gửi báo cáo của các đơn vị" columns={columns} rows={shown} rowKey={(r) => r.code} height={560}
          initialSort={[{ id: 'state', desc: false }]}
          empty={<Empty title="Không có đơn vị nào khớp">Hãy bỏ bớt điều kiện lọc.</Empty>}
        />
      )}
    </Panel>
  );
}
