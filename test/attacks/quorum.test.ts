import { describe, expect, it } from 'vitest';
import { approveByDigest, type Driven } from '../conversations/drive.ts';
import { BUCKET, createDriver, stateOf } from './props.ts';

const drive = createDriver();

/** A bucket that was made, and the plan of its deletion, which two different people approve. */
const driveToDeletion = async (): Promise<Driven> => {
  const driven = await drive(BUCKET);
  await approveByDigest(driven);
  await driven.comment('maintainer', '/rollback');
  expect(await driven.said()).toContain('ready for two approvals');
  return driven;
};

const approve = async (driven: Driven, who: string): Promise<void> =>
  driven.comment(who, `/approve ${await driven.digest()}`);

const lastOf = async (driven: Driven): Promise<string> => (await driven.bodies()).at(-1) ?? '';

const deletions = async ({ company }: Driven): Promise<number> =>
  (await company.world.snapshot()).calls.filter(
    ({ action }) => action === 'cloudformation:DeleteStack',
  ).length;

const approvalsOf = async (driven: Driven): Promise<readonly number[]> => {
  const planId = (await stateOf(driven))?.planId;
  if (planId === undefined) throw new Error('no plan');
  return (await driven.company.opened.store.listApprovals(planId)).map(({ person }) => person.id);
};

/** Everybody puts an emoji on every comment of the issue, as GitHub keeps it: without a webhook. */
const reactEverywhere = ({ company }: Driven): void => {
  for (const comment of company.github.world.comments.values()) {
    comment.reactions.push('+1', '+1', 'rocket', 'hooray', 'heart');
  }
};

const VOTES = [
  ['an emoji as a comment', '👍'],
  ['an emoji by its name', ':+1:'],
  ['the command behind an emoji', '👍 /approve'],
  ['the words of a vote', 'Approved, +1 from me and from my other account'],
  ['the command in a quote', '> /approve'],
] as const;

describe('A17 the quorum of two people, against the running application', () => {
  it('A17 no reaction of anybody counts, before or after the first approval', async () => {
    const driven = await driveToDeletion();
    reactEverywhere(driven);
    await driven.company.settle();
    expect(await approvalsOf(driven)).toEqual([]);
    await approve(driven, 'maintainer');
    expect(await lastOf(driven)).toContain('1 of 2');
    reactEverywhere(driven);
    driven.company.clock.pass(60_000);
    await driven.comment('requester', '/status');
    expect(await approvalsOf(driven)).toHaveLength(1);
    expect(await deletions(driven)).toBe(0);
  });

  it('A17 an event of a reaction, whatever it is called, is no approval', async () => {
    const driven = await driveToDeletion();
    await approve(driven, 'maintainer');
    const { company, issue } = driven;
    const line = `/approve ${await driven.digest()}`;
    company.clock.pass(30_000);
    const { webhooks } = await company.github.comment('second-maintainer', issue, line);
    const forms = [
      { event: 'reaction', action: 'created' },
      { event: 'issue_comment_reaction', action: 'created' },
      { event: 'issue_comment', action: 'reacted' },
      { event: 'issue_comment', action: 'reaction_added' },
    ];
    for (const [index, { event, action }] of forms.entries()) {
      const guid = `reaction-${index}`;
      await company.deliver(
        webhooks.map(({ payload }) => ({ event, guid, payload: { ...payload, action } })),
      );
    }
    await company.settle();
    expect(await approvalsOf(driven)).toHaveLength(1);
    expect(await deletions(driven)).toBe(0);
  });

  it.each(VOTES)('A17 %s of the second person is no approval', async (_, body) => {
    const driven = await driveToDeletion();
    await approve(driven, 'maintainer');
    await driven.comment('second-maintainer', body);
    expect(await approvalsOf(driven)).toHaveLength(1);
    expect(await deletions(driven)).toBe(0);
  });

  it('A17 one person is one person: twice, and under another login', async () => {
    const driven = await driveToDeletion();
    await approve(driven, 'maintainer');
    await approve(driven, 'maintainer');
    expect(await lastOf(driven)).toContain('Not done: `already-approved`');
    driven.company.github.rename('maintainer', 'max-the-second');
    await approve(driven, 'max-the-second');
    expect(await lastOf(driven)).toContain('Not done: `already-approved`');
    expect(await deletions(driven)).toBe(0);
  });

  it('A17 A07 a second account without the right is none, and with a comment of a real second person it goes on', async () => {
    const driven = await driveToDeletion();
    await approve(driven, 'maintainer');
    for (const who of ['developer', 'stranger']) {
      await approve(driven, who);
      expect(await lastOf(driven)).toContain('Not done: `may-not-approve`');
    }
    expect(await deletions(driven)).toBe(0);
    await approve(driven, 'second-maintainer');
    expect(await driven.said()).toContain('## Undone');
    expect(new Set(await approvalsOf(driven)).size).toBe(2);
    expect(await deletions(driven)).toBe(1);
  });
});
