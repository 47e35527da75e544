import { UnstyledButton } from '@mantine/core';
import type { Finding } from '../api/types';
import { SEVERITIES } from './labels';
import type { Lines } from './lines';
import classes from './Plan.module.css';

/** What is doubtful in a row, and the way to its lines. */
export function RowNotes({ notes, lines, onShow }: { notes: Finding[]; lines: Lines | null; onShow: (lines: Lines) => void }) {
  return (
    <div className={classes.notes}>
      {notes.map((note, i) => <div key={i} data-severity={note.severity}>{SEVERITIES[note.severity].label}: {note.message}</div>)}
      {lines && (
        <UnstyledButton className={classes.lineLink} onClick={() => onShow(lines)}>
          dòng {lines.from === lines.to ? lines.from : `${lines.from}–${lines.to}`}
        </UnstyledButton>
      )}
    </div>
  );
}
