import { Alert, Button, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { formatDay } from '../format/dates';
import { areaName } from '../format/labels';
import { useAssign, useReadList } from './queries';

const SAMPLE = 'Nội dung\tLĩnh vực\tHạn\tSản phẩm\tĐơn vị\tPhòng\tVăn bản\nRà soát thủ tục hành chính\t3\t31/12/2026\tBáo cáo\ttất cả\tHCC\t12/UBND-NV';

/** A list of tasks from a sheet: read first, sent only when it has no mistake left. */
export function AssignList({ onDone }: { onDone: (ids: string[], tasks: number) => void }) {
  const read = useReadList();
  const assign = useAssign();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const answer = read.data;
  return (
    <Stack gap="md">
      <Panel title="1. Dán từ Excel hoặc chọn tệp">
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            Dòng đầu là tên cột: Nội dung, Lĩnh vực (1–7), Hạn, Sản phẩm, Đơn vị, Phòng, Văn bản, Xác nhận. Cột Đơn vị ghi mã hoặc tên, cách nhau bằng dấu chấm phẩy;
            hoặc “tất cả”, “các phường”, “các xã”.
          </Text>
          <Textarea aria-label="Danh sách dán từ Excel" placeholder={SAMPLE} autosize minRows={4} maxRows={12} value={text} onChange={(e) => setText(e.currentTarget.value)} />
          <Group>
            <Button loading={read.isPending} disabled={text.trim() === ''} onClick={() => read.mutate({ text })}>Đọc danh sách</Button>
            <Button variant="default" onClick={() => input.current?.click()}>Chọn tệp .xlsx, .csv…</Button>
            <input
              ref={input} type="file" hidden accept=".xlsx,.csv,.txt,.tsv" aria-label="Tệp danh sách"
              onChange={(e) => {
                const file = e.currentTarget.files?.[0];
                if (file) read.mutate({ file });
                e.currentTarget.value = '';
              }}
            />
          </Group>
          {read.isError && <Failed error={read.error} title="Chưa đọc được" />}
        </Stack>
      </Panel>
      {answer && (
        <Panel title="2. Kiểm tra" aside={<Text size="sm" c="dimmed" role="status">{answer.rows.length} dòng, {answer.wrong} dòng có lỗi</Text>}>
          {answer.wrong > 0 && <Alert color="orange" mb="sm">Hãy sửa các dòng có lỗi rồi đọc lại; chưa có gì được giao.</Alert>}
          <Table.ScrollContainer minWidth={720}>
            <Table striped>
              <Table.Thead><Table.Tr><Table.Th>Dòng</Table.Th><Table.Th>Nội dung</Table.Th><Table.Th>Lĩnh vực</Table.Th><Table.Th>Hạn</Table.Th><Table.Th>Đơn vị</Table.Th><Table.Th>Lỗi</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {answer.rows.map((row) => (
                  <Table.Tr key={row.line}>
                    <Table.Td>{row.line}</Table.Td>
                    <Table.Td>{row.item.content}</Table.Td>
                    <Table.Td>{areaName(row.item.area ?? 0)}</Table.Td>
                    <Table.Td>{formatDay(row.item.dueOn)}</Table.Td>
                    <Table.Td>{row.units}</Table.Td>
                    <Table.Td c="var(--tone-bad)">{row.errors.map((e) => e.message).join(' ')}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {assign.isError && <Failed error={assign.error} title="Chưa giao được" />}
          <Group justify="flex-end" mt="sm">
            <Button
              disabled={answer.wrong > 0} loading={assign.isPending}
              onClick={() => assign.mutate(answer.rows.map((r) => r.item), { onSuccess: (made) => onDone(made.ids, made.tasks) })}
            >
              Giao {answer.rows.length} việc ({answer.tasks.toLocaleString('vi')} nhiệm vụ)
            </Button>
          </Group>
        </Panel>
      )}
    </Stack>
  );
}
