import { afterEach, describe, expect, it } from 'vitest';
import { driveIssue, type Driven } from '../conversations/drive.ts';
import type { CompanyOptions } from '../conversations/company.ts';
import { BUCKET, executions } from './props.ts';

const open: Driven[] = [];
afterEach(async () => {
  for (const driven of open.splice(0)) await driven.company.close();
});

const drive = async (options: CompanyOptions = {}): Promise<Driven> => {
  const driven = await driveIssue(BUCKET, options);
  open.push(driven);
  return driven;
};

/** A bucket that is there and is to be undone: its loss needs two people. */
const driveToUndoing = async (): Promise<Driven> => {
  const driven = await drive();
  await driven.comment('maintainer', `/approve ${await driven.digest()}`);
  await driven.comment('maintainer', '/rollback');
  expect(await driven.said()).toContain('Rollback plan');
  return driven;
};

const approve = async (driven: Driven, who: string): Promise<void> =>
  driven.comment(who, `/approve ${await driven.digest()}`);

describe('an approval that does not count any more stands in nobody’s way', () => {
  it('a freeze that refused the release is over: the same person approves again', async () => {
    const freeze = {
      name: 'Release day',
      from: '2026-11-20T17:30:00Z',
      until: '2026-11-20T18:00:00Z',
      tiers: ['development'] as const,
    };
    const driven = await drive({ config: (config) => ({ ...config, freezes: [freeze] }) });
    const { company, issue } = driven;
    company.clock.pass(60_000);
    const said = await company.github.comment('maintainer', issue, '/approve');
    await company.deliver(said.webhooks);
    await company.runOnly('delivery');
    company.clock.pass(35 * 60_000);
    await company.settle();
    expect((await driven.bodies()).at(-1)).toContain('frozen');
    company.clock.pass(60 * 60_000);
    await approve(driven, 'maintainer');
    expect(await executions(driven)).toBe(1);
    expect(await driven.said()).toContain('## Done');
  });

  it('a release that was refused after the approval is asked for anew', async () => {
    const driven = await drive();
    const { company, issue } = driven;
    const said = await company.github.comment('maintainer', issue, '/approve');
    company.clock.pass(60_000);
    await company.deliver(said.webhooks);
    await company.runOnly('delivery');
    company.github.setRole('maintainer', 'read');
    await company.settle();
    expect(await executions(driven)).toBe(0);
    company.github.setRole('maintainer', 'maintain');
    await approve(driven, 'maintainer');
    expect(await executions(driven)).toBe(1);
  });

  it('the first of two deletes the comment: two others, or the same again, can still approve', async () => {
    const driven = await driveToUndoing();
    const { github } = driven.company;
    const first = await github.comment(
      'maintainer',
      driven.issue,
      `/approve ${await driven.digest()}`,
    );
    await driven.company.deliver(first.webhooks);
    await driven.company.settle();
    github.deleteComment(first.id);
    await approve(driven, 'second-maintainer');
    expect((await driven.bodies()).at(-1)).toContain('1 of 2');
    await approve(driven, 'maintainer');
    expect(await driven.said()).toContain('## Undone');
  });

  it('the first of two loses the role: the second is not told so, and a third can approve', async () => {
    const driven = await driveToUndoing();
    await approve(driven, 'maintainer');
    driven.company.github.setRole('maintainer', 'read');
    await approve(driven, 'second-maintainer');
    expect((await driven.bodies()).at(-1)).toContain('1 of 2');
    await approve(driven, 'owner');
    expect(await driven.said()).toContain('## Undone');
  });

  it('the first of two edits the comment: it counts no more, and says nothing to others', async () => {
    const driven = await driveToUndoing();
    const { github } = driven.company;
    const first = await github.comment(
      'maintainer',
      driven.issue,
      `/approve ${await driven.digest()}`,
    );
    await driven.company.deliver(first.webhooks);
    await driven.company.settle();
    driven.company.clock.pass(5000);
    await github.editComment('maintainer', first.id, 'Never mind.');
    await approve(driven, 'second-maintainer');
    expect((await driven.bodies()).at(-1)).toContain('1 of 2');
    expect(await driven.said()).not.toContain('## Undone');
  });
});

describe('a command that broke', () => {
  it('and was told so is not obeyed later: the person was asked to give it again', async () => {
    let isDown = false;
    const driven = await drive({
      hold: (send) => async (url, init) =>
        isDown && new URL(url instanceof Request ? url.url : url).pathname.endsWith('/permission')
          ? new Response('{}', { status: 500 })
          : send(url, init),
    });
    const { company } = driven;
    isDown = true;
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await driven.said()).toContain('Something broke: `internal-error`');
    isDown = false;
    company.clock.pass(20 * 60_000);
    expect(await company.opened.store.requeueUnfinished()).toBe(0);
    await company.settle();
    expect(await executions(driven)).toBe(0);
    await approve(driven, 'maintainer');
    expect(await executions(driven)).toBe(1);
  });
});
