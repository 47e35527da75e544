import type { Template } from '../api/types';
import { CLOSING } from './edit';

/** Offices that every commune has, as a template proposes them; without one the commune's own officer fills the part. */
export const OFFICES: Record<string, string> = {
  VP: 'Văn phòng HĐND và UBND', VHXH: 'Phòng Văn hóa - Xã hội', KT: 'Phòng Kinh tế', HCC: 'Trung tâm Phục vụ hành chính công',
};
export const officeName = (office: string | null | undefined) => (office ? (OFFICES[office] ?? office) : 'Cán bộ tổng hợp');

const USUAL_OFFICES: Record<string, string> = { L1: 'VHXH', L2: 'VP', L3: 'HCC', L4: 'VHXH', L5: 'VHXH', L6: 'KT', L7: 'VHXH' };

type Line = { area: number; part?: string | null };

export const partOf = (line: Line) => line.part ?? `L${line.area}`;

export interface PartLine {
  code: string;
  title: string;
  office: string | null;
  /** Place in the template's own list; -1 when the part takes name and office from its area. */
  listed: number;
  /** The area's own part: its code is not to be changed. */
  ofArea: boolean;
  items: number;
  sections: number;
}

/** The parts that a report will have, in its order, as the server makes them (CompiledTemplate); then those listed that no line belongs to. */
export function partsOf(t: Template): PartLine[] {
  const lines: Line[] = [...t.items, ...t.sections];
  const used = [...new Set(lines.map(partOf))].map((code) => ({ code, area: Math.min(...lines.filter((l) => partOf(l) === code).map((l) => l.area)) }));
  const listed = t.parts ?? [];
  const ordered = [
    ...used.sort((a, b) => (a.area || Infinity) - (b.area || Infinity) || 0),
    ...listed.filter((p, i) => used.every((u) => u.code !== p.code) && listed.findIndex((q) => q.code === p.code) === i).map((p) => ({ code: p.code, area: 0 })),
  ];
  return ordered.map(({ code, area }) => {
    const index = listed.findIndex((p) => p.code === code);
    const own = listed[index];
    return {
      code, listed: index, ofArea: isAreas(t, code),
      title: own?.title ?? t.areas.find((a) => a.number === area)?.title ?? CLOSING,
      office: own ? (own.office ?? null) : (USUAL_OFFICES[code] ?? null),
      items: t.items.filter((i) => partOf(i) === code).length, sections: t.sections.filter((s) => partOf(s) === code).length,
    };
  });
}

/** Whether lines without a part of their own fall into this one. */
const isAreas = (t: Template, code: string) => code === 'L0' || t.areas.some((a) => `L${a.number}` === code);

const mapLines = (t: Template, act: (part: string | null | undefined) => string | null | undefined): Template => ({
  ...t, items: t.items.map((i) => ({ ...i, part: act(i.part) })), sections: t.sections.map((s) => ({ ...s, part: act(s.part) })),
});

/** A further part, or name and office of its own for one that took both from its area. */
export const listPart = (t: Template, part: { code: string; title: string; office: string | null }): Template => ({ ...t, parts: [...(t.parts ?? []), part] });

export function freePart(t: Template): string {
  const taken = new Set([...partsOf(t).map((p) => p.code), ...(t.parts ?? []).map((p) => p.code)]);
  for (let n = 1; ; n++) if (!taken.has(`PV${n}`)) return `PV${n}`;
}

/** Why a part cannot have this code; undefined when it can. */
export function codeTaken(t: Template, index: number, code: string): string | undefined {
  if (isAreas(t, code)) return `${code} là phần việc của lĩnh vực; hãy chọn mã khác.`;
  const others = t.parts?.some((p, i) => i !== index && p.code === code) || partsOf(t).some((p) => p.code === code && p.listed !== index);
  return others ? `Mã ${code} đã có phần việc khác dùng.` : undefined;
}

/** Gives a listed part another code; its lines go with it. */
export function renamePart(t: Template, index: number, code: string): Template {
  const before = t.parts?.[index]?.code;
  if (before === undefined || before === code) return t;
  const renamed = { ...t, parts: t.parts!.map((p, i) => (i === index ? { ...p, code } : p)) };
  // A second part of the same code keeps the lines: they cannot be told apart.
  return t.parts!.some((p, i) => i !== index && p.code === before) ? renamed : mapLines(renamed, (part) => (part === before ? code : part));
}

/** Takes a part off the list; its lines go back to their areas. One of an area only loses its own name and office. */
export function removePart(t: Template, index: number): Template {
  const code = t.parts?.[index]?.code;
  const rest = (t.parts ?? []).filter((_, i) => i !== index);
  const shorter = { ...t, parts: rest.length > 0 ? rest : null };
  if (code === undefined || isAreas(t, code) || rest.some((p) => p.code === code)) return shorter;
  return mapLines(shorter, (part) => (part === code ? null : part));
}

/** Puts lines into a part or, without one, back to their areas. */
export function putInto(t: Template, codes: Set<string>, part: string | null): Template {
  const act = <T extends { code: string; area: number; part?: string | null }>(x: T): T => (codes.has(x.code) ? { ...x, part: part === `L${x.area}` ? null : part } : x);
  return { ...t, items: t.items.map(act), sections: t.sections.map(act) };
}
