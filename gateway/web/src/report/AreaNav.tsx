import type { Template } from '../api/types';
import { progressOf } from './checks';
import { narrativeField, type Reading, valueField } from './draft';
import classes from './ReportForm.module.css';

interface Props {
  areas: { number: number; title: string }[];
  template: Template;
  reading: Reading;
  hints: Record<string, string>;
}

/** Jumps to an area and tells how far it is filled. */
export function AreaNav({ areas, template, reading, hints }: Props) {
  return (
    <nav className={classes.nav} aria-label="Các lĩnh vực của báo cáo">
      {areas.map(({ number, title }) => {
        const { required, filled } = progressOf(template, reading, number);
        const wrong = [
          ...template.items.filter((i) => i.area === number).map((i) => valueField(i.code)),
          ...template.sections.filter((s) => s.area === number).map((s) => narrativeField(s.code)),
        ].some((field) => hints[field]);
        return (
          <a key={number} href={`#linh-vuc-${number}`}>
            <span>{number > 0 ? `${number}. ${title}` : title}</span>
            <b data-done={filled === required || undefined} data-wrong={wrong || undefined}>{wrong ? '! ' : ''}{filled}/{required}</b>
          </a>
        );
      })}
    </nav>
  );
}
