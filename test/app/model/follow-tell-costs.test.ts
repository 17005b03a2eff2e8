import { afterEach, describe, expect, it } from 'vitest';
import type { ModelPort } from '../../../src/claude/prompt.ts';
import { openCompany, type Company } from '../../conversations/company.ts';

const USAGE = { inputTokens: 10, outputTokens: 10, cacheReadTokens: 0, cacheWriteTokens: 0 };

/** Tells a cost report with a true sentence, a false one, and one that is not for it to say. */
const MODEL: ModelPort = {
  ask: async ({ job }) => ({
    kind: 'answered',
    value: {
      sentences: [
        `Some of it is not known (${job} of a week).`,
        'The largest services stand first in the report.',
        'The total was $1.23.',
        'All of it is approved.',
      ],
      voice: 'A bill that is read is a promise.',
    },
    usage: USAGE,
  }),
  close: () => undefined,
};

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

describe('a cost report and a model', () => {
  it('A39 tells below the report what agrees with it, signed and once', async () => {
    company = await openCompany({
      world: { bill: {} },
      model: MODEL,
      config: (config) => ({
        ...config,
        reports: {
          ...config.reports,
          costReport: {
            ...config.reports.costReport,
            repository: { owner: 'acme', repo: 'platform' },
            savings: false,
          },
        },
      }),
    });
    await company.opened.queue.send('reports', {});
    await company.settle();
    const issues = [...company.github.world.issues.values()];
    const report = issues.find(({ labels }) => labels.includes('cost-report'));
    const comments = [...company.github.world.comments.values()].map(({ body }) => body);
    expect(report?.body).toContain('> *Drucker agent, management*: ');
    expect(report?.body).not.toContain('largest services stand first');
    expect(comments).toHaveLength(1);
    expect(comments[0]).toContain(
      '> *Drucker agent, management*: A bill that is read is a promise.',
    );
    expect(comments[0]).toContain('The largest services stand first in the report.');
    expect(comments[0]).toContain('3 sentences were left out');
    expect(comments[0]).not.toMatch(/1\.23|approved|tell-costs/);
    expect(company.faults).toEqual([]);
  });
});
