import { describe, expect, it } from 'vitest';
import { fitParts } from '../../src/reply/fit.ts';
import { organizationParts } from '../../src/reply/organization.ts';
import type { ControlPolicies } from '../../src/report/organization/gather.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import { account } from '../services/samples.ts';

const words = (accounts: readonly AwsAccount[], controls: ControlPolicies): string =>
  organizationParts({ kind: 'organization', taskId: 'task-1', accounts, controls })
    .map(({ forms }) => forms[0])
    .join('\n\n');

describe('the organization in words', () => {
  it.each<readonly [string, readonly AwsAccount[], ControlPolicies, RegExp]>([
    ['nobody', [], { policies: [] }, /^## 0 accounts in 0 organizational units/],
    [
      'one',
      [account()],
      { policies: [] },
      /`athena-dev` `333333333333` · development \(from config\)/,
    ],
    [
      'at the root',
      [{ ...account(), ou: '' }],
      { policies: [] },
      /in 0 organizational units[^]*\*\*Root\*\*/,
    ],
    [
      'one that is off',
      [{ ...account(), status: 'SUSPENDED' }],
      { policies: [] },
      /1 account not active: nothing is planned there\.[^]*\*\*SUSPENDED\*\*/,
    ],
    ['what could not be read', [], { unread: 'no role' }, /policies\*\* were not read: no role/],
    [
      'a hostile name',
      [{ ...account(), name: '@everyone `x`' }],
      { policies: [{ name: '@all', isOfAws: false, targets: [] }] },
      /`@all` · attached to nothing/,
    ],
    [
      'a policy on many',
      [],
      { policies: [{ name: 'p', isOfAws: true, targets: 'abcdefgh'.split('') }] },
      /`p` \(of AWS\) · on `a`, `b`, `c`, `d`, `e`, `f` and 2 more/,
    ],
  ])('%s', (_name, accounts, controls, expected) => {
    expect(words(accounts, controls)).toMatch(expected);
  });

  const many = Array.from({ length: 900 }, (_, n): AwsAccount => ({
    ...account(),
    name: `athena-${n}`,
    ou: n < 60 ? 'Apps' : 'Labs',
  }));
  it.each<readonly [string, number, RegExp]>([
    ['a hundred accounts', 20_000, /\*\*Apps\*\*\n[^]*\*\*Labs\*\* · 840 accounts\n[^]*athena-99`/],
    ['few accounts', 4000, /\*\*Apps\*\* · 60 accounts\n[^]*athena-24`[^]*Labs\*\* · 840 accounts/],
    ['counts', 500, /\*\*Apps\*\* · 60 accounts\n\n\*\*Labs\*\* · 840 accounts/],
    ['nothing else', 200, /does not fit/],
  ])('what does not fit is told by %s', (_name, most, expected) => {
    const answer = { kind: 'organization', taskId: 'task-1', accounts: many } as const;
    const parts = organizationParts({ ...answer, controls: { policies: [] } });
    expect(fitParts(parts, most)).toMatch(expected);
  });

  it('mentions nobody', () => {
    expect(words([{ ...account(), name: '@everyone' }], { policies: [] })).not.toMatch(/(^|\s)@/);
  });
});
