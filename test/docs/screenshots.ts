import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ROOT } from '../source-files.ts';
import { findBrowser, openBrowser } from './browser.ts';
import { renderPage, type Scheme } from './markdown-page.ts';
import { readSample, SAMPLES } from './samples.ts';

interface View {
  readonly name: string;
  readonly width: number;
  readonly scheme: Scheme;
}

const VIEWS: readonly View[] = [
  { name: 'light', width: 900, scheme: 'light' },
  { name: 'dark', width: 900, scheme: 'dark' },
  { name: 'phone', width: 360, scheme: 'light' },
];

const isOpen = process.argv.includes('--open');

/** How much wider than its window the document is, folds closed and open. */
const measure = `(() => {
  const over = () => document.documentElement.scrollWidth - window.innerWidth;
  const closed = over();
  const seen = [...document.querySelectorAll('table')].filter((t) => t.offsetParent !== null);
  const tables = seen.filter((t) => t.scrollWidth > t.clientWidth).length;
  const folds = [...document.querySelectorAll('details')];
  for (const fold of folds) fold.open = true;
  const opened = over();
  if (!${String(isOpen)}) for (const fold of folds) fold.open = false;
  return { closed, opened, tables };
})()`;

interface Measured {
  readonly closed: number;
  readonly opened: number;
  readonly tables: number;
}

const shoot = async (browser: Browser, sample: string, view: View): Promise<Measured> => {
  const source = SAMPLES[sample];
  if (source === undefined) throw new Error(`there is no sample ${sample}`);
  const page = await browser.newPage({ viewport: { width: view.width, height: 100 } });
  await page.setContent(renderPage(readSample(source), view.scheme, 'aws-coworker'));
  const measured = await page.evaluate<Measured>(measure);
  const path = join(ROOT, 'docs/images', `${sample}-${view.name}.png`);
  await page.screenshot({ path, fullPage: true });
  await page.close();
  return measured;
};

const run = async (): Promise<number> => {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    console.error('No Chromium here: install one, or name it in CHROMIUM.');
    return 2;
  }
  mkdirSync(join(ROOT, 'docs/images'), { recursive: true });
  const browser = await openBrowser(executablePath);
  let wide = 0;
  for (const sample of Object.keys(SAMPLES)) {
    for (const view of VIEWS) {
      const { closed, opened, tables } = await shoot(browser, sample, view);
      const isWide = closed > 0 || opened > 0;
      wide += isWide ? 1 : 0;
      console.log(
        `${isWide ? 'WIDE' : 'fits'}  ${sample} ${view.name} ${view.width} px: ` +
          `${closed} px over, ${opened} px with folds open, ${tables} tables scroll inside`,
      );
    }
  }
  await browser.close();
  return wide === 0 ? 0 : 1;
};

process.exitCode = await run();
