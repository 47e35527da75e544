import { Alert, Button, Group, Input, Radio, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { Period, PeriodEdit } from '../api/types';
import { DateField } from '../components/DateField';
import { Dialog } from '../components/Dialog';
import { Failed } from '../components/Failed';
import { BLOCKS } from '../format/labels';
import { periodName } from '../format/periods';
import { templatesQuery } from '../report/queries';
import { useSession } from '../session/session';
import { unitsQuery } from '../settings/queries';
import { UnitsPicker } from '../units/UnitsPicker';
import { NO_EDIT, useCalendar } from './calendarQueries';

/** Edits one row of the calendar, or asks for an extraordinary report when no period is given. */
export function PeriodDialog({ period, onClose }: { period?: Period; onClose: () => void }) {
  const { edit, ask } = useCalendar();
  const templates = useQuery(templatesQuery);
  const session = useSession();
  const units = useQuery(unitsQuery(session.unit));
  const leaves = (units.data ?? []).filter((u) => u.isLeaf);
  const fixed = period !== undefined && !period.notYetOpen;
  const [form, setForm] = useState({
    title: period?.title ?? '', from: period?.from ?? null, cutoff: period?.cutoff ?? null, officeDue: period?.officeDue ?? null,
    communeDue: period?.communeDue ?? null, cityDue: period?.cityDue ?? null, latePolicy: period?.latePolicy ?? 'accept', lateUntil: period?.lateUntil ?? null,
    templateCode: period?.templateCode ?? '', who: period?.senders?.units ? 'units' : period?.senders?.block ? 'block' : 'all',
    block: period?.senders?.block ?? 'phuong', units: period?.senders?.units ?? [],
  });
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const save = period ? edit : ask;
  const problem = save.error ? asProblem(save.error) : undefined;
  const at = (field: string) => problem?.messageAt(field);
  const send = () => {
    const input: PeriodEdit = {
      ...NO_EDIT, officeDue: form.officeDue, communeDue: form.communeDue, cityDue: form.cityDue, latePolicy: form.latePolicy, lateUntil: form.lateUntil,
      title: !period || period.kind === 'extraordinary' ? form.title : null,
    };
    if (!fixed) {
      Object.assign(input, {
        from: form.from, cutoff: form.cutoff, templateCode: form.templateCode,
        senders: {
          block: form.who === 'block' ? form.block : null,
          units: form.who === 'units' ? form.units : null,
        },
      });
    }
    const onSuccess = (saved: Period) => {
      notifications.show({ color: 'teal', message: period ? `Đã lưu ${periodName(saved.code)}.` : `Đã yêu cầu báo cáo ${saved.code}: ${saved.title}.` });
      onClose();
    };
    if (period) edit.mutate({ period: period.code, edit: input }, { onSuccess });
    else ask.mutate(input, { onSuccess });
  };
  const day = (field: 'from' | 'cutoff' | 'officeDue' | 'communeDue' | 'cityDue' | 'lateUntil', label: string, disabled = false) => (
    <DateField label={label} required={!period && ['from', 'cutoff', 'communeDue'].includes(field)} valueFormat="DD/MM/YYYY" value={form[field]} disabled={disabled} error={at(field)} onChange={(v) => set({ [field]: v })} clearable={field === 'lateUntil'} />
  );
  const codes = [...new Map((templates.data ?? []).map((t) => [t.code, t.title]))].map(([value, label]) => ({ value, label: `${label} (${value})` }));
  return (
    <Dialog onClose={onClose} size="lg" title={period ? `Sửa lịch: ${period.title ?? periodName(period.code)}` : 'Yêu cầu báo cáo đột xuất'}>
      <Stack>
        {fixed && <Alert color="blue">Kỳ đã mở: chỉ còn sửa được các hạn và cách nhận báo cáo trễ.</Alert>}
        {(!period || period.kind === 'extraordinary') && (
          <TextInput label="Tên báo cáo" required maxLength={200} value={form.title} onChange={(e) => set({ title: e.currentTarget.value })} error={at('title')} data-autofocus />
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {day('from', 'Số liệu từ ngày', fixed)}
          {day('cutoff', 'Chốt số liệu hết ngày', fixed)}
          {day('officeDue', 'Hạn của phòng, trung tâm')}
          {day('communeDue', 'Hạn của xã, phường, đặc khu')}
          {day('cityDue', 'Hạn của thành phố')}
        </SimpleGrid>
        <Radio.Group label="Báo cáo trễ hạn" value={form.latePolicy} onChange={(latePolicy) => set({ latePolicy })} error={at('latePolicy')}>
          <Stack gap={4} mt={4}>
            <Radio value="accept" label="Vẫn nhận, ghi là trễ hạn" />
            <Radio value="until" label="Nhận đến hết một ngày" />
            <Radio value="refuse" label="Không nhận sau hạn" />
          </Stack>
        </Radio.Group>
        {form.latePolicy === 'until' && day('lateUntil', 'Ngày cuối nhận báo cáo trễ')}
        <Radio.Group label="Đơn vị phải gửi" value={form.who} onChange={(who) => set({ who })} error={at('senders') ?? at('senders.block')}>
          <Stack gap={4} mt={4}>
            <Radio value="all" label="Tất cả xã, phường, đặc khu" disabled={fixed} />
            <Radio value="block" label="Một khối" disabled={fixed} />
            <Radio value="units" label="Danh sách đơn vị" disabled={fixed} />
          </Stack>
        </Radio.Group>
        {form.who === 'block' && (
          <Select aria-label="Khối phải gửi" disabled={fixed} allowDeselect={false} value={form.block} onChange={(b) => set({ block: b ?? 'phuong' })} data={Object.entries(BLOCKS).map(([value, label]) => ({ value, label }))} />
        )}
        {form.who === 'units' && (
          <Input.Wrapper label={`${form.units.length} đơn vị phải gửi`} error={at('senders.units')}>
            {fixed
              ? <Text size="sm">{form.units.map((c) => leaves.find((u) => u.code === c)?.fullName ?? c).join(', ')}</Text>
              : <UnitsPicker units={leaves} chosen={form.units} onChange={(codes) => set({ units: codes })} />}
          </Input.Wrapper>
        )}
        <Select
          label="Biểu mẫu" disabled={fixed} clearable={period !== undefined} required={!period} placeholder={period ? 'Theo loại kỳ' : 'Chọn biểu mẫu'} data={codes}
          value={form.templateCode || null} onChange={(c) => set({ templateCode: c ?? '' })} error={at('templateCode')}
        />
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa lưu được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={save.isPending} onClick={send}>{period ? 'Lưu' : 'Gửi yêu cầu'}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
