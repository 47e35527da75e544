import { ActionIcon, Badge, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Finding } from '../api/types';
import { formatShare } from '../format/numbers';
import { SEVERITIES } from './labels';
import type { Lines } from './lines';
import classes from './Plan.module.css';

const SURE = 0.8;

interface Props {
  id: string;
  name: string;
  open: boolean;
  chosen: boolean;
  notes: Finding[];
  settled: ReadonlySet<string>;
  errors: string[];
  lines: Lines | null;
  confidence: number;
  summary: ReactNode;
  form: ReactNode;
  onToggle: () => void;
  onShow: (lines: Lines) => void;
  onSettle: (finding: string, settled: boolean) => void;
  onRemove: () => void;
  onMove: (by: -1 | 1) => void;
}

/** One target or task: what was understood, what is doubtful, and when opened a form for all of it. */
export function EditedRow({ id, name, open, chosen, notes, settled, errors, lines, confidence, summary, form, onToggle, onShow, onSettle, onRemove, onMove }: Props) {
  const doubt = notes.some((n) => !settled.has(n.id ?? '') && n.severity !== 'info');
  return (
    <li id={`dong-${id}`} className={classes.editRow} data-doubt={doubt || undefined} data-chosen={chosen || undefined} data-wrong={errors.length > 0 || undefined}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <UnstyledButton className={classes.rowSummary} aria-expanded={open} aria-controls={`form-${id}`} onClick={onToggle}>{summary}</UnstyledButton>
        <Group gap={2} wrap="nowrap" flex="none">
          <ActionIcon variant="subtle" size="sm" aria-label={open ? `Đóng ${name}` : `Sửa ${name}`} onClick={onToggle}><IconPencil size={16} aria-hidden /></ActionIcon>
          <ActionIcon variant="subtle" size="sm" color="gray" aria-label={`Đưa ${name} lên`} onClick={() => onMove(-1)}><IconArrowUp size={16} aria-hidden /></ActionIcon>
          <ActionIcon variant="subtle" size="sm" color="gray" aria-label={`Đưa ${name} xuống`} onClick={() => onMove(1)}><IconArrowDown size={16} aria-hidden /></ActionIcon>
          <ActionIcon variant="subtle" size="sm" color="red.8" aria-label={`Xóa ${name}`} onClick={onRemove}><IconTrash size={16} aria-hidden /></ActionIcon>
        </Group>
      </Group>
      <div className={classes.notes}>
        {errors.map((error) => <div key={error} data-severity="error">{error}</div>)}
        {notes.map((note) => (
          <Group key={note.id} gap={6} data-severity={note.severity} data-settled={settled.has(note.id ?? '') || undefined} wrap="nowrap">
            <span>{SEVERITIES[note.severity].label}: {note.message}</span>
            <Button size="compact-xs" variant="subtle" flex="none" onClick={() => onSettle(note.id ?? '', !settled.has(note.id ?? ''))}>{settled.has(note.id ?? '') ? 'Mở lại' : 'Đã xem'}</Button>
          </Group>
        ))}
        <Group gap={8}>
          {lines
            ? <UnstyledButton className={classes.lineLink} onClick={() => onShow(lines)}>dòng {lines.from === lines.to ? lines.from : `${lines.from}–${lines.to}`}</UnstyledButton>
            : <Text size="xs" c="dimmed">thêm bằng tay</Text>}
          {confidence < SURE && <Badge color="orange" size="xs">độ chắc {formatShare(confidence, 0)}</Badge>}
        </Group>
      </div>
      {open && <div id={`form-${id}`}>{form}</div>}
    </li>
  );
}
