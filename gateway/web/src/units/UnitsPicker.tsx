import { Button, Checkbox, Group, ScrollArea, Stack, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { OrgUnit } from '../api/types';
import { matches } from '../format/search';

/** Communes to choose: all, a block, or one by one after a search. */
export function UnitsPicker({ units, chosen, onChange }: { units: OrgUnit[]; chosen: string[]; onChange: (codes: string[]) => void }) {
  const [text, setText] = useState('');
  const shown = units.filter((u) => !text || matches(`${u.fullName} ${u.code}`, text));
  const picked = new Set(chosen);
  const add = (codes: string[]) => onChange([...new Set([...chosen, ...codes])]);
  const wards = units.filter((u) => u.kind === 'phuong').map((u) => u.code);
  const communes = units.filter((u) => u.kind !== 'phuong').map((u) => u.code);
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => onChange(units.map((u) => u.code))}>Tất cả ({units.length})</Button>
        <Button size="xs" variant="default" onClick={() => add(wards)}>Các phường ({wards.length})</Button>
        <Button size="xs" variant="default" onClick={() => add(communes)}>Các xã, đặc khu ({communes.length})</Button>
        <Button size="xs" variant="subtle" disabled={chosen.length === 0} onClick={() => onChange([])}>Bỏ chọn hết</Button>
      </Group>
      <TextInput aria-label="Tìm đơn vị" placeholder="Tìm đơn vị (không cần dấu)" leftSection={<IconSearch size={16} aria-hidden />} value={text} onChange={(e) => setText(e.currentTarget.value)} />
      <ScrollArea h={360} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': 'Danh sách đơn vị' }}>
        <Stack gap={6}>
          {shown.map((u) => (
            <Checkbox
              key={u.code} size="sm" label={u.fullName} checked={picked.has(u.code)}
              onChange={() => onChange(picked.has(u.code) ? chosen.filter((c) => c !== u.code) : [...chosen, u.code])}
            />
          ))}
        </Stack>
      </ScrollArea>
    </Stack>
  );
}
