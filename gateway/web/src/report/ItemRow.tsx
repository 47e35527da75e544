import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import type { Report, TemplateItem } from '../api/types';
import { formatNumber } from '../format/numbers';
import { parse, type Texts } from './draft';
import { fieldId } from './keys';
import classes from './ReportForm.module.css';

interface Props {
  item: TemplateItem;
  field: string;
  text: string;
  hint: string | undefined;
  error: string | undefined;
  returned: string | undefined;
  previous: number | undefined;
  suggestion: Report['suggested'][string] | undefined;
  editable: boolean;
  onType: (fields: Texts) => void;
  isMarked: boolean | undefined;
  onMark: (item: string) => void;
}

/** One figure: what it is, its field, the period before, and what other books suggest. */
export const ItemRow = memo(function ItemRow(props: Props) {
  const { item, field, text, hint, error, returned, previous, suggestion, editable, onType, isMarked, onMark } = props;
  const id = fieldId(field);
  const notes = [
    item.formula && { kind: 'computed', text: `Hệ thống tính: ${item.formula}` },
    returned && { kind: 'returned', text: `Bị trả lại: ${returned}` },
    error ? { kind: 'error', text: error } : hint && { kind: 'hint', text: hint },
  ].filter((note): note is { kind: string; text: string } => Boolean(note));

  function tidy() {
    const parsed = parse(text, item.type);
    const tidied = parsed.ok && parsed.value !== null ? formatNumber(parsed.value, 6) : text;
    if (tidied !== text) onType({ [field]: tidied });
  }

  return (
    <div className={classes.item} data-returned={returned ? true : undefined}>
      <label htmlFor={id}>
        {item.name} <span className={classes.unit}>({item.unit})</span>
        {item.required && editable && <span className={classes.required} title="Bắt buộc" aria-hidden> *</span>}
      </label>
      {/* A plain field: Mantine's would drop the reference to the notes. */}
      <input
        id={id} className={classes.number} type="text" value={text} readOnly={!editable} data-cell={editable || undefined}
        inputMode={item.type === 'count' ? 'numeric' : 'decimal'} autoComplete="off" required={item.required && editable}
        aria-describedby={notes.length > 0 ? `${id}-ghi-chu` : undefined} aria-invalid={Boolean(error) || Boolean(hint)}
        onChange={(e) => onType({ [field]: e.currentTarget.value })} onBlur={editable ? tidy : undefined}
      />
      <span className={classes.side} data-label="Kỳ trước">{formatNumber(previous, 6)}</span>
      <span className={classes.side} data-label={isMarked === undefined && suggestion ? 'Gợi ý' : ''}>
        {isMarked !== undefined && (
          <Checkbox size="xs" label="trả lại" checked={isMarked} onChange={() => onMark(item.code)} aria-label={`Trả lại dòng ${item.name}`} style={{ display: 'inline-block' }} />
        )}
        {suggestion && isMarked === undefined && (
          <button
            type="button" className={classes.suggest} title={suggestion.source} tabIndex={-1}
            aria-label={`lấy ${formatNumber(suggestion.value, 6)}: số gợi ý cho ${item.name}, nguồn ${suggestion.source}`}
            onClick={() => onType({ [field]: formatNumber(suggestion.value, 6) })}
          >
            lấy {formatNumber(suggestion.value, 6)}
          </button>
        )}
      </span>
      {notes.length > 0 && (
        <div id={`${id}-ghi-chu`} className={classes.note} style={{ display: 'contents' }}>
          {notes.map((note) => <div key={note.kind} className={classes.note} data-kind={note.kind}>{note.text}</div>)}
        </div>
      )}
    </div>
  );
});
