import { Select } from '@mantine/core';
import type { Indicator } from '../api/types';
import { areaName } from '../format/labels';
import { fold } from '../format/search';

export function IndicatorSelect({ indicators, value, onChange }: { indicators: Indicator[]; value: string; onChange: (code: string) => void }) {
  const areas = [...new Set(indicators.map((i) => i.area))].sort((a, b) => a - b);
  return (
    <Select
      aria-label="Chỉ số so sánh"
      searchable
      allowDeselect={false}
      nothingFoundMessage="Không có chỉ số này"
      flex="1 1 260px"
      value={value}
      onChange={(code) => code && onChange(code)}
      filter={({ options, search }) =>
        options.map((o) => ('group' in o ? { ...o, items: o.items.filter((i) => fold(i.label).includes(fold(search))) } : o))}
      data={areas.map((area) => ({
        group: areaName(area),
        items: indicators.filter((i) => i.area === area).map((i) => ({ value: i.code, label: i.name })),
      }))}
    />
  );
}
