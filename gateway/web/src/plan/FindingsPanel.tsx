import { Alert, Badge, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Finding } from '../api/types';
import { Panel } from '../components/Panel';
import { formatInstant } from '../format/dates';
import { bySeverity, isOpen, SEVERITIES } from './labels';
import classes from './Plan.module.css';

interface Props {
  findings: Finding[];
  settled: ReadonlySet<string>;
  onShow: (finding: Finding) => void;
  onSettle: (finding: string, settled: boolean) => void;
}

/** What is left to look at: each finding leads to its lines and its field, and can be marked as settled. */
export function FindingsPanel({ findings, settled, onShow, onSettle }: Props) {
  const [which, setWhich] = useState('open');
  const left = findings.filter((f) => isOpen(f, settled));
  const notes = findings.filter((f) => f.severity === 'info' && !settled.has(f.id ?? ''));
  const done = findings.filter((f) => settled.has(f.id ?? ''));
  if (findings.length === 0) return <Alert color="teal" icon={<IconCircleCheck />}>Không còn chỗ nào cần xem lại.</Alert>;
  const shown = which === 'open' ? left : which === 'notes' ? notes : done;
  return (
    <Panel
      title={left.length > 0 ? `Còn ${left.length} chỗ cần xem` : 'Đã xem hết các chỗ quan trọng'}
      aside={(
        <SegmentedControl
          size="xs" value={which} onChange={setWhich} aria-label="Loại chỗ cần xem"
          data={[{ value: 'open', label: `Cần xem (${left.length})` }, { value: 'notes', label: `Lưu ý (${notes.length})` }, { value: 'done', label: `Đã xem (${done.length})` }]}
        />
      )}
    >
      {shown.length === 0 && <Text size="sm" c="dimmed">Không có mục nào.</Text>}
      <ul className={classes.findings}>
        {[...shown].sort(bySeverity).map((finding) => (
          <li key={finding.id}>
            <Badge color={SEVERITIES[finding.severity].color} flex="none" w={84}>{SEVERITIES[finding.severity].label}</Badge>
            <Text size="sm" flex={1}>
              {finding.message}
              {finding.resolvedBy && settled.has(finding.id ?? '') && <Text span size="xs" c="dimmed"> · {finding.resolvedBy} xem {formatInstant(finding.resolvedAt)}</Text>}
            </Text>
            <Group gap={4} flex="none" wrap="nowrap">
              <Button size="compact-xs" variant="subtle" onClick={() => onShow(finding)}>{finding.line ? `dòng ${finding.line}` : 'tới chỗ này'}</Button>
              <Button size="compact-xs" variant="default" onClick={() => onSettle(finding.id ?? '', !settled.has(finding.id ?? ''))}>{settled.has(finding.id ?? '') ? 'Mở lại' : 'Đã xem'}</Button>
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
