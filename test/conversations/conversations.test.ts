import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openCompany } from './company.ts';
import { listStories, readStory } from './story.ts';
import { tell, type Telling } from './tell.ts';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const only = process.env['STORY'];

const closings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closings) await close();
});

describe('conversations', () => {
  it.each(listStories(ROOT).filter((name) => only === undefined || name === only))(
    '%s',
    async (name) => {
      const story = readStory(ROOT, name);
      const company = await openCompany({ world: story.world });
      closings.push(company.close);
      const telling: Telling = { company, story, shown: new Map(), transcript: [], issue: 0 };
      await tell(telling, (actual, wanted, soFar) => {
        expect(actual, `\n${soFar}\n`).toBe(wanted);
      });
      expect(company.faults.map(String)).toEqual([]);
    },
  );
});
