import { Select } from '@mantine/core';
import type { Indicator } from '../api/types';
import { areaName } from '../format/labels';
import { fold } from '../format/search';

interface Props {
  indicators: Indicator[];
  value: string;
  onChange: (code: string) => void;
  /** Shown above the field; without it the field has its name only. */
  label?: string;
  name?: string;
  error?: string | undefined;
  disabled?: boolean;
  'data-field'?: string;
}

export function IndicatorSelect({ indicators, value, onChange, name = 'Chỉ số so sánh', ...rest }: Props) {
  const areas = [...new Set(indicators.map((i) => i.area))].sort((a, b) => a - b);
  const unknown = value !== '' && indicators.every((i) => i.code !== value);
  return (
    <Select
      aria-label={name}
      searchable
      allowDeselect={false}
      nothingFoundMessage="Không có chỉ số này"
      placeholder="Chọn chỉ số"
      flex="1 1 260px"
      value={value || null}
      onChange={(code) => code && onChange(code)}
      filter={({ options, search }) =>
        options.map((o) => ('group' in o ? { ...o, items: o.items.filter((i) => fold(i.label).includes(fold(search))) } : o))}
      data={[
        ...(unknown ? [{ group: 'Ngoài danh mục', items: [{ value, label: value }] }] : []),
        ...areas.map((area) => ({
          group: areaName(area),
          items: indicators.filter((i) => i.area === area).map((i) => ({ value: i.code, label: i.name })),
        })),
      ]}
      {...rest}
    />
  );
}
