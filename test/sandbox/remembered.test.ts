import { describe, expect, it } from 'vitest';
import { decisiveOf, remembered, type Simulation } from '../../sandbox/iam/remembered.ts';

const session = (name: string): string => `arn:aws:sts::111122223333:assumed-role/Reader/${name}`;

const policy = (Condition?: object): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
      ...(Condition === undefined ? {} : { Condition }),
    },
  ],
});

const asked = (
  over: Partial<Simulation['request']>,
  ...policies: readonly object[]
): Simulation => ({
  request: {
    principal: session('one'),
    action: 's3:GetObject',
    resource: { resource: 'arn:aws:s3:::acme/key', accountId: '111122223333' },
    contextVariables: { 'aws:TokenIssueTime': '2026-03-02T08:00:00Z', 'aws:RequestedRegion': 'x' },
    ...over,
  },
  identityPolicies: policies.map((one, index) => ({ name: `p${index}`, policy: one })),
  serviceControlPolicies: [],
  resourceControlPolicies: [],
});

const later = { contextVariables: { 'aws:TokenIssueTime': '2026-03-02T09:00:00Z' } };
const other = { principal: session('two') };
const sinceEight = { DateGreaterThan: { 'AWS:tokenissuetime': '2026-03-02T08:30:00Z' } };
const byName = { StringLike: { 's3:prefix': '${aws:userid}/*' } };
const bySession = { ArnEquals: { 'aws:PrincipalArn': session('one') } };
const elsewhere = { resource: { resource: 'arn:aws:s3:::acme/other', accountId: '111122223333' } };

/** Table: what differs, what the policies speak of, and whether it may decide another way. */
const ROWS: readonly (readonly [string, Partial<Simulation['request']>, object, boolean])[] = [
  ['nothing', {}, policy(), false],
  ['the name of a session that no policy names', other, policy(), false],
  ['the name of a session where a policy names one', other, policy(bySession), true],
  ['the name of a session where a policy puts in who asks', other, policy(byName), true],
  ['a time that no policy asks for', later, policy(), false],
  ['a time that a policy asks for', later, policy(sinceEight), true],
  ['the resource', elsewhere, policy(), true],
  ['the action', { action: 's3:PutObject' }, policy(), true],
  ['the role', { principal: session('one').replace('Reader', 'Deployer') }, policy(), true],
];

describe('what decides a request', () => {
  it.each(ROWS)('%s', (_, over, given, differs) => {
    const isOther = decisiveOf(asked(over, given)) !== decisiveOf(asked({}, given));
    expect(isOther).toBe(differs);
  });

  it('a policy decides, and one more', () => {
    const keys = [asked({}), asked({}, policy()), asked({}, policy(), policy(sinceEight))];
    expect(new Set(keys.map(decisiveOf)).size).toBe(3);
  });

  it('is decided once, and again where it broke', async () => {
    const simulation = asked({ action: 's3:ListBucket' }, policy());
    const broken = remembered(simulation, () => Promise.reject(new Error('no decision')));
    await expect(broken).rejects.toThrow('no decision');
    expect(await remembered(simulation, async () => 'denied')).toBe('denied');
    expect(await remembered(simulation, async () => '')).toBe('denied');
  });
});
