import { useMemo } from 'react';
import type { Template } from '../api/types';
import type { Choices } from './LineDetails';
import { partsOf } from './parts';

/** Compared by content, since every key that is typed makes a new template. */
export function useChoices(template: Template): Choices {
  const content = JSON.stringify({
    areas: [...template.areas.map((a) => ({ value: String(a.number), label: `${a.number}. ${a.title}` })), { value: '0', label: 'Chung (cuối báo cáo)' }],
    parts: partsOf(template).map(({ code, title, office }) => ({ code, title, office })),
  } satisfies Choices);
  return useMemo(() => JSON.parse(content) as Choices, [content]);
}
