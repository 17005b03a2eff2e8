import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { openCompany } from './company.ts';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { createInterference } from './interfere.ts';
import { listStories, readStory, type Story } from './story.ts';
import { tell, type Telling } from './tell.ts';

/** The folder of all stories. */
export const ROOT = fileURLToPath(new URL('.', import.meta.url));

const closings: (() => Promise<void>)[] = [];

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const merge = (base: unknown, over: unknown): unknown => {
  if (!isPlain(base) || !isPlain(over)) return over;
  const merged = Object.entries(over).map(([key, value]) => [key, merge(base[key], value)]);
  return { ...base, ...Object.fromEntries(merged) };
};

/** Opens the company that a story is told in. */
export const openStory = async (story: Story): Promise<Telling> => {
  const interference = createInterference();
  const model = story.model === undefined ? undefined : await startScriptedModel(story.model);
  if (model !== undefined) closings.push(model.stop);
  const company = await openCompany({
    world: story.world,
    config: (config) => merge(config, story.config) as Config,
    isUnprotected: story.isUnprotected,
    ...(model === undefined ? {} : { model: model.port }),
    intercept: interference.intercept,
  });
  return {
    company,
    story,
    interference,
    ...(model === undefined ? {} : { unasked: model.unasked }),
    shown: new Map(),
    transcript: [],
    issue: 0,
  };
};

/** Codes of the front matter that nobody was shown, neither on GitHub nor in the log. */
const unshownCodes = (telling: Telling): readonly string[] => {
  const log = telling.company.logged();
  const said = telling.transcript
    .filter((part) => part.startsWith('### the application'))
    .join('\n');
  return telling.story.refusals.filter(
    (code) => !said.includes(`\`${code}\``) && !log.includes(`"code":"${code}"`),
  );
};

const play = async (name: string): Promise<void> => {
  const telling = await openStory(readStory(ROOT, name));
  try {
    await playIn(telling);
  } finally {
    await telling.company.close();
    for (const close of closings.splice(0)) await close();
  }
};

const playIn = async (telling: Telling): Promise<void> => {
  await tell(telling, (actual, wanted, soFar) => {
    expect(actual, `\n${soFar}\n`).toBe(wanted);
  });
  const { faults } = telling.company;
  expect(telling.story.hasFaults ? faults.length > 0 : faults.map(String)).toEqual(
    telling.story.hasFaults ? true : [],
  );
  expect(telling.unasked?.() ?? 0, 'scripted answers that nobody asked for').toBe(0);
  expect(unshownCodes(telling), 'codes that the story names and does not show').toEqual([]);
};

/** Tells every second story, beginning with the given one, so that two workers share them. */
export const runStories = (first: 0 | 1): void => {
  const only = process.env['STORY'];
  const names = listStories(ROOT).filter((_, index) => index % 2 === first);
  describe('conversations', () => {
    it.each(names.filter((name) => only === undefined || only.split(',').includes(name)))(
      '%s',
      play,
    );
  });
};
