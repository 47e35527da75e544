import { describe, expect, it } from 'vitest';
import { brokenChecks, fieldName, progressOf, takeSuggestions } from './checks';
import { changedFields, merge, read, toTexts } from './draft';
import { draftReducer, startDraft } from './draftReducer';
import { template } from './fixtures';

describe('read', () => {
  it('turns typed text into the content that is sent', () => {
    const { content, invalid } = read({ 'values.GIAO': '1.234', 'values.VON': '12,5', 'narrative.S1': 'Tốt', 'narrative.S8': '  ' }, template, {});
    expect(content).toEqual({ values: { GIAO: 1234, VON: 12.5 }, narrative: { S1: 'Tốt' } });
    expect(invalid).toEqual({});
  });

  it('keeps the last good value of a field that is not a number at the moment', () => {
    const { content, invalid } = read({ 'values.GIAO': '12a' }, template, { 'values.GIAO': '10' });
    expect(content.values).toEqual({ GIAO: 10 });
    expect(invalid['values.GIAO']).toContain('12a');
  });

  it('reads back what it shows', () => {
    const content = { values: { GIAO: 1234, VON: 0.5 }, narrative: { S1: 'Hai\ndòng' } };
    expect(read(toTexts(content), template, {}).content).toEqual(content);
  });
});

describe('merge', () => {
  const base = { 'values.GIAO': '1', 'values.XONG': '1' };

  it('joins changes of different fields without a word', () => {
    const { texts, clashes } = merge(base, { ...base, 'values.GIAO': '5' }, { ...base, 'values.XONG': '2' });
    expect(texts).toEqual({ 'values.GIAO': '5', 'values.XONG': '2' });
    expect(clashes).toEqual([]);
  });

  it('keeps mine in the field and tells when both changed the same', () => {
    const { texts, clashes } = merge(base, { ...base, 'values.GIAO': '5' }, { ...base, 'values.GIAO': '7' });
    expect(texts['values.GIAO']).toBe('5');
    expect(clashes).toEqual([{ field: 'values.GIAO', mine: '5', theirs: '7' }]);
  });

  it('has no clash when both came to the same', () => expect(merge(base, { ...base, 'values.GIAO': '9' }, { ...base, 'values.GIAO': '9' }).clashes).toEqual([]));

  it('tells a clash when I emptied what they changed', () => {
    expect(merge(base, { ...base, 'values.GIAO': '' }, { ...base, 'values.GIAO': '3' }).clashes).toHaveLength(1);
  });

  it('takes an empty field and a missing one as the same', () => expect(changedFields({ a: '' }, {})).toEqual([]));
});

describe('draftReducer', () => {
  const start = startDraft({ 'values.GIAO': '1' }, 3);

  it('has nothing to save at the start, and what was typed but not saved after a lost session', () => {
    expect(start.save).toBe('clean');
    expect(startDraft({}, 0, { fields: { 'values.GIAO': '4' }, base: { 'values.GIAO': '' } })).toMatchObject({ save: 'waiting', texts: { 'values.GIAO': '4' } });
  });

  it('stays unsaved when something was typed while the save was under way', () => {
    const saving = draftReducer(draftReducer(start, { type: 'typed', fields: { 'values.GIAO': '2' } }), { type: 'saving' });
    const typed = draftReducer(saving, { type: 'typed', fields: { 'values.XONG': '1' } });
    const saved = draftReducer(typed, { type: 'saved', sent: { 'values.GIAO': '2' }, revision: 4, at: 1 });
    expect(saved).toMatchObject({ save: 'waiting', revision: 4 });
    expect(changedFields(saved.base, saved.texts)).toEqual(['values.XONG']);
  });

  it('goes on from the newer revision when somebody else saved first, and waits for a decision on clashes', () => {
    const typed = draftReducer(start, { type: 'typed', fields: { 'values.GIAO': '2' } });
    const clash = draftReducer(typed, { type: 'overtaken', theirs: { 'values.GIAO': '8', 'values.XONG': '5' }, revision: 9 });
    expect(clash).toMatchObject({ save: 'clashing', revision: 9, texts: { 'values.GIAO': '2', 'values.XONG': '5' } });
    expect(draftReducer(clash, { type: 'typed', fields: { 'values.TIN': '1' } }).save).toBe('clashing');
    const settled = draftReducer(clash, { type: 'settled', field: 'values.GIAO', text: '8' });
    expect(settled).toMatchObject({ save: 'waiting', clashes: [], texts: { 'values.GIAO': '8' } });
  });

  it('takes a complaint away once the field is typed in', () => {
    const told = draftReducer(start, { type: 'told', errors: { 'values.GIAO': 'Sai', 'values.VON': 'Thiếu' } });
    expect(draftReducer(told, { type: 'typed', fields: { 'values.GIAO': '2' } }).errors).toEqual({ 'values.VON': 'Thiếu' });
  });
});

describe('checks and progress', () => {
  const at = (texts: Record<string, string>) => read(texts, template, {});

  it('names both numbers of a broken check', () => {
    expect(brokenChecks(template, at({ 'values.GIAO': '10', 'values.XONG': '1.200' }))).toEqual({ 'values.XONG': '1.200 lớn hơn “Số giao” (10).' });
    expect(brokenChecks(template, at({ 'values.GIAO': '10', 'values.XONG': '10' }))).toEqual({});
    expect(brokenChecks(template, at({ 'values.XONG': '10' }))).toEqual({});
  });

  it('counts required items and sections, in all and by area', () => {
    const reading = at({ 'values.GIAO': '1', 'values.TIN': '1', 'narrative.S1': 'x' });
    expect(progressOf(template, reading)).toEqual({ required: 4, filled: 2, missing: ['values.XONG', 'values.VON'] });
    expect(progressOf(template, reading, 6)).toMatchObject({ required: 1, filled: 0 });
    expect(progressOf(template, reading, 0)).toMatchObject({ required: 0, filled: 0 });
  });

  it('takes suggestions only for empty fields', () => {
    expect(takeSuggestions({ 'values.GIAO': '5' }, { GIAO: { value: 1 }, XONG: { value: 1200 } })).toEqual({ 'values.XONG': '1.200' });
  });

  it('names fields for people', () => {
    expect(fieldName(template, 'values.VON')).toBe('Vốn');
    expect(fieldName(template, 'narrative.S8')).toBe('Phần lời “Hạn chế”');
    expect(fieldName(template, 'values.LA')).toBe('LA');
  });
});
