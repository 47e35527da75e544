import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LineReason, Report, Template } from '../api/types';
import { formatNumber } from '../format/numbers';
import { periodName } from '../format/periods';
import { narrativeField, type Reading, type Texts, valueField } from './draft';
import { ItemRow } from './ItemRow';
import classes from './ReportForm.module.css';
import { SectionField } from './SectionField';

interface Props {
  number: number;
  title: string;
  template: Template;
  texts: Texts;
  hints: Record<string, string>;
  errors: Record<string, string>;
  returned: Map<string, string>;
  previous: Record<string, number> | undefined;
  previousPeriod: string | undefined;
  suggested: Report['suggested'];
  canWrite: (code: string) => boolean;
  /** Values as they are read, for what is computed. */
  computed: Reading['values'];
  bars?: ReactNode;
  onType: (fields: Texts) => void;
  /** Lines that the Department has marked for returning; undefined when nobody is reviewing. */
  marked: LineReason[] | undefined;
  onMark: (item: string) => void;
}

/** One of the seven areas: its table of figures and its narrative. */
export function AreaCard(props: Props) {
  const { number, title, template, texts, hints, errors, returned, previous, previousPeriod, suggested, canWrite, computed, bars, onType, marked, onMark } = props;
  const items = template.items.filter((i) => i.area === number);
  const sections = template.sections.filter((s) => s.area === number);
  if (items.length + sections.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" id={`linh-vuc-${number}`} aria-labelledby={`ten-linh-vuc-${number}`} style={{ scrollMarginTop: 12 }}>
      <Title order={2} size="h4" mb="xs" id={`ten-linh-vuc-${number}`}>{number > 0 ? `${number}. ${title}` : title}</Title>
      {bars}
      {items.length > 0 && (
        <div className={classes.head} aria-hidden>
          <span>Chỉ tiêu</span>
          <span>Số liệu kỳ này</span>
          <span>{previousPeriod ? periodName(previousPeriod) : 'Kỳ trước'}</span>
          <span>{marked ? 'Trả lại' : items.some((i) => canWrite(i.code)) ? 'Gợi ý' : ''}</span>
        </div>
      )}
      {items.map((item) => {
        const field = valueField(item.code);
        const editable = canWrite(item.code) && !item.formula;
        const text = item.formula ? formatNumber(computed[item.code], 6) : (texts[field] ?? '');
        return (
          <ItemRow
            key={item.code} item={item} field={field} text={text} hint={hints[field]} error={errors[field]}
            returned={returned.get(item.code)} previous={previous?.[item.code]} suggestion={editable ? suggested[item.code] : undefined}
            editable={editable} onType={onType} isMarked={marked?.some((r) => r.item === item.code)} onMark={onMark}
          />
        );
      })}
      {sections.map((section) => {
        const field = narrativeField(section.code);
        return (
          <SectionField
            key={section.code} section={section} field={field} text={texts[field] ?? ''} error={errors[field]}
            returned={returned.get(section.code)} editable={canWrite(section.code)} onType={onType}
            isMarked={marked?.some((r) => r.item === section.code)} onMark={onMark}
          />
        );
      })}
    </Paper>
  );
}
