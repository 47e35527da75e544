import { Group, Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { formatNumber } from '../format/numbers';
import { changesQuery } from './queries';
import classes from './Workflow.module.css';

/** What a resubmission changed, line by line, with why each line was returned and what the unit answers. */
export function ChangesPanel({ period, unit, submission, draft }: { period: string; unit: string; submission: number; draft: boolean }) {
  const [from, setFrom] = useState<number>();
  const earlier = from ?? Math.max(1, draft ? submission : submission - 1);
  const changes = useQuery(changesQuery(period, unit, earlier, draft ? 0 : submission));
  const choices = (changes.data?.submissions ?? []).filter((s) => draft || s.number < submission)
    .map((s) => ({ value: String(s.number), label: `Lần ${s.number}, ${formatInstant(s.submittedAt)}` }));
  return (
    <Panel
      title={draft ? 'Bản đang sửa khác với lần gửi trước' : `Lần gửi ${submission} thay đổi gì`}
      aside={choices.length > 1 && <Select aria-label="So với lần gửi" size="xs" data={choices} value={String(earlier)} allowDeselect={false} onChange={(v) => v && setFrom(Number(v))} />}
    >
      {changes.isError && <Failed error={changes.error} onRetry={() => void changes.refetch()} />}
      {changes.isPending && <Waiting lines={3} />}
      {changes.data?.lines.length === 0 && <Empty title="Không có dòng nào thay đổi" />}
      {changes.data && changes.data.lines.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead><Table.Tr><Table.Th>Mục</Table.Th><Table.Th>Lần {earlier}</Table.Th><Table.Th>{draft ? 'Đang sửa' : `Lần ${submission}`}</Table.Th><Table.Th>Bị trả lại, giải trình</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {changes.data.lines.map((line) => (
                <Table.Tr key={line.code}>
                  <Table.Td>{line.name}</Table.Td>
                  <Table.Td><Side value={line.oldValue} text={line.oldText} kind={line.kind} /></Table.Td>
                  <Table.Td className={line.oldValue !== line.newValue || line.oldText !== line.newText ? classes.changed : undefined}>
                    <Side value={line.newValue} text={line.newText} kind={line.kind} />
                  </Table.Td>
                  <Table.Td>
                    {line.returned && <Text size="sm" c="var(--tone-warn)">Trả lại: {line.returned}</Text>}
                    {line.explained && <Text size="sm">Giải trình: {line.explained}</Text>}
                    {line.returned && !line.explained && line.oldValue === line.newValue && line.oldText === line.newText && <Text size="sm" c="var(--tone-bad)">Chưa sửa, chưa giải trình</Text>}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}

function Side({ value, text, kind }: { value: number | null; text: string | null; kind: string }) {
  if (kind === 'value') return <>{value === null ? '(trống)' : formatNumber(value, 6)}</>;
  return <Group><Text size="sm" lineClamp={6} className={classes.text}>{text ?? '(trống)'}</Text></Group>;
}
