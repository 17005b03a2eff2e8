import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';

const BASE = {
  'organization.yml': `id: o-exampleorgid
externalId: some-external-id
managementAccountId: "111111111111"
toolingAccountId: "999999999999"
organizationReader: { accountId: "111111111111", roleName: Lister }
shortName: acme
defaultRegions: [us-east-1]
`,
  'github.yml': 'ownerIds: [7]\n',
};

const read = (text: string) => parseConfig(new Map(Object.entries({ ...BASE, 'model.yml': text })));

describe('model.yml', () => {
  it('absent, it asks for nothing but a key, and keeps budgets in tokens and USD', () => {
    const parsed = read('');
    if (!parsed.ok) throw new Error('refused');
    const { enabled, provider, budgets, models } = parsed.config.model;
    expect(enabled).toBeUndefined();
    expect(provider).toBe('anthropic');
    expect(budgets.issue).toEqual({ tokens: 200_000, usd: 0.5 });
    expect(Object.keys(models)).toEqual(['orchestrator', 'discovery', 'mutation', 'narrative']);
  });

  const wrong: readonly (readonly [name: string, text: string, error: RegExp])[] = [
    ['a key that is no setting', 'temperature: 1', /"temperature" is no setting/],
    ['an API key', 'apiKey: x', /"apiKey" is no setting/],
    ['a provider that nobody knows', 'provider: other', /provider: .*anthropic.*bedrock/],
    ['Bedrock without its region', 'provider: bedrock', /bedrock: in which region/],
    [
      'a region that is none',
      'provider: bedrock\nbedrock: { region: mars-1 }',
      /bedrock.region: "mars-1" is no region/,
    ],
    [
      'a model whose price nobody said',
      'models: { narrative: { id: claude-other } }',
      /models.narrative.id: what does claude-other cost/,
    ],
    ['an id with a blank', 'models: { narrative: { id: "a b" } }', /models.narrative.id: the id/],
    ['a budget below zero', 'budgets: { issue: { usd: -1 } }', /budgets.issue.usd/],
    ['no time at all', 'timeoutSeconds: 0', /timeoutSeconds: at least 5/],
    ['an hour', 'timeoutSeconds: 3600', /timeoutSeconds: at most 120/],
  ];

  it.each(wrong)('%s is an error', (_, text, error) => {
    const parsed = read(text);
    expect(parsed.ok).toBe(false);
    const reasons = parsed.ok ? [] : parsed.errors.map(({ reason }) => reason);
    expect(reasons.join('\n')).toMatch(error);
  });

  it('a model of one’s own has its own price', () => {
    const parsed = read(
      'models: { narrative: { id: own.model-v1:0 } }\n' +
        'prices: { "own.model-v1:0": { input: 1, output: 2, cacheRead: 0, cacheWrite: 1 } }',
    );
    expect(parsed.ok && parsed.config.model.prices.get('own.model-v1:0')?.output).toBe(2);
  });
});
