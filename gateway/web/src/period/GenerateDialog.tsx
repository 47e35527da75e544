import { Badge, Button, Group, NumberInput, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Dialog } from '../components/Dialog';
import { Failed } from '../components/Failed';
import { formatDay } from '../format/dates';
import { periodName } from '../format/periods';
import { useCalendar } from './calendarQueries';

/** Shows a year's calendar by the decree first, makes it on a second word; rows that exist stay. */
export function GenerateDialog({ year: first, onClose }: { year: number; onClose: () => void }) {
  const { generate } = useCalendar();
  const [year, setYear] = useState(first);
  const preview = generate.data;
  const fresh = preview?.periods.filter((p) => !p.exists).length ?? 0;
  const apply = () => generate.mutate({ year, apply: true }, {
    onSuccess: ({ added }) => {
      notifications.show({ color: 'teal', message: `Đã thêm ${added} kỳ báo cáo năm ${year}.` });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} size="xl" title="Lập lịch báo cáo năm theo Nghị định 09/2019/NĐ-CP">
      <Stack>
        <Group align="flex-end">
          <NumberInput label="Năm" value={year} min={2000} max={2099} allowDecimal={false} thousandSeparator="" onChange={(v) => setYear(Number(v))} w={120} data-autofocus />
          <Button variant={preview ? 'default' : 'filled'} loading={generate.isPending} onClick={() => generate.mutate({ year, apply: false })}>Xem trước</Button>
        </Group>
        {generate.isError && <Failed error={generate.error} title="Chưa lập được lịch" />}
        {preview && (
          <>
            <Text size="sm">{fresh} kỳ sẽ được thêm, {preview.periods.length - fresh} kỳ đã có và giữ nguyên. Từng kỳ sửa được trước khi mở.</Text>
            <Table.ScrollContainer minWidth={680} mah={420}>
              <Table stickyHeader>
                <Table.Thead><Table.Tr><Table.Th>Kỳ</Table.Th><Table.Th>Số liệu</Table.Th><Table.Th>Phòng</Table.Th><Table.Th>Cấp xã</Table.Th><Table.Th>Thành phố</Table.Th><Table.Th>Lưu ý</Table.Th></Table.Tr></Table.Thead>
                <Table.Tbody>
                  {preview.periods.map(({ period, exists, notes }) => (
                    <Table.Tr key={period.code}>
                      <Table.Td>{periodName(period.code)} {exists && <Badge size="xs" color="gray">đã có</Badge>}</Table.Td>
                      <Table.Td>{formatDay(period.from)}–{formatDay(period.cutoff)}</Table.Td>
                      <Table.Td>{formatDay(period.officeDue)}</Table.Td>
                      <Table.Td>{formatDay(period.communeDue)}</Table.Td>
                      <Table.Td>{formatDay(period.cityDue)}</Table.Td>
                      <Table.Td><Text size="xs" c="var(--tone-warn)">{notes.join(' ')}</Text></Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button disabled={!preview || preview.year !== year || fresh === 0} loading={generate.isPending} onClick={apply}>Thêm {fresh} kỳ</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
