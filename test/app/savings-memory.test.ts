import { afterEach, describe, expect, it } from 'vitest';
import type { Company } from '../conversations/company.ts';
import { REGION } from '../services/samples.ts';
import { comment, openSaving, reports, tick } from './saving.ts';

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const open = async (): Promise<Company> => {
  company = await openSaving({ world: { bill: { pageSize: 5000 } } });
  return company;
};

const asked = ({ world }: Company): number =>
  world.calls.filter(({ operation }) => operation === 'GetMetricData').length;

const QUESTION = `Find idle EC2 instances in athena-dev, ${REGION} and tell us the savings.`;

const ask = async (one: Company, body = QUESTION): Promise<number> => {
  const title = 'What can we save?';
  const { number, webhooks } = await one.github.openIssue('requester', {
    title,
    body,
    labels: ['aws-task'],
  });
  await one.deliver(webhooks);
  await one.settle();
  return number;
};

/** The answer, which a plan of its savings follows. */
const answerOf = async ({ github }: Company, number: number): Promise<string> =>
  (await github.listComments(number)).find(({ body }) => body.startsWith('## Savings:'))?.body ??
  '';

describe('what a search has read', () => {
  it('answers the same question within an hour, and says as of when', async () => {
    const one = await open();
    const first = await answerOf(one, await ask(one));
    expect(first).toContain('1 item');
    expect(first).not.toContain('As of');
    const before = asked(one);
    one.clock.pass(50 * 60_000);
    const second = await answerOf(one, await ask(one));
    expect(asked(one)).toBe(before);
    expect(second).toContain('1 item');
    expect(second).toMatch(
      /\*\*As of\*\* 2026-11-20 17:0\d UTC · what was read within an hour stands/,
    );
  });

  it('is read anew after an hour', async () => {
    const one = await open();
    await ask(one);
    const before = asked(one);
    one.clock.pass(61 * 60_000);
    expect(await answerOf(one, await ask(one))).not.toContain('As of');
    expect(asked(one)).toBeGreaterThan(before);
  });

  it('is read anew by `/plan`', async () => {
    const one = await open();
    const number = await ask(one);
    const before = asked(one);
    await comment(one, number, '/plan', 'requester');
    expect(asked(one)).toBeGreaterThan(before);
    expect(await answerOf(one, number)).not.toContain('As of');
  });

  it('answers no question for one resource by its name', async () => {
    const one = await open();
    await ask(one);
    const before = asked(one);
    const fields = [
      ['Task type', 'OptimizeCosts'],
      ['Service', 'EC2 instance'],
      ['Account', 'athena-dev'],
      ['Region', REGION],
      ['Name', 'wiki-idle'],
    ];
    const form = fields.map(([title, value]) => `### ${title}\n\n${value}`).join('\n\n');
    expect(await answerOf(one, await ask(one, form))).not.toContain('As of');
    expect(asked(one)).toBeGreaterThan(before);
  });

  it('is taken by the weekly report for a day', async () => {
    const one = await open();
    await ask(one);
    const before = asked(one);
    await tick(one, 'reports');
    const body = reports(one)[0]?.body ?? '';
    expect(body).toMatch(/about \$0\.00 · as of 2026-11-20 17:0\d UTC/);
    expect(body).toContain('**idle instance** `wiki-idle`');
    // Other kinds and regions were not read before.
    expect(asked(one)).toBeGreaterThan(before);
  });
});
