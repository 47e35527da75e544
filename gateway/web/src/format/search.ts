/** Text without diacritics and case, so that "hoa" finds "Hòa", "Hoà" and "Hoá"; đ (and the eth ð that looks like it) becomes d, "Ⅱ" becomes ii. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[đĐðÐ]/g, 'd').toLowerCase().trim();
}

export function matches(text: string, query: string): boolean {
  const folded = fold(text);
  return fold(query).split(/\s+/).every((word) => folded.includes(word));
}
