import { Select } from '@mantine/core';
import type { Period } from '../api/types';
import { periodName } from '../format/periods';

export function PeriodSelect({ periods, value, onChange }: { periods: Period[]; value: string; onChange: (code: string) => void }) {
  const years = [...new Set(periods.map((p) => p.cutoff.slice(0, 4)))];
  return (
    <Select
      aria-label="Kỳ báo cáo"
      w={230}
      allowDeselect={false}
      searchable
      nothingFoundMessage="Không có kỳ này"
      value={value}
      onChange={(code) => code && onChange(code)}
      data={years.map((year) => ({
        group: `Năm ${year}`,
        items: periods
          .filter((p) => p.cutoff.startsWith(year))
          .map((p) => ({ value: p.code, label: (p.title ? `${p.title} (${periodName(p.code)})` : periodName(p.code)) + (p.state === 'closed' ? ' (đã khóa)' : '') })),
      }))}
    />
  );
}
