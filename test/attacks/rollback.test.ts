import { describe, expect, it } from 'vitest';
import { approveByDigest, driveIn, type Driven } from '../conversations/drive.ts';
import { BUCKET, createDriver, executions, form, stateOf } from './props.ts';

const drive = createDriver();

const EDITED = BUCKET.body.replace(
  'acme-dev-use1-partner-statements',
  'acme-dev-use1-partner-ledgers',
);

const edit = async ({ company, issue }: Driven, body: string): Promise<void> => {
  company.clock.pass(30_000);
  const { webhooks } = await company.github.editIssue('requester', issue, { body });
  await company.deliver(webhooks);
  await company.settle();
};

const reopen = async ({ company, issue }: Driven): Promise<void> => {
  company.clock.pass(30_000);
  await company.deliver((await company.github.reopen('requester', issue)).webhooks);
  await company.settle();
};

const receipts = async (driven: Driven): Promise<number> =>
  ((await driven.said()).match(/^## (Done|Rolled back|Undone) /gm) ?? []).length;

/** Approves what the comment shows that the application shows plans in now. */
const approveShown = async (driven: Driven): Promise<void> => {
  const commentId = (await stateOf(driven))?.planCommentId;
  const comments = await driven.company.github.listComments(driven.issue);
  const body = comments.find(({ id }) => id === commentId)?.body ?? '';
  await driven.comment('maintainer', /^\/approve [0-9a-f]+$/m.exec(body)?.[0] ?? '');
};

const stacks = async ({ company }: Driven): Promise<readonly string[]> =>
  (await company.world.snapshot()).stacks.map((stack) => `${stack.name} ${stack.status}`);

describe('rollback, against the running application', () => {
  it('A42 a rollback takes the place of a plan that waits, with its change set', async () => {
    const driven = await drive(BUCKET);
    await approveByDigest(driven);
    expect(await executions(driven)).toBe(1);
    await reopen(driven);
    await edit(driven, EDITED);
    expect((await stateOf(driven))?.status).toBe('AwaitingApproval');
    await driven.comment('maintainer', '/rollback');
    expect((await driven.said()).match(/\*\*Replaced by a newer plan\.\*\*/g)).toHaveLength(1);
    await approveByDigest(driven);
    expect(await receipts(driven)).toBe(2);
    expect((await stacks(driven)).filter((stack) => !stack.endsWith(' DELETE_COMPLETE'))).toEqual(
      [],
    );
  });

  it('A53 a rollback says that a later update goes with it, and is high risk', async () => {
    const driven = await drive(BUCKET);
    await approveByDigest(driven);
    const update = await driveIn(
      driven.company,
      form({ 'Task type': 'UpdateResource', Details: 'Objects expire after 120 days.' }),
    );
    await approveByDigest(update);
    expect(await update.said()).toMatch(/^## Done /m);
    await driven.comment('maintainer', '/rollback');
    const said = await driven.said();
    expect(said).toMatch(/^\*\*Risk high\*\* .*a stack is not as the undone plan left it/m);
    expect(said).toContain('**Not as the undone plan left it: stack `aws-coworker-1-');
    expect(said).toContain('- resource `AcmeDevUse1PartnerStatementsBucket` was changed');
    await update.comment('maintainer', '/rollback');
    const undone = await update.said();
    expect(undone).toContain('is **as the undone plan left it**');
    expect(undone).not.toContain('a stack is not as');
  }, 200_000);

  it('A42 a plan after a rollback stands below it, and is approved there', async () => {
    const driven = await drive(BUCKET);
    await approveByDigest(driven);
    await driven.comment('maintainer', '/rollback');
    await approveByDigest(driven);
    await reopen(driven);
    await driven.comment('maintainer', '/plan');
    await approveShown(driven);
    expect(await receipts(driven)).toBe(3);
    expect(await executions(driven)).toBe(2);
  });
});
