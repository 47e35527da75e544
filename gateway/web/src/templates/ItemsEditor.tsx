import { Button, Checkbox, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import type { Indicator, TemplateItem } from '../api/types';
import { IndicatorSelect } from '../indicators/IndicatorSelect';
import { changedAt, type EditProps, type FieldErrors, freeCode, moved, without, withValue } from './edit';
import { type Choices, LineDetails, WhereFields, whereWords } from './LineDetails';
import { RowActs } from './RowActs';
import { BY_FORMULA, CONSOLIDATIONS, consolidationWords, direct, figuresOf, indicatorOf, indicatorPrefill, sourceOf, SOURCES, sourceWords, withSource } from './sources';
import classes from './Templates.module.css';
import { useChoices } from './useChoices';
import { useOpenRows } from './useOpenRows';

const TYPES = [{ value: 'count', label: 'Số nguyên' }, { value: 'money', label: 'Triệu đồng' }, { value: 'number', label: 'Số thập phân' }];
// Fields stand in one line; what is said about them below.
const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
const DETAILS = ['area', 'part', 'prefill', 'formula', 'consolidation'];

/** The table of figures: a row of main fields per item, the rest of it opened below. */
export function ItemsEditor({ template, readOnly, errors, onChange, indicators }: EditProps) {
  const choices = useChoices(template);
  const rows = useOpenRows();
  const { move: moveRow, set: setOpen } = rows;
  const change = useCallback((index: number, part: Partial<TemplateItem>) => onChange((t) => ({ ...t, items: changedAt(t.items, index, part) })), [onChange]);
  const move = (index: number, by: number) => {
    onChange((t) => ({ ...t, items: moved(t.items, index, by) }));
    moveRow(index, index + by);
  };
  const remove = (index: number) => {
    onChange((t) => ({ ...t, items: without(t.items, index) }));
    moveRow(index, null);
  };
  return (
    <fieldset className={classes.plain} disabled={readOnly} aria-label="Các chỉ tiêu">
      {errors.at('items') && <Text size="sm" c="var(--tone-bad)" mb="xs">{errors.at('items')}</Text>}
      <div className={classes.head} data-kind="item" aria-hidden><span>Mã</span><span>Tên chỉ tiêu</span><span>Đơn vị tính</span><span>Loại số</span><span>Bắt buộc</span><span /></div>
      {template.items.map((item, i) => (
        <div key={i} className={classes.row} role="group" aria-label={`Chỉ tiêu ${i + 1}: ${item.name || item.code}`}>
          <MainFields item={item} index={i} errors={errors} onChange={change} />
          <div className={classes.acts}>
            {!readOnly && <RowActs name={item.name || item.code} first={i === 0} last={i === template.items.length - 1} onMove={(by) => move(i, by)} onRemove={() => remove(i)} />}
          </div>
          <Details
            item={item} index={i} errors={errors} choices={choices} indicators={indicators} onChange={change} onOpen={setOpen}
            open={rows.isOpen(i, DETAILS.some((f) => errors.at(`items[${i}].${f}`)))}
          />
        </div>
      ))}
      {!readOnly && (
        <Button mt="xs" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange((t) => ({
          ...t,
          items: [...t.items, {
            code: freeCode(t, 'CT', 3), area: t.items.at(-1)?.area ?? t.areas[0]?.number ?? 0, part: t.items.at(-1)?.part ?? null, name: '', unit: '', type: 'count', required: false, prefill: null,
            carryOver: false,
          }],
        }))}>Thêm chỉ tiêu</Button>
      )}
    </fieldset>
  );
}

interface RowProps {
  item: TemplateItem;
  index: number;
  errors: FieldErrors;
  onChange: (index: number, part: Partial<TemplateItem>) => void;
}

const MainFields = memo(function MainFields({ item, index: i, errors, onChange }: RowProps) {
  const field = (part: string) => ({ 'data-field': `items[${i}].${part}`, error: errors.at(`items[${i}].${part}`) });
  const name = item.name || item.code;
  return (
    <>
      <TextInput placeholder="Mã" aria-label={`Mã chỉ tiêu ${i + 1}`} {...field('code')} value={item.code} onChange={(e) => onChange(i, { code: e.currentTarget.value })} />
      <TextInput placeholder="Tên chỉ tiêu" aria-label={`Tên chỉ tiêu ${i + 1}`} {...field('name')} value={item.name} onChange={(e) => onChange(i, { name: e.currentTarget.value })} />
      <TextInput placeholder="Đơn vị tính" aria-label={`Đơn vị tính của ${name}`} {...field('unit')} value={item.unit} onChange={(e) => onChange(i, { unit: e.currentTarget.value })} />
      <NativeSelect aria-label={`Loại số của ${name}`} {...field('type')} data={withValue(TYPES, item.type)} value={item.type} onChange={(e) => onChange(i, { type: e.currentTarget.value })} />
      <Checkbox className={classes.check} aria-label={`Bắt buộc nhập ${name}`} checked={item.required} onChange={(e) => onChange(i, { required: e.currentTarget.checked })} />
    </>
  );
});

