import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ROOT } from '../source-files.ts';
import { openFurnished, servePage } from '../web/furnish.ts';
import { findBrowser, openBrowser } from './browser.ts';

interface View {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** How much of the page is in the picture; all of it without. */
  readonly clip?: { readonly x: 0; readonly y: 0; readonly width: number; readonly height: number };
}

const VIEWS: readonly View[] = [
  { name: 'light', width: 1200, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1200, height: 900, colorScheme: 'dark' },
  {
    name: 'phone',
    width: 360,
    height: 740,
    colorScheme: 'light',
    clip: { x: 0, y: 0, width: 360, height: 3000 },
  },
];

type Page = Awaited<ReturnType<typeof servePage>>;

const shoot = async (browser: Browser, page: Page, view: View): Promise<number> => {
  const { name, width, height, colorScheme, clip } = view;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  await context.addCookies([page.cookie]);
  const tab = await context.newPage();
  const said: string[] = [];
  tab.on('console', (message) => said.push(message.text()));
  await tab.goto(page.url, { waitUntil: 'networkidle' });
  const over = await tab.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  const path = join(ROOT, 'docs/images', `dashboard-${name}.png`);
  await tab.screenshot({ path, fullPage: true, ...(clip === undefined ? {} : { clip }) });
  await context.close();
  console.log(`dashboard ${name} ${width} px: ${over} px over; ${said.join('; ') || 'silent'}`);
  return over > 0 || said.length > 0 ? 1 : 0;
};

const run = async (): Promise<number> => {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    console.error('No Chromium here: install one, or name it in CHROMIUM.');
    return 2;
  }
  const company = await openFurnished();
  const page = await servePage(company);
  const browser = await openBrowser(executablePath);
  let wrong = 0;
  for (const view of VIEWS) wrong += await shoot(browser, page, view);
  await browser.close();
  await page.stop(0);
  await company.close();
  return wrong === 0 ? 0 : 1;
};

// The embedded database of the tests is shared and stays open by itself.
process.exit(await run());
