import { Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PlanTarget } from '../api/types';
import { AREAS } from '../format/labels';
import { indicatorsQuery } from '../indicators/queries';
import { COMPARATOR_NAMES } from './labels';
import classes from './Plan.module.css';

const AREA_OPTIONS = AREAS.map((name, i) => ({ value: `${i + 1}`, label: `${i + 1}. ${name}` }));
const COMPARATORS = Object.entries(COMPARATOR_NAMES).map(([value, label]) => ({ value, label }));

interface Props {
  target: PlanTarget;
  errorAt: (part: string) => string | undefined;
  onChange: (part: Partial<PlanTarget>) => void;
}

/** Every field of one target. */
export function TargetForm({ target, errorAt, onChange }: Props) {
  const indicators = useQuery(indicatorsQuery);
  return (
    <Stack gap="xs" className={classes.rowForm} data-row={target.id}>
      <Textarea label="Nội dung chỉ tiêu" autosize minRows={2} required value={target.text} data-part="text" error={errorAt('text')} onChange={(e) => onChange({ text: e.currentTarget.value })} />
      <Group gap="xs" grow preventGrowOverflow={false} align="flex-start">
        <TextInput label="TT" w={80} value={target.number ?? ''} data-part="number" error={errorAt('number')} onChange={(e) => onChange({ number: e.currentTarget.value || null })} />
        <Select
          label="So sánh" data={COMPARATORS} value={target.comparator} allowDeselect={false} error={errorAt('comparator')}
          onChange={(comparator) => onChange({ comparator: (comparator ?? 'none') as PlanTarget['comparator'] })}
        />
        <NumberInput
          label="Giá trị" value={target.value ?? ''} decimalSeparator="," thousandSeparator="." data-part="value" error={errorAt('value')}
          onChange={(value) => onChange({ value: typeof value === 'number' ? value : null })}
        />
        <TextInput label="Đơn vị" w={110} value={target.unit ?? ''} error={errorAt('unit')} onChange={(e) => onChange({ unit: e.currentTarget.value || null })} />
      </Group>
      <Group gap="xs" grow align="flex-start">
        <Select
          label="Lĩnh vực" data={AREA_OPTIONS} value={target.area ? `${target.area}` : null} clearable data-part="area" error={errorAt('area')}
          onChange={(area) => onChange({ area: area ? Number(area) : null })}
        />
        <Select
          label="Đo bằng chỉ số" placeholder="Chưa gắn" searchable clearable value={target.indicator ?? null} error={errorAt('indicator')}
          data={indicators.data?.map((i) => ({ value: i.code, label: i.name })) ?? (target.indicator ? [target.indicator] : [])} onChange={(indicator) => onChange({ indicator })}
        />
      </Group>
    </Stack>
  );
}
