import { Button, Group, Select, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { asProblem, dataOf } from '../api/problem';
import type { PartsView } from '../api/types';
import { DateField } from '../components/DateField';
import { Dialog } from '../components/Dialog';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatDay } from '../format/dates';
import { officesQuery, partsQuery } from './queries';
import { usePartAct } from './useParts';

const NOBODY = '';

/** Which office fills which part, and until when. */
export function PartsDialog({ parts, onClose }: { parts: PartsView; onClose: () => void }) {
  const { period, orgUnit: unit } = parts;
  const client = useQueryClient();
  const offices = useQuery(officesQuery(period, unit));
  const act = usePartAct(period, unit);
  const assign = useMutation({
    mutationFn: (given: Record<string, string | null>) =>
      dataOf(reportApi.PUT('/api/reports/{period}/{unit}/offices', { params: { path: { period, unit } }, body: { parts: given as Record<string, string> } })),
    onSuccess: (now) => client.setQueryData(officesQuery(period, unit).queryKey, now),
    onError: (error) => notifications.show({ color: 'red', message: asProblem(error).message }),
    onSettled: () => void client.invalidateQueries({ queryKey: partsQuery(period, unit).queryKey }),
  });
  return (
    <Dialog onClose={onClose} title="Phân công phần việc" size="xl">
      {offices.isError && <Failed error={offices.error} onRetry={() => void offices.refetch()} />}
      {offices.isPending && <Waiting lines={6} />}
      {offices.data && (
        <Stack>
          <Text size="sm">Phân công giữ cho cả các kỳ sau; hạn nộp chỉ của kỳ này. Thay đổi có hiệu lực ngay.</Text>
          <Table.ScrollContainer minWidth={520}><Table>
            <Table.Thead><Table.Tr><Table.Th>Phần việc</Table.Th><Table.Th w="50%">Phòng, trung tâm</Table.Th><Table.Th w={140}>Hạn nộp</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {parts.parts.map((part) => (
                <Table.Tr key={part.code}>
                  <Table.Td>{part.title}</Table.Td>
                  <Table.Td>
                    <Select
                      aria-label={`Phòng làm phần ${part.title}`} allowDeselect={false} value={offices.data.parts[part.code] ?? NOBODY}
                      data={[{ value: NOBODY, label: 'Cán bộ tổng hợp' }, ...offices.data.offices.map((o) => ({ value: o.code, label: o.name }))]}
                      onChange={(office) => assign.mutate({ [part.code]: office === NOBODY ? null : office })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <DateField
                      aria-label={`Hạn nộp phần ${part.title}`} valueFormat="DD/MM/YYYY" value={part.dueOn} placeholder={formatDay(part.dueOn)}
                      onChange={(dueOn) => act.mutate({ kind: 'due', part: part.code, dueOn }, { onError: (error) => notifications.show({ color: 'red', message: asProblem(error).message }) })}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table></Table.ScrollContainer>
          <Group justify="flex-end"><Button onClick={onClose}>Xong</Button></Group>
        </Stack>
      )}
    </Dialog>
  );
}
