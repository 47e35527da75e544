import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = '../wwwroot';
const MANTINE = 'node_modules/@mantine/core/styles';
const KB = 1024;

/** What a browser that was never here gets before it can show the sign-in or a city's page, compressed; its figures come on top (tests/EndToEnd, LoadBudgetTests). */
const START_BUDGET = { scripts: 205 * KB, styles: 28 * KB, fonts: 70 * KB };
/** Any other page may bring so much of its own. */
const PAGE_BUDGET = 40 * KB;

const assets = existsSync(ROOT) ? readdirSync(join(ROOT, 'assets')) : [];
const text = (name: string) => readFileSync(join(ROOT, 'assets', name), 'utf8');
const bytes = (name: string) => readFileSync(join(ROOT, 'assets', assets.includes(`${name}.br`) ? `${name}.br` : name)).length;
const total = (names: string[]) => names.reduce((sum, name) => sum + bytes(name), 0);

describe.skipIf(assets.length === 0)('the built pages', () => {
  const index = existsSync(ROOT) ? readFileSync(join(ROOT, 'index.html'), 'utf8') : '';
  const start = [...index.matchAll(/\/assets\/([^"]+)/g)].map((m) => m[1]!);
  const scripts = assets.filter((name) => name.endsWith('.js'));
  const styles = assets.filter((name) => name.endsWith('.css'));

  it('start within their budget', () => {
    expect(start.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(0);
    expect(total(start.filter((name) => name.endsWith('.js')))).toBeLessThanOrEqual(START_BUDGET.scripts);
    expect(total(start.filter((name) => name.endsWith('.css')))).toBeLessThanOrEqual(START_BUDGET.styles);
    expect(total(assets.filter((name) => name.endsWith('.woff2')))).toBeLessThanOrEqual(START_BUDGET.fonts);
    expect(start.length).toBeLessThanOrEqual(5);
  });

  it('bring little of their own later, charts apart', () => {
    const heavy = scripts.filter((name) => !start.includes(name) && !name.startsWith('Chart-') && bytes(name) > PAGE_BUDGET);
    expect(heavy).toEqual([]);
  });

  it('load no chart library at the start', () => {
    const holders = scripts.filter((name) => text(name).includes('zrender') || name.startsWith('Chart-'));
    expect(holders.length).toBeGreaterThan(0);
    expect(start.filter((name) => holders.includes(name))).toEqual([]);
  });

  it('are compressed, both ways, wherever it is worthwhile', () => {
    const plain = [...scripts, ...styles].filter((name) => readFileSync(join(ROOT, 'assets', name)).length >= 1_000);
    expect(plain.filter((name) => !assets.includes(`${name}.br`) || !assets.includes(`${name}.gz`))).toEqual([]);
  });

  it('have the styles of every Mantine component in them', () => {
    const classes = (source: string) => new Set(source.match(/\bm_[0-9a-f]{6,8}\b/g));
    const styled = classes(styles.map(text).join('\n'));
    const used = classes(scripts.map(text).join('\n'));
    const missing = readdirSync(MANTINE)
      .filter((name) => name.endsWith('.css') && !name.includes('layer'))
      .filter((name) => [...classes(readFileSync(join(MANTINE, name), 'utf8'))].some((c) => used.has(c) && !styled.has(c)));
    expect(missing).toEqual([]);
  });
});
