import { describe, expect, it } from 'vitest';
import type { Company } from '../conversations/company.ts';
import { openStory, ROOT } from '../conversations/run-stories.ts';
import { listStories, readStory } from '../conversations/story.ts';
import { tell } from '../conversations/tell.ts';
import type { Webhook } from '../../sandbox/github/stage.ts';

const again = (webhooks: readonly Webhook[]): readonly Webhook[] =>
  webhooks.map((webhook) => ({ ...webhook, guid: `${webhook.guid}-again` }));

/**
 * The same company behind a GitHub that delivers everything twice at once under one guid, then under
 * a new one, and once more when all is done.
 */
const echoing = (company: Company): Company => {
  const delivered: Webhook[] = [];
  const deliver: Company['deliver'] = async (webhooks) => {
    const states = await company.deliver(webhooks);
    await company.deliver(webhooks);
    await company.deliver(again(webhooks));
    delivered.push(...webhooks);
    return states;
  };
  const settle = async (): Promise<void> => {
    for (;;) {
      await company.opened.queue.drain();
      const own = company.github.takeWebhooks();
      if (own.length > 0) await deliver(own);
      else if (delivered.length > 0) {
        const late = delivered.splice(0).map((one) => ({ ...one, guid: `${one.guid}-late` }));
        await company.deliver(late);
      } else return;
    }
  };
  return { ...company, deliver, settle };
};

const only = process.env['STORY'];

// With UPDATE=1 a story writes its own files, and only from a single delivery.
describe.skipIf(process.env['UPDATE'] === '1')('law: every webhook delivered twice', () => {
  // Every fourth story by default, all of them with EVERY=1: each is told a second time here.
  const isTold = (name: string, index: number): boolean =>
    only === undefined ? process.env['EVERY'] === '1' || index % 4 === 0 : name === only;
  const names = listStories(ROOT).filter(isTold);

  it.each(names)('A71 has one effect in %s', async (name) => {
    const opened = await openStory(readStory(ROOT, name));
    const telling = { ...opened, company: echoing(opened.company) };
    try {
      // What is said and done is what the story says of a single delivery, to the letter.
      await tell(telling, (actual, wanted, soFar) => {
        expect(actual, soFar).toBe(wanted);
      });
    } finally {
      await opened.company.close();
    }
  });
});
