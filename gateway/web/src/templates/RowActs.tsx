import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';

interface Props {
  name: string;
  first: boolean;
  last: boolean;
  onMove: (by: number) => void;
  onRemove: () => void;
}

export function RowActs({ name, first, last, onMove, onRemove }: Props) {
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <ActionIcon variant="subtle" color="gray" disabled={first} aria-label={`Đưa ${name} lên`} onClick={() => onMove(-1)}><IconArrowUp size={16} aria-hidden /></ActionIcon>
      <ActionIcon variant="subtle" color="gray" disabled={last} aria-label={`Đưa ${name} xuống`} onClick={() => onMove(1)}><IconArrowDown size={16} aria-hidden /></ActionIcon>
      <ActionIcon variant="subtle" color="red" aria-label={`Bỏ ${name}`} onClick={onRemove}><IconTrash size={16} aria-hidden /></ActionIcon>
    </Group>
  );
}
