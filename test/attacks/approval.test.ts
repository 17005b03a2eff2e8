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

describe('approval, against the running application', () => {
  it('A01 an edited body makes the plan stale and the old digest worthless', async () => {
    const driven = await drive();
    const old = await driven.digest();
    const body = BUCKET.body.replace('90 days', '30 days');
    const { github } = driven.company;
    const edited = await github.editIssue('requester', driven.issue, { body });
    await driven.company.deliver(edited.webhooks);
    await driven.company.settle();
    await driven.comment('maintainer', `/approve ${old}`);
    expect(await driven.said()).toContain('wrong-digest');
    expect(await executions(driven)).toBe(0);
  });

  it('A01 an edit whose webhook is late is seen when the approval is decided', async () => {
    const driven = await drive();
    await driven.company.github.editIssue('requester', driven.issue, {
      body: BUCKET.body.replace('90 days', '30 days'),
    });
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await driven.said()).toContain('issue-edited');
    expect(await executions(driven)).toBe(0);
  });

  it('A02 a changed title or label counts like a changed body', async () => {
    const driven = await drive();
    await driven.company.github.editIssue('requester', driven.issue, { title: 'Another thing' });
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await driven.said()).toContain('issue-edited');
    const other = await drive();
    await other.company.github.label('triager', other.issue, 'urgent');
    await other.comment('maintainer', `/approve ${await other.digest()}`);
    expect(await other.said()).toContain('issue-edited');
    expect((await executions(driven)) + (await executions(other))).toBe(0);
  });

  it('A03 A06 a comment that another writer edits into an approval is answered, never obeyed', async () => {
    const driven = await drive();
    const { github } = driven.company;
    const harmless = await github.comment('maintainer', driven.issue, 'Looks good.');
    await driven.company.deliver(harmless.webhooks);
    const edited = await github.editComment('developer', harmless.id, '/approve');
    await driven.company.deliver(edited.webhooks);
    await driven.company.deliver(edited.webhooks);
    await driven.company.settle();
    expect((await driven.said()).match(/edited-comment/g)).toHaveLength(1);
    expect(await executions(driven)).toBe(0);
  });

  it('A03 a created event whose body is not what GitHub holds is no command', async () => {
    const driven = await drive();
    const { github } = driven.company;
    const said = await github.comment('maintainer', driven.issue, 'Looks good.');
    const [webhook] = said.webhooks;
    if (webhook === undefined) throw new Error('no webhook');
    const payload = structuredClone(webhook.payload) as { comment: { body: string } };
    payload.comment.body = '/approve';
    await driven.company.deliver([{ ...webhook, payload: payload }]);
    await driven.company.settle();
    expect(await driven.said()).toContain('edited-comment');
    expect(await executions(driven)).toBe(0);
  });

  it.each([
    ['a quote', '> /approve'],
    ['a code block', '```\n/approve\n```'],
    ['indented code', '    /approve'],
    ['inline code', '`/approve`'],
    ['an HTML comment', '<!-- /approve -->'],
    ['link text', '[/approve](https://example.com)'],
    ['an image', '![/approve](https://example.com/a.png)'],
    ['a table', '| /approve |\n| --- |\n| x |'],
    ['collapsed details', '<details>\n\n/approve\n\n</details>'],
    ['the second line', 'I think:\n/approve'],
    ['a later paragraph', 'I think so.\n\n/approve'],
    ['a list', '- /approve'],
    ['a heading', '# /approve'],
  ])('A04 %s is no approval', async (_, body) => {
    const driven = await drive();
    await driven.comment('maintainer', body);
    expect(await executions(driven)).toBe(0);
  });

  it.each(['requester', 'developer', 'triager', 'reader', 'stranger'])(
    'A07 %s may not approve, whatever the comment says of their rank',
    async (who) => {
      const driven = await drive();
      await driven.comment(who, `/approve ${await driven.digest()}`);
      expect(await driven.said()).toContain('may-not-approve');
      expect(await executions(driven)).toBe(0);
    },
  );

  it('A08 a role lost between receipt and release stops the execution', async () => {
    const driven = await drive();
    const { company } = driven;
    company.clock.pass(30_000);
    const line = `/approve ${await driven.digest()}`;
    const said = await company.github.comment('maintainer', driven.issue, line);
    await company.deliver(said.webhooks);
    await company.runOnly('delivery');
    company.github.setRole('maintainer', 'write');
    await company.settle();
    expect(await driven.said()).toContain('role-lost');
    expect(await executions(driven)).toBe(0);
  });

  it('A09 an approval of the plan before is refused with both digests', async () => {
    const driven = await drive();
    const before = await driven.digest();
    await driven.comment('requester', '/skip S3-06');
    const after = await driven.digest();
    expect(after).not.toBe(before);
    await driven.comment('maintainer', `/approve ${before}`);
    const said = await driven.said();
    expect(said).toContain(`\`${before}\``);
    expect(said).toContain('wrong-digest');
    expect(await executions(driven)).toBe(0);
  });

  it('A12 a renamed maintainer is the same person, a recycled login is not', async () => {
    const driven = await drive();
    driven.company.github.rename('maintainer', 'maintainer-before');
    await driven.comment('maintainer-before', `/approve ${await driven.digest()}`);
    expect(await driven.said()).toMatch(/^## Done /m);
    expect(await executions(driven)).toBe(1);
  });

  it('A14 A16 two maintainers at the same moment, each webhook twice: one execution', async () => {
    const driven = await drive();
    const { github } = driven.company;
    driven.company.clock.pass(30_000);
    const line = `/approve ${await driven.digest()}`;
    const first = await github.comment('maintainer', driven.issue, line);
    const second = await github.comment('second-maintainer', driven.issue, line);
    const webhooks = [...first.webhooks, ...second.webhooks];
    await Promise.all([driven.company.deliver(webhooks), driven.company.deliver(webhooks)]);
    await driven.company.settle();
    expect(await executions(driven)).toBe(1);
  });

  it('A15 an approval after eight hours is refused', async () => {
    const driven = await drive();
    driven.company.clock.pass(8 * 3_600_000);
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await driven.said()).toContain('plan-expired');
    expect(await executions(driven)).toBe(0);
  });

  it('A15 a freeze that begins between plan and approval refuses', async () => {
    const freeze = {
      name: 'year end',
      from: '2026-11-20T17:00:20Z',
      until: '2026-11-21T00:00:00Z',
      tiers: ['development'],
    } as const;
    const driven = await drive({ config: (config) => ({ ...config, freezes: [freeze] }) });
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await driven.said()).toContain('frozen');
    expect(await executions(driven)).toBe(0);
  });

  it('A20 after a reopening the old plan counts no more', async () => {
    const driven = await drive();
    const { github } = driven.company;
    const digest = await driven.digest();
    const closed = await github.close('requester', driven.issue);
    const reopened = await github.reopen('requester', driven.issue);
    await driven.company.deliver([...closed.webhooks, ...reopened.webhooks]);
    await driven.company.settle();
    await driven.comment('maintainer', `/approve ${digest}`);
    expect(await driven.said()).toContain('reopened');
    expect(await executions(driven)).toBe(0);
  });

  it('A21 a bare approval does nothing for a plan that loses data', async () => {
    const driven = await drive();
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    await driven.comment('maintainer', '/rollback');
    await driven.comment('maintainer', '/approve');
    await driven.comment('second-maintainer', '/approve');
    expect((await driven.said()).match(/digest-required/g)).toHaveLength(2);
    expect(await executions(driven)).toBe(1);
  });
});
