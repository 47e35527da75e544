import { ActionIcon, Button, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Template } from '../api/types';
import { IndicatorSelect } from '../indicators/IndicatorSelect';
import { changedAt, type EditProps, without, withValue } from './edit';
import classes from './Templates.module.css';

type Check = Template['checks'][number];
type Measure = Template['measures'][number];

const OPS = [{ value: 'atMost', label: 'không lớn hơn', broken: 'lớn hơn' }, { value: 'atLeast', label: 'không nhỏ hơn', broken: 'nhỏ hơn' }, { value: 'equal', label: 'bằng', broken: 'khác' }];

/** What is said when a check fails and nothing else is to be said: the server's words, its numbers left open. */
export function defaultMessage(template: Template, { left, op, right }: Check): string {
  const name = (code: string) => template.items.find((i) => i.code === code)?.name || code;
  return `${name(left)} (…) ${OPS.find((o) => o.value === op)?.broken ?? op} ${name(right)} (…).`;
}

/** What must hold between items, and which indicators are measured from them. */
export function RulesEditor({ template, readOnly, errors, onChange, indicators }: EditProps) {
  const items = template.items.map((i) => ({ value: i.code, label: `${i.code}: ${i.name}` }));
  const { checks, measures } = template;
  const check = (index: number, part: Partial<Check>) => onChange((t) => ({ ...t, checks: changedAt(t.checks, index, part) }));
  const measure = (index: number, part: Partial<Measure>) => onChange((t) => ({ ...t, measures: changedAt(t.measures, index, part) }));
  const made = indicators.filter((i) => i.source === 'report');
  return (
    <fieldset className={classes.plain} disabled={readOnly} aria-label="Kiểm tra và chỉ số">
      <Stack gap="xs">
        <Title order={3} size="h5">Kiểm tra giữa các chỉ tiêu</Title>
        <Text size="sm" c="dimmed">Báo cáo trái với một kiểm tra thì chưa gửi được; xã thấy câu báo ngay khi nhập.</Text>
        {checks.map((c, i) => {
          const field = (part: string) => ({ 'data-field': `checks[${i}].${part}`, error: errors.at(`checks[${i}].${part}`) });
          return (
            <div key={i} className={classes.rule} data-kind="check" role="group" aria-label={`Kiểm tra ${i + 1}`}>
              <NativeSelect aria-label={`Kiểm tra ${i + 1}: chỉ tiêu`} {...field('left')} data={withValue(items, c.left)} value={c.left} onChange={(e) => check(i, { left: e.currentTarget.value })} />
              <NativeSelect aria-label={`Kiểm tra ${i + 1}: phép so`} {...field('op')} data={withValue(OPS, c.op)} value={c.op} onChange={(e) => check(i, { op: e.currentTarget.value })} />
              <TextInput aria-label={`Kiểm tra ${i + 1}: mã chỉ tiêu hoặc công thức`} placeholder="mã chỉ tiêu hoặc công thức" {...field('right')} value={c.right} onChange={(e) => check(i, { right: e.currentTarget.value })} />
              <div className={classes.acts}>
                {!readOnly && <ActionIcon variant="subtle" color="red" aria-label={`Bỏ kiểm tra ${i + 1}`} onClick={() => onChange((t) => ({ ...t, checks: without(t.checks, i) }))}><IconTrash size={16} aria-hidden /></ActionIcon>}
              </div>
              <TextInput
                className={classes.message} inputWrapperOrder={['label', 'input', 'description', 'error']} aria-label={`Kiểm tra ${i + 1}: câu báo khi không đạt`} placeholder={`Câu báo khi không đạt, nếu cần; mặc định: ${defaultMessage(template, c)}`} {...field('message')} value={c.message ?? ''}
                description={c.message ? `Câu báo khi không đạt; sau câu này là: ${defaultMessage(template, c)}` : undefined} onChange={(e) => check(i, { message: e.currentTarget.value || null })}
              />
            </div>
          );
        })}
        {!readOnly && <Button w="fit-content" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange((t) => ({ ...t, checks: [...t.checks, { left: items[0]?.value ?? '', op: 'atMost', right: items[1]?.value ?? '', message: null }] }))}>Thêm kiểm tra</Button>}
        <Title order={3} size="h5" mt="md">Chỉ số tính từ báo cáo</Title>
        <Text size="sm" c="dimmed">Tử số và mẫu số đi vào chỉ số khi báo cáo được gửi; không có mẫu số là số đếm.</Text>
        {errors.at('measures') && <Text size="sm" c="var(--tone-bad)">{errors.at('measures')}</Text>}
        {measures.map((m, i) => {
          const field = (part: string) => ({ 'data-field': `measures[${i}].${part}`, error: errors.at(`measures[${i}].${part}`) });
          return (
            <div key={i} className={classes.rule} data-kind="measure" role="group" aria-label={`Chỉ số ${i + 1}`}>
              <IndicatorSelect label="Chỉ số" name={`Chỉ số ${i + 1}: chỉ số`} indicators={made} value={m.indicator} disabled={readOnly} {...field('indicator')} onChange={(indicator) => measure(i, { indicator })} />
              <NativeSelect label="Tử số" aria-label={`Chỉ số ${i + 1}: tử số`} {...field('numerator')} data={withValue(items, m.numerator)} value={m.numerator} onChange={(e) => measure(i, { numerator: e.currentTarget.value })} />
              <NativeSelect label="Mẫu số" aria-label={`Chỉ số ${i + 1}: mẫu số`} {...field('denominator')} data={withValue([{ value: '', label: '(không có mẫu số)' }, ...items], m.denominator ?? '')} value={m.denominator ?? ''} onChange={(e) => measure(i, { denominator: e.currentTarget.value || null })} />
              <div className={classes.acts}>
                {!readOnly && <ActionIcon variant="subtle" color="red" aria-label={`Bỏ chỉ số ${i + 1}`} onClick={() => onChange((t) => ({ ...t, measures: without(t.measures, i) }))}><IconTrash size={16} aria-hidden /></ActionIcon>}
              </div>
            </div>
          );
        })}
        {!readOnly && (
          <Button
            w="fit-content" variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange((t) => ({ ...t, measures: [...t.measures, { indicator: made.find((d) => t.measures.every((m) => m.indicator !== d.code))?.code ?? '', numerator: items[0]?.value ?? '', denominator: null }] }))}
          >Thêm chỉ số</Button>
        )}
      </Stack>
    </fieldset>
  );
}
