import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { Template } from '../api/types';
import { fieldName } from './checks';
import type { Clash } from './draft';

interface Props {
  clashes: Clash[];
  template: Template;
  onSettle: (field: string, text: string) => void;
}

const PANEL = 'cho-chon';

export const goToClashes = () => document.getElementById(PANEL)?.scrollIntoView({ block: 'center', behavior: 'smooth' });

/** Two people changed the same field: both texts side by side, a person decides. Everything else was merged already. */
export function ClashPanel({ clashes, template, onSettle }: Props) {
  return (
    <Alert id={PANEL} color="orange" icon={<IconUsers />} title="Người khác vừa sửa cùng chỗ với bạn" role="alert">
      <Stack gap="xs">
        <Text size="sm">Số bạn đã nhập vẫn còn nguyên. Các ô khác đã gộp xong; với {clashes.length} ô dưới đây hãy chọn số nào đúng, rồi bản nháp tự lưu.</Text>
        <Table>
          <Table.Thead>
            <Table.Tr><Table.Th>Mục</Table.Th><Table.Th>Của bạn</Table.Th><Table.Th>Của người khác</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {clashes.map(({ field, mine, theirs }) => (
              <Table.Tr key={field}>
                <Table.Td>{fieldName(template, field)}</Table.Td>
                <Table.Td><Choice text={mine} label="Giữ của tôi" onTake={() => onSettle(field, mine)} /></Table.Td>
                <Table.Td><Choice text={theirs} label="Lấy của người khác" onTake={() => onSettle(field, theirs)} /></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {clashes.length > 1 && (
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => clashes.forEach((c) => onSettle(c.field, c.mine))}>Giữ tất cả của tôi</Button>
            <Button size="xs" variant="default" onClick={() => clashes.forEach((c) => onSettle(c.field, c.theirs))}>Lấy tất cả của người khác</Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

function Choice({ text, label, onTake }: { text: string; label: string; onTake: () => void }) {
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" lineClamp={4} style={{ whiteSpace: 'pre-wrap' }}>{text || '(trống)'}</Text>
      <Button size="compact-xs" variant="default" onClick={onTake}>{label}</Button>
    </Stack>
  );
}
