import { Alert, Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { PartsView } from '../api/types';
import { later } from '../components/later';
import { Panel } from '../components/Panel';
import { PART_STATES, type PartState } from '../format/labels';
import classes from './Workflow.module.css';

const PartsDialog = later(async () => (await import('./PartsDialog')).PartsDialog);

/** What each office still owes, for whoever puts the report together. */
export function PartsPanel({ parts, editable }: { parts: PartsView; editable: boolean }) {
  const [assigning, setAssigning] = useState(false);
  const done = parts.parts.filter((p) => p.state === 'handedIn').length;
  const withOffice = parts.parts.filter((p) => p.office !== null);
  const sentBack = parts.parts.filter((p) => p.state === 'returned' && p.mine && !parts.assembles);
  return (
    <Panel
      title={`Phần việc của các phòng: đã nộp ${done}/${withOffice.length}`}
      aside={editable && parts.assembles && <Button size="xs" variant="default" onClick={() => setAssigning(true)}>Phân công, đặt hạn…</Button>}
    >
      {sentBack.map((part) => (
        <Alert key={part.code} color="orange" mb="sm" title={<Anchor href={`#phan-${part.code}`} size="sm" fw={700}>Phần “{part.title}” bị trả lại</Anchor>}>
          <Text size="sm" className={classes.text}>{part.reason}</Text>
          <Text size="sm">Sửa xong, bấm “Nộp phần này” ở đầu phần.</Text>
        </Alert>
      ))}
      <Group gap="xs">
        {parts.parts.map((part) => {
          const state = PART_STATES[part.state as PartState];
          return (
            <Badge
              key={part.code} component="a" href={`#phan-${part.code}`} variant={part.office === null ? 'outline' : 'light'} color={part.office === null ? 'gray' : state.color}
              size="lg" tt="none" fw={500} className={classes.part}
            >
              {part.mine && !parts.assembles && '★ '}{part.title}: {part.mine && !parts.assembles ? 'phần của bạn' : (part.office ?? 'tổng hợp')}{part.office !== null && ` · ${state.label.toLowerCase()}`}{part.overdue && part.office !== null && ' · quá hạn'}
            </Badge>
          );
        })}
      </Group>
      {assigning && <PartsDialog parts={parts} onClose={() => setAssigning(false)} />}
    </Panel>
  );
}
