import { Button, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { Office } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { rights, useSession } from '../session/session';
import { officesQuery, useDeleteOffice, usersQuery, useSaveOffice } from './queries';
import { UnitPicker } from './UnitPicker';

type Open = { what: 'edit'; office: Office | null } | { what: 'delete'; office: Office } | null;

/** The offices of one unit, with how many people each has. */
export function OfficesPart() {
  const session = useSession();
  const [unit, setUnit] = useState(rights.seesCity(session) ? '' : session.unit);
  const [open, setOpen] = useState<Open>(null);
  const offices = useQuery({ ...officesQuery(unit), enabled: unit !== '' });
  const users = useQuery({ ...usersQuery(unit), enabled: unit !== '' });
  const people = (office: string) => users.data?.filter((u) => u.office === office && !u.disabled).length ?? 0;
  return (
    <Panel title="Phòng, đơn vị trực thuộc" aside={unit && <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'edit', office: null })}>Thêm phòng</Button>}>
      <UnitPicker value={unit} onChange={setUnit} />
      {unit === '' && <Empty title="Chọn một đơn vị để xem các phòng" />}
      {unit !== '' && offices.isPending && <Waiting lines={4} />}
      {offices.isError && <Failed error={offices.error} onRetry={() => void offices.refetch()} />}
      {offices.data && (offices.data.length === 0 ? <Empty title="Đơn vị chưa có phòng nào" /> : (
        <Table mt="sm">
          <Table.Thead><Table.Tr><Table.Th>Mã</Table.Th><Table.Th>Tên phòng</Table.Th><Table.Th>Tài khoản</Table.Th><Table.Th /></Table.Tr></Table.Thead>
          <Table.Tbody>
            {offices.data.map((office) => (
              <Table.Tr key={office.code}>
                <Table.Td>{office.code}</Table.Td>
                <Table.Td>{office.name}</Table.Td>
                <Table.Td>{users.data ? people(office.code) : '…'}</Table.Td>
                <Table.Td>
                  <Group gap="xs" justify="flex-end">
                    <Button size="compact-sm" variant="default" onClick={() => setOpen({ what: 'edit', office })}>Đổi tên</Button>
                    <Button size="compact-sm" variant="default" color="red" onClick={() => setOpen({ what: 'delete', office })}>Xóa</Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ))}
      {open?.what === 'edit' && <EditDialog unit={unit} office={open.office} onClose={() => setOpen(null)} />}
      {open?.what === 'delete' && <DeleteDialog unit={unit} office={open.office} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

function EditDialog({ unit, office, onClose }: { unit: string; office: Office | null; onClose: () => void }) {
  const save = useSaveOffice(unit);
  const [code, setCode] = useState(office?.code ?? '');
  const [name, setName] = useState(office?.name ?? '');
  const problem = save.error ? asProblem(save.error) : undefined;
  const send = () => save.mutate({ office: code.trim() || '-', name }, { onSuccess: () => { notifications.show({ color: 'teal', message: 'Đã lưu phòng.' }); onClose(); } });
  return (
    <Modal opened onClose={onClose} title={office ? `Đổi tên phòng ${office.code}` : 'Thêm phòng'}>
      <Stack>
        {!office && <TextInput label="Mã" description="Chữ in hoa không dấu hoặc số, tối đa 10; không đổi được về sau." value={code} onChange={(e) => setCode(e.currentTarget.value.toUpperCase())} error={problem?.messageAt('code')} data-autofocus />}
        <TextInput label="Tên phòng" value={name} onChange={(e) => setName(e.currentTarget.value)} error={problem?.messageAt('name')} />
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa lưu được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={save.isPending} onClick={send}>Lưu</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function DeleteDialog({ unit, office, onClose }: { unit: string; office: Office; onClose: () => void }) {
  const remove = useDeleteOffice(unit);
  return (
    <Modal opened onClose={onClose} title="Xóa phòng">
      <Stack>
        <Text>Xóa “{office.name}” khỏi danh sách phòng của đơn vị? Chỉ xóa được khi không còn tài khoản nào thuộc phòng.</Text>
        {remove.isError && <Failed error={remove.error} title="Chưa xóa được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(office.code, { onSuccess: onClose })}>Xóa</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
