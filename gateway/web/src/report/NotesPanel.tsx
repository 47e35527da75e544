import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { Template } from '../api/types';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { notesQuery } from './queries';
import classes from './Workflow.module.css';

/** What the unit and the Department say to each other about the report; it changes nothing of it. */
export function NotesPanel({ period, unit, template, mayWrite }: { period: string; unit: string; template: Template; mayWrite: boolean }) {
  const client = useQueryClient();
  const notes = useQuery(notesQuery(period, unit));
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () => dataOf(reportApi.POST('/api/reports/{period}/{unit}/notes', { params: { path: { period, unit } }, body: { item: null, text } })),
    onSuccess: () => setText(''),
    onSettled: () => void client.invalidateQueries({ queryKey: notesQuery(period, unit).queryKey }),
  });
  const nameOf = (code: string) => template.items.find((i) => i.code === code)?.name ?? template.sections.find((s) => s.code === code)?.title ?? code;
  return (
    <Panel title="Ghi chú trao đổi" className="no-print">
      {notes.isError && <Failed error={notes.error} onRetry={() => void notes.refetch()} />}
      {notes.isPending && <Waiting lines={2} />}
      <Stack gap="xs">
        {notes.data?.length === 0 && <Text size="sm" c="dimmed">Chưa có ghi chú nào.</Text>}
        {notes.data?.map((note) => (
          <div key={note.id}>
            <Text size="xs" c="dimmed">{note.by}, {formatInstant(note.at)}{note.item && ` · ${nameOf(note.item)}`}</Text>
            <Text size="sm" className={classes.text}>{note.text}</Text>
          </div>
        ))}
        {mayWrite && (
          <Group align="flex-end" gap="xs">
            <Textarea flex={1} label="Thêm ghi chú" autosize minRows={1} maxLength={4000} value={text} onChange={(e) => setText(e.currentTarget.value)} />
            <Button variant="default" loading={add.isPending} disabled={!text.trim()} onClick={() => add.mutate()}>Gửi ghi chú</Button>
          </Group>
        )}
        {add.isError && <Failed error={add.error} title="Chưa gửi được ghi chú" />}
      </Stack>
    </Panel>
  );
}
