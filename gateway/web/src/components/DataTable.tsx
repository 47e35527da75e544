import { Box, VisuallyHidden } from '@mantine/core';
import {
  type ColumnDef, createSortedRowModel, rowSortingFeature, sortFn_basic, type SortingState, tableFeatures, useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef, useState } from 'react';
import classes from './DataTable.module.css';
import { usePrinting } from './usePrinting';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns: { basic: sortFn_basic } });

export interface Column<Row> {
  id: string;
  header: string;
  /** What the column sorts by; without it the column does not sort. */
  sortBy?: (row: Row) => string | number | null;
  cell: (row: Row) => ReactNode;
  width?: number | string;
  align?: 'left' | 'right' | 'center';
  /** Left out on phones. */
  wide?: boolean;
  /** The header is for screen readers only. */
  quiet?: boolean;
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  rowHeight?: number;
  height: number;
  initialSort?: SortingState;
  selectedKey?: string;
  empty: ReactNode;
}

const compareText = new Intl.Collator('vi').compare;

/** A sortable table whose rows are drawn only where they are seen (all of them on paper). */
export function DataTable<Row extends object>({ label, columns, rows, rowKey, rowHeight = 44, height, initialSort = [], selectedKey, empty }: Props<Row>) {
  const [sorting, setSorting] = useState<SortingState>(initialSort);
  const scroller = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const definitions: ColumnDef<typeof features, Row>[] = columns.map((column) => ({
    id: column.id,
    accessorFn: (row: Row) => column.sortBy?.(row) ?? undefined,
    enableSorting: column.sortBy !== undefined,
    sortUndefined: 'last' as const,
    sortFn: (a, b, id) => {
      const [x, y] = [a.getValue(id), b.getValue(id)];
      return typeof x === 'string' && typeof y === 'string' ? compareText(x, y) : Number(x) - Number(y);
    },
  }));
  const table = useTable({
    features, columns: definitions, data: rows, getRowId: rowKey, state: { sorting }, onSortingChange: setSorting, enableSortingRemoval: false,
  });
  const sorted = table.getRowModel().rows;
  const virtual = useVirtualizer({ count: sorted.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 });
  const items = printing ? sorted.map((_, index) => ({ index, start: 0, end: 0 })) : virtual.getVirtualItems();
  const before = printing ? 0 : (items[0]?.start ?? 0);
  const after = printing ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  return (
    <Box ref={scroller} className={classes.scroller} mah={height} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table} aria-rowcount={sorted.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => {
              const by = sorting.find((s) => s.id === column.id);
              const direction = by ? (by.desc ? 'descending' : 'ascending') : undefined;
              return (
                <th key={column.id} scope="col" data-align={column.align} data-wide={column.wide || undefined} aria-sort={direction} style={{ width: column.width }}>
                  {column.sortBy ? (
                    <button type="button" className={classes.sort} onClick={() => table.getColumn(column.id)?.toggleSorting()}>
                      {column.header}
                      <span aria-hidden>{by ? (by.desc ? ' ▼' : ' ▲') : ''}</span>
                    </button>
                  ) : column.quiet ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {items.map(({ index }) => {
            const row = sorted[index]!;
            return (
              <tr key={row.id} aria-rowindex={index + 2} style={{ height: rowHeight }} data-selected={row.id === selectedKey || undefined}>
                {columns.map((column) => (
                  <td key={column.id} data-align={column.align} data-wide={column.wide || undefined}>{column.cell(row.original)}</td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
      {sorted.length === 0 && empty}
    </Box>
  );
}
