import { Checkbox, Text, Textarea } from '@mantine/core';
import { memo } from 'react';
import type { TemplateSection } from '../api/types';
import type { Texts } from './draft';
import { fieldId } from './keys';
import classes from './ReportForm.module.css';

interface Props {
  section: TemplateSection;
  field: string;
  text: string;
  error: string | undefined;
  returned: string | undefined;
  editable: boolean;
  onType: (fields: Texts) => void;
  isMarked: boolean | undefined;
  onMark: (item: string) => void;
}

const LONGEST = 20_000;

/** A narrative part with its guidance. */
export const SectionField = memo(function SectionField({ section, field, text, error, returned, editable, onType, isMarked, onMark }: Props) {
  const label = section.area > 0 ? `Phần lời: ${section.title}` : section.title;
  return (
    <div className={classes.section} data-returned={returned ? true : undefined}>
      {returned && <Text className={classes.note} data-kind="returned">Bị trả lại: {returned}</Text>}
      {editable ? (
        <Textarea
          id={fieldId(field)} label={label} description={section.guidance} withAsterisk={section.required} required={section.required}
          autosize minRows={3} maxRows={18} maxLength={LONGEST} value={text} error={error}
          onChange={(e) => onType({ [field]: e.currentTarget.value })}
        />
      ) : (
        <>
          <Text fw={600} size="sm">{label}</Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }} c={text ? undefined : 'dimmed'}>{text || 'Không có nội dung.'}</Text>
        </>
      )}
      {isMarked !== undefined && (
        <Checkbox size="xs" mt={4} label="trả lại phần này" checked={isMarked} onChange={() => onMark(section.code)} />
      )}
    </div>
  );
});
