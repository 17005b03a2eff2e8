import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../src/services/draft-context.ts';
import { canonicalEnvironment, isTagValue, mergeTagList } from '../../src/services/tags.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import type { Tier } from '../../src/task/tier.ts';
import { account, config, issue, task } from './samples.ts';

const decide = (parameters: TaskParameters, more: { tier?: Tier; miyabi?: boolean } = {}) => {
  const one = task('AWS::S3::Bucket', { name: 'acme-dev-logs', ...parameters });
  const asked = {
    issue,
    tasks: [one],
    accounts: [account(more.tier)],
    choices: { skipped: [], added: [] },
  };
  const tags = { ...config.tags, miyabi: more.miyabi ?? false };
  const context = contextOf(asked, { ...config, tags }, one);
  return context.ok ? context.value.tagsFor('acme-dev-logs') : context.refusal.code;
};

const PLAIN = {
  Name: 'acme-dev-logs',
  Environment: 'development',
  Owner: 'platform',
  CostCenter: 'CC-1234',
  Application: 'acme-dev-logs',
  CreatedBy: 'dana-dev',
  CreatedDate: '2026-11-20',
  CoworkerManaged: 'true',
  CoworkerAgent: 'SteveJobs',
  CoworkerIssue: 'acme/cloud/issues/42',
  Confidentiality: 'internal',
};

const rows: readonly (readonly [string, TaskParameters, object | string])[] = [
  ['nothing asked: defaults of configuration', {}, PLAIN],
  ['a map of tags is added', { tags: { team: 'payments' } }, { ...PLAIN, team: 'payments' }],
  ['an owner', { owner: 'billing' }, { ...PLAIN, Owner: 'billing' }],
  ['an owner by map', { tags: { Owner: 'billing' } }, { ...PLAIN, Owner: 'billing' }],
  ['the environment by an alias', { tags: { Environment: 'dev' } }, PLAIN],
  ['A27 the environment of another tier', { tags: { Environment: 'prod' } }, 'contradictory'],
  ['A27 the same by a field', { environment: 'sandbox' }, 'contradictory'],
  ['an owner outside the pattern', { owner: 'The Platform Team' }, 'malformed-value'],
  ['an owner with a mention', { owner: '@acme/everyone' }, 'malformed-value'],
  ['a cost center outside the pattern', { costCenter: 'CC-1' }, 'malformed-value'],
  ['an unknown confidentiality', { confidentiality: 'secret' }, 'malformed-value'],
  ['an empty value', { tags: { team: '' } }, 'malformed-value'],
  ['a value of spaces', { tags: { team: '   ' } }, 'malformed-value'],
  ['A30 a value with a mention', { tags: { team: 'hi @org/everyone' } }, 'malformed-value'],
  ['a value with a colon', { tags: { link: 'https://example.com' } }, 'malformed-value'],
  ['a value over 256', { tags: { team: 'x'.repeat(257) } }, 'malformed-value'],
  ['a key of AWS', { tags: { 'aws:cloudformation:stack-id': 'x' } }, 'malformed-value'],
  ['a tag of ours with another value', { tags: { CoworkerManaged: 'false' } }, 'contradictory'],
  ['another date', { tags: { CreatedDate: '2020-01-01' } }, 'contradictory'],
  ['a tag of ours repeated', { tags: { CoworkerManaged: 'true' } }, PLAIN],
];

describe('tags', () => {
  it.each(rows)('%s', (_name, parameters, expected) => {
    expect(decide(parameters)).toEqual(expected);
  });

  it('carries MiyabiManaged when configuration asks for it', () => {
    expect(decide({}, { miyabi: true })).toEqual({ ...PLAIN, MiyabiManaged: 'true' });
  });

  it('refuses an account that nobody has classified', () => {
    expect(decide({}, { tier: 'unknown' })).toBe('tier-unknown');
  });

  it('asks for an owner that nothing gives', () => {
    const one = task('AWS::S3::Bucket', { name: 'acme-dev-logs' });
    const bare = { ...config, tags: { ...config.tags, defaults: {} } };
    const asked = {
      issue,
      tasks: [one],
      accounts: [account()],
      choices: { skipped: [], added: [] },
    };
    const context = contextOf(asked, bare, one);
    expect(context.ok ? '' : context.refusal.code).toBe('missing-field');
  });

  it('leaves confidentiality out where nothing is stored', () => {
    const one = task('AWS::IAM::Role', { name: 'reader' });
    const asked = {
      issue,
      tasks: [one],
      accounts: [account()],
      choices: { skipped: [], added: [] },
    };
    const context = contextOf(asked, config, one);
    expect(context.ok && context.value.tagsFor('reader')['Confidentiality']).toBeUndefined();
  });

  it.each([
    ['prod', 'production'],
    [' STG ', 'staging'],
    ['qa', 'test'],
    ['NonProduction', undefined],
    ['unknown', undefined],
    ['__proto__', undefined],
  ])('the environment %s is %s', (word, expected) => {
    expect(canonicalEnvironment(word)).toBe(expected);
  });

  it('no text with a character outside the rule is a tag value', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const isPlain = /^[\p{L}\p{N} _./=+-]*$/u.test(text);
        return isPlain || !isTagValue(text);
      }),
    );
  });

  it('merging keeps what is there and drops what only AWS may write', () => {
    const present = [
      { Key: 'team', Value: 'payments' },
      { Key: 'aws:cloudformation:stack-name', Value: 'x' },
    ];
    expect(mergeTagList(present, { Owner: 'billing' })).toEqual([
      { Key: 'Owner', Value: 'billing' },
      { Key: 'team', Value: 'payments' },
    ]);
  });
});
