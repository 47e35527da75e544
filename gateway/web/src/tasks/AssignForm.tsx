import { Alert, Button, Checkbox, Group, Modal, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { AssignmentInput } from '../api/types';
import { DateField } from '../components/DateField';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { formatDay, today } from '../format/dates';
import { AREAS, areaName } from '../format/labels';
import { unitsQuery, useAssign } from './queries';
import { UnitsPicker } from '../units/UnitsPicker';

const EVERY = [
  { value: '', label: 'Một lần' }, { value: 'week', label: 'Hằng tuần' }, { value: 'month', label: 'Hằng tháng' }, { value: 'quarter', label: 'Hằng quý' },
  { value: 'halfYear', label: '6 tháng' }, { value: 'year', label: 'Hằng năm' },
];
const OFFICES = [
  { value: 'VP', label: 'Văn phòng HĐND và UBND' }, { value: 'VHXH', label: 'Phòng Văn hóa - Xã hội' }, { value: 'KT', label: 'Phòng Kinh tế' }, { value: 'HCC', label: 'Trung tâm Phục vụ hành chính công' },
];

/** One task for many communes: what, until when, to whom; a look at it all before it is sent. */
export function AssignForm({ city, onDone }: { city: string; onDone: (ids: string[], tasks: number) => void }) {
  const assign = useAssign();
  const units = useQuery(unitsQuery(city));
  const leaves = (units.data ?? []).filter((u) => u.isLeaf);
  const [content, setContent] = useState('');
  const [document, setDocument] = useState('');
  const [product, setProduct] = useState('');
  const [area, setArea] = useState('1');
  const [every, setEvery] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [range, setRange] = useState<[string | null, string | null]>([null, null]);
  const [dueDay, setDueDay] = useState<number | string>('');
  const [office, setOffice] = useState<string | null>(null);
  const [needsConfirmation, setNeeds] = useState(true);
  const [chosen, setChosen] = useState<string[]>([]);
  const [looking, setLooking] = useState(false);
  const problem = assign.error ? asProblem(assign.error) : undefined;
  const at = (field: string) => problem?.messageAt(`items[0].${field}`);
  const ready = content.trim() !== '' && chosen.length > 0 && (every ? range[0] && range[1] : dueOn);

  const item: AssignmentInput = {
    content, area: Number(area), products: product.split(';').map((p) => p.trim()).filter(Boolean), document: document.trim() || null,
    dueOn: every ? null : dueOn, every: every || null, from: every ? range[0] : null, to: every ? range[1] : null, dueDay: every && dueDay !== '' ? Number(dueDay) : null,
    units: chosen, under: null, block: null, office, needsConfirmation,
  };
  const send = () =>
    assign.mutate([item], {
      onSuccess: (answer) => onDone(answer.ids, answer.tasks),
      onError: () => setLooking(false),
    });

  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Panel title="1. Nội dung và thời hạn">
        <Stack gap="sm">
          <Textarea label="Nội dung nhiệm vụ" required autosize minRows={3} maxLength={4000} value={content} onChange={(e) => setContent(e.currentTarget.value)} error={at('content')} />
          <Group grow align="flex-start">
            <TextInput label="Số văn bản giao việc" placeholder="123/UBND-NV" maxLength={200} value={document} onChange={(e) => setDocument(e.currentTarget.value)} error={at('document')} />
            <Select label="Lĩnh vực" allowDeselect={false} value={area} onChange={(value) => setArea(value ?? '0')} data={[...AREAS.map((label, i) => ({ value: String(i + 1), label: `${i + 1}. ${label}` })), { value: '0', label: 'Chưa rõ lĩnh vực' }]} />
          </Group>
          <TextInput label="Sản phẩm" description="Nhiều sản phẩm cách nhau bằng dấu chấm phẩy." value={product} onChange={(e) => setProduct(e.currentTarget.value)} error={at('products')} />
          <Group grow align="flex-start">
            <Select label="Lặp lại" allowDeselect={false} value={every} onChange={(value) => setEvery(value ?? '')} data={EVERY} />
            {every === ''
              ? <DateField label="Hạn hoàn thành" required valueFormat="DD/MM/YYYY" minDate={today()} value={dueOn} onChange={setDueOn} error={at('dueOn')} />
              : <NumberInput label="Ngày đến hạn trong kỳ" description="Trống là ngày cuối kỳ." min={1} max={31} value={dueDay} onChange={setDueDay} error={at('dueDay')} />}
          </Group>
          {every !== '' && (
            <DateField type="range" label="Từ ngày – đến ngày" required valueFormat="DD/MM/YYYY" minDate={today()} value={range} onChange={setRange} error={at('from') ?? at('to') ?? at('every')} />
          )}
          <Select label="Phòng thực hiện ở mỗi đơn vị" clearable placeholder="Lãnh đạo đơn vị tự phân công" value={office} onChange={setOffice} data={OFFICES} error={at('office')} />
          <Checkbox label="Thành phố xác nhận khi đơn vị báo hoàn thành" checked={needsConfirmation} onChange={(e) => setNeeds(e.currentTarget.checked)} />
        </Stack>
      </Panel>
      <Panel title="2. Đơn vị nhận việc" aside={<Text size="sm" c="dimmed" role="status">Đã chọn {chosen.length}/{leaves.length}</Text>}>
        <UnitsPicker units={leaves} chosen={chosen} onChange={setChosen} />
        {at('units') && <Text size="sm" c="var(--tone-bad)">{at('units')}</Text>}
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa giao được" />}
        <Group justify="flex-end" mt="md">
          <Button disabled={!ready} onClick={() => setLooking(true)}>Xem lại và giao</Button>
        </Group>
      </Panel>
      {looking && (
        <Modal opened onClose={() => setLooking(false)} title="Giao việc này?" size="lg">
          <Stack>
            <Text fw={600}>{content}</Text>
            <Text size="sm">{[document, areaName(Number(area)), every ? `${EVERY.find((e) => e.value === every)!.label.toLowerCase()}, ${formatDay(range[0])} – ${formatDay(range[1])}` : `hạn ${formatDay(dueOn)}`, product].filter(Boolean).join(' · ')}</Text>
            <Alert color="blue">Tạo {chosen.length} nhiệm vụ, mỗi đơn vị một nhiệm vụ, và báo cho các đơn vị.{needsConfirmation && ' Khi đơn vị báo xong, thành phố xác nhận thì mới tính hoàn thành.'}</Alert>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setLooking(false)}>Sửa lại</Button>
              <Button loading={assign.isPending} onClick={send} data-autofocus>Giao cho {chosen.length} đơn vị</Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </SimpleGrid>
  );
}
