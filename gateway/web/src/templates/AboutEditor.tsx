import { MultiSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { BLOCKS } from '../format/labels';
import { fold } from '../format/search';
import { useSession } from '../session/session';
import { unitsQuery } from '../settings/queries';
import { AreasEditor } from './AreasEditor';
import type { EditProps } from './edit';
import classes from './Templates.module.css';

const KINDS = [
  { value: 'month', label: 'Tháng' }, { value: 'quarter', label: 'Quý' }, { value: 'halfYear', label: '6 tháng' }, { value: 'nineMonths', label: '9 tháng' },
  { value: 'year', label: 'Năm' }, { value: 'extraordinary', label: 'Đột xuất' },
];

const known = (options: { value: string; label: string }[], chosen: string[]) =>
  [...options, ...chosen.filter((c) => options.every((o) => o.value !== c)).map((c) => ({ value: c, label: c }))];

/** What the template is called, when and for whom it is used, and its areas. */
export function AboutEditor({ template, readOnly, errors, onChange }: Omit<EditProps, 'indicators'>) {
  const session = useSession();
  const units = useQuery(unitsQuery(session.unit));
  const chosen = template.units ?? [];
  const choices = (units.data ?? []).filter((u) => u.code !== session.unit).map((u) => ({ value: u.code, label: `${u.fullName} (${u.code})` }));
  return (
    <fieldset className={classes.plain} disabled={readOnly} aria-label="Thông tin biểu mẫu">
      <Stack>
        {errors.at('code') && <Text size="sm" c="var(--tone-bad)">{errors.at('code')}</Text>}
        <TextInput label="Tên biểu mẫu" data-field="title" value={template.title} error={errors.at('title')} onChange={(e) => { const title = e.currentTarget.value; onChange((t) => ({ ...t, title })); }} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <MultiSelect
            label="Dùng cho loại kỳ" data-field="periodKinds" data={known(KINDS, template.periodKinds)} value={template.periodKinds} disabled={readOnly} error={errors.within('periodKinds')}
            onChange={(periodKinds) => onChange((t) => ({ ...t, periodKinds }))}
          />
          <MultiSelect
            label="Dùng cho khối" data-field="blocks" placeholder={template.blocks?.length ? undefined : 'Mọi khối'} disabled={readOnly} error={errors.within('blocks')} value={template.blocks ?? []}
            data={known(Object.entries(BLOCKS).map(([value, label]) => ({ value, label })), template.blocks ?? [])}
            onChange={(blocks) => onChange((t) => ({ ...t, blocks: blocks.length > 0 ? blocks : null }))}
          />
        </SimpleGrid>
        <MultiSelect
          label="Chỉ cho các đơn vị" description="Để trống là mọi đơn vị; biểu mẫu cho đơn vị được dùng trước biểu mẫu cho khối" data-field="units" disabled={readOnly} searchable
          placeholder={chosen.length > 0 ? undefined : units.isPending ? 'Đang tải…' : 'Mọi đơn vị'} nothingFoundMessage="Không có đơn vị nào khớp" error={errors.within('units')}
          data={known(choices, chosen)} value={chosen} limit={200}
          filter={({ options, search }) => options.filter((o) => 'label' in o && fold(o.label).includes(fold(search)))}
          onChange={(codes) => onChange((t) => ({ ...t, units: codes.length > 0 ? codes : null }))}
        />
        <AreasEditor template={template} readOnly={readOnly} errors={errors} onChange={onChange} />
      </Stack>
    </fieldset>
  );
}
