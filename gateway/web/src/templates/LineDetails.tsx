import { NativeSelect, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { withValue } from './edit';
import type { PartLine } from './parts';
import classes from './Templates.module.css';

/** Areas and parts to choose from; the same object as long as they do not change. */
export interface Choices {
  areas: { value: string; label: string }[];
  parts: Pick<PartLine, 'code' | 'title' | 'office'>[];
}

interface BarProps {
  name: string;
  open: boolean;
  summary: string;
  onToggle: () => void;
  children: ReactNode;
}

/** What a line says beside its main fields: in one line of words, or opened to be changed. No button, which a disabled form would not let open. */
export function LineDetails({ name, open, summary, onToggle, children }: BarProps) {
  return (
    <details className={classes.more} open={open}>
      <summary className={classes.summary} onClick={(e) => { e.preventDefault(); onToggle(); }}>
        {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        <span><VisuallyHidden>Chi tiết của {name}: </VisuallyHidden>{summary}</span>
      </summary>
      {open && <div className={classes.details}>{children}</div>}
    </details>
  );
}

interface WhereProps {
  name: string;
  path: string;
  line: { area: number; part?: string | null };
  choices: Choices;
  errorAt: (field: string) => string | undefined;
  onChange: (change: { area?: number; part?: string | null }) => void;
}

/** Area and part of an item or a section. */
export function WhereFields({ name, path, line, choices, errorAt, onChange }: WhereProps) {
  const own = `L${line.area}`;
  const area = choices.parts.find((p) => p.code === own)?.title ?? choices.areas.find((a) => a.value === String(line.area))?.label ?? own;
  const parts = choices.parts.filter((p) => p.code !== own || line.part === own).map((p) => ({ value: p.code, label: `${p.title || 'Chưa đặt tên'} (${p.code})` }));
  return (
    <>
      <NativeSelect
        label="Lĩnh vực" aria-label={`Lĩnh vực của ${name}`} data-field={`${path}.area`} data={withValue(choices.areas, String(line.area))} value={String(line.area)} error={errorAt(`${path}.area`)}
        onChange={(e) => onChange({ area: Number(e.currentTarget.value) })}
      />
      <NativeSelect
        label="Phần việc" aria-label={`Phần việc của ${name}`} data-field={`${path}.part`} value={line.part ?? ''} error={errorAt(`${path}.part`)}
        data={[{ value: '', label: `Theo lĩnh vực: ${area}` }, ...(line.part ? withValue(parts, line.part) : parts)]}
        onChange={(e) => onChange({ part: e.currentTarget.value || null })}
      />
    </>
  );
}

export const whereWords = (line: { area: number; part?: string | null }, { areas, parts }: Choices) => {
  const area = areas.find((a) => a.value === String(line.area))?.label ?? `Lĩnh vực ${line.area}`;
  return line.part ? `${area} · phần việc: ${parts.find((p) => p.code === line.part)?.title || line.part}` : area;
};
