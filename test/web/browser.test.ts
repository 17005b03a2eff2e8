import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Company } from '../conversations/company.ts';
import { findBrowser, openBrowser } from '../docs/browser.ts';
import { openFurnished, servePage } from './furnish.ts';

const executablePath = findBrowser();
if (executablePath === undefined) {
  console.warn('No Chromium here: the dashboard is not looked at in a browser.');
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const SERIOUS = new Set(['serious', 'critical']);

const schemes = ['light', 'dark'] as const;
const widths = [1200, 360] as const;
const views = schemes.flatMap((colorScheme) => widths.map((width) => ({ colorScheme, width })));

describe.runIf(executablePath !== undefined)('the dashboard in Chromium', () => {
  let company: Company;
  let served: Awaited<ReturnType<typeof servePage>>;
  let browser: Browser;

  beforeAll(async () => {
    company = await openFurnished();
    served = await servePage(company);
    browser = await openBrowser(executablePath ?? '');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await served.stop(0);
    await company.close();
  });

  /** Opens the page, and hears of everything that its policy forbids. */
  const open = async (options: BrowserContextOptions): Promise<[Page, string[]]> => {
    const context = await browser.newContext(options);
    await context.addCookies([served.cookie]);
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(served.url, { waitUntil: 'networkidle' });
    return [page, said];
  };

  it.each(views)(
    'has no serious violation and no horizontal scroll: $colorScheme, $width px',
    async ({ colorScheme, width }) => {
      const [page, said] = await open({ colorScheme, viewport: { width, height: 800 } });
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      // Evaluated from outside: the policy of the page forbids every script but its own.
      await page.evaluate(axe.source);
      const found = await page.evaluate<readonly Violation[]>(
        'axe.run().then(({ violations }) => violations)',
      );
      const grave = found.filter(({ impact }) => SERIOUS.has(impact));
      expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(said).toEqual([]);
      await page.context().close();
    },
    30_000,
  );

  it('is used by keyboard: the first key leads past the head, and focus can be seen', async () => {
    const [page] = await open({ viewport: { width: 1200, height: 800 } });
    await page.keyboard.press('Tab');
    const focused = 'document.activeElement.textContent.trim()';
    expect(await page.evaluate(focused)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(focused)).toMatch(/^acme\/platform #\d+$/);
    const outline = 'getComputedStyle(document.activeElement).outlineStyle';
    expect(await page.evaluate(outline)).toBe('solid');
    await page.context().close();
  });

  it('a persona is chosen without loading the page again', async () => {
    const [page, said] = await open({ viewport: { width: 1200, height: 800 } });
    await page.evaluate('window.isSame = true');
    await page.getByRole('link', { name: 'Noguchi' }).click();
    await page.getByText('Agents of Noguchi, 2: those who need a look first').waitFor();
    expect(await page.evaluate('window.isSame')).toBe(true);
    expect(await page.locator('#registry').count()).toBe(1);
    expect(said).toEqual([]);
    await page.context().close();
  });

  it('without scripts everything is there, and links lead to it', async () => {
    const [page] = await open({ javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Noguchi' }).click();
    await page.getByText('Agents of Noguchi, 2: those who need a look first').waitFor();
    expect(await page.getByRole('heading', { name: 'Awaiting approval' }).count()).toBe(1);
    await page.context().close();
  });

  it('who signs out sees nothing any more', async () => {
    const [page] = await open({ viewport: { width: 1200, height: 800 } });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to look' }).waitFor();
    await page.context().close();
  });
});