interface DetailsProps extends RowProps {
  choices: Choices;
  indicators: Indicator[];
  open: boolean;
  onOpen: (index: number, open: boolean) => void;
}

const Details = memo(function Details({ item, index: i, errors, onChange, choices, indicators, open, onOpen }: DetailsProps) {
  const [path, name, source, from] = [`items[${i}]`, item.name || item.code, sourceOf(item), indicatorOf(item)];
  const field = (part: string) => ({ 'data-field': `${path}.${part}`, error: errors.at(`${path}.${part}`) });
  const computed = item.formula != null;
  const consolidation = item.consolidation ?? 'sum';
  const summary = [
    whereWords(item, choices), `nguồn: ${computed ? item.formula || 'công thức' : sourceWords(item, indicators)}`,
    computed ? 'thành phố: tính theo công thức' : `thành phố: ${(CONSOLIDATIONS.find((c) => c.value === consolidation)?.label ?? consolidation).toLowerCase()}`,
  ].join(' · ');
  return (
    <LineDetails name={name} open={open} summary={summary} onToggle={() => onOpen(i, !open)}>
      <WhereFields name={name} path={path} line={item} choices={choices} errorAt={(f) => errors.at(f)} onChange={(part) => onChange(i, part)} />
      <NativeSelect
        label="Nguồn số" aria-label={`Nguồn số của ${name}`} {...field('prefill')} data={withValue(SOURCES, source)} value={source}
        onChange={(e) => onChange(i, withSource(item, e.currentTarget.value, indicators))}
      />
      {computed && (
        <TextInput
          label="Công thức" aria-label={`Công thức của ${name}`} placeholder="ví dụ: round(CT002 / CT001 * 100, 2)" {...field('formula')} value={item.formula ?? ''}
          error={errors.at(`${path}.formula`) ?? (item.formula === '' ? 'Để trống thì chỉ tiêu này nhập tay.' : undefined)}
          inputWrapperOrder={BELOW} description="Mã chỉ tiêu, + - * /, ngoặc, so sánh, sum min max round if" onChange={(e) => onChange(i, { formula: e.currentTarget.value })}
        />
      )}
      {from && (
        <>
          <IndicatorSelect
            label="Chỉ số" name={`Chỉ số của ${name}`} indicators={direct(indicators)} value={from.code}
            onChange={(code) => {
              const figures = figuresOf(indicators.find((d) => d.code === code));
              onChange(i, { prefill: indicatorPrefill(code, figures.some((f) => f.value === from.figure) ? from.figure : 'value') });
            }}
          />
          <NativeSelect
            label="Số lấy từ chỉ số" aria-label={`Số lấy từ chỉ số của ${name}`} value={from.figure} data={withValue(figuresOf(indicators.find((d) => d.code === from.code)), from.figure)}
            inputWrapperOrder={BELOW} description="Của cùng kỳ, cùng đơn vị" onChange={(e) => onChange(i, { prefill: indicatorPrefill(from.code, e.currentTarget.value) })}
          />
        </>
      )}
      {item.prefill && (
        <Checkbox
          className={classes.fallback} label="Khi nguồn này không có số, lấy số kỳ trước" checked={item.carryOver} onChange={(e) => onChange(i, { carryOver: e.currentTarget.checked })}
        />
      )}
      {/* With a formula there is nothing to choose, unless something wrong was chosen before. */}
      <NativeSelect
        label="Cách tổng hợp của thành phố" inputWrapperOrder={BELOW} aria-label={`Cách tổng hợp của ${name}`} {...field('consolidation')} disabled={computed && !item.consolidation}
        data={computed ? withValue([{ value: '', label: 'Theo công thức' }, ...CONSOLIDATIONS.filter((c) => c.value === item.consolidation)], item.consolidation ?? '') : withValue(CONSOLIDATIONS, consolidation)}
        value={computed ? (item.consolidation ?? '') : consolidation} description={computed ? BY_FORMULA : consolidationWords(item)}
        onChange={(e) => onChange(i, { consolidation: e.currentTarget.value === 'sum' ? null : e.currentTarget.value || null })}
      />
    </LineDetails>
  );
});
