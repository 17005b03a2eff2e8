import { describe, expect, it } from 'vitest';
import { AwsError } from '../../sandbox/aws-error.ts';
import { BUCKET, createDriver, executions, form, stateOf, template } from './props.ts';

const drive = createDriver();

/** What no reply and no log may hold: keys, tokens, secrets, and where our code stands. */
const SECRETS = [
  /ghs_\w+/,
  /-----BEGIN/,
  /\beyJ[\w-]{20,}/,
  /a-secret-for-tests-only/,
  /\bASIA[0-9A-Z]{12,}/,
  /"(secretAccessKey|sessionToken|SecretAccessKey|SessionToken)"/,
];

const STACK_TRACE = /\bat .+\.[jt]s:\d+|node:internal|\bFault\b|RequestError/;

const leaks = (text: string): readonly string[] =>
  SECRETS.flatMap((secret) => secret.exec(text)?.[0] ?? []);

describe('comments and replies, against the running application', () => {
  it('A42 a look-alike plan of somebody else is no plan: its digest is worth nothing', async () => {
    const driven = await drive(BUCKET);
    const real = await driven.digest();
    const fake = '0123456789ab';
    const plan = ((await driven.bodies())[0] ?? '').replaceAll(real, fake);
    const { company } = driven;
    const posted = await company.github.comment('developer', driven.issue, plan);
    await company.deliver(posted.webhooks);
    await company.settle();
    await driven.comment('requester', `/status ${fake}`);
    expect((await driven.bodies()).at(-1)).toMatch(/no plan of this issue|never|not a plan/i);
    await driven.comment('requester', `/status ${real}`);
    expect((await driven.bodies()).at(-1)).toMatch(/current plan/i);
    await driven.comment('maintainer', `/approve ${fake}`);
    expect(await driven.said()).toContain('wrong-digest');
    expect(await executions(driven)).toBe(0);
  });

  it('A42 a plan comment that somebody rewrote is not what is approved, and is put right', async () => {
    const driven = await drive(BUCKET);
    const { github } = driven.company;
    const [comment] = await github.listComments(driven.issue);
    const digest = await driven.digest();
    const body = (comment?.body ?? '').replace('2 create', '0 create');
    await github.editComment('owner', comment?.id ?? 0, body);
    await driven.comment('maintainer', `/approve ${digest}`);
    expect(await driven.said()).toContain('plan-comment-changed');
    expect(await executions(driven)).toBe(0);
    expect((await driven.bodies())[0]).toBe(comment?.body);
    await driven.comment('maintainer', `/approve ${digest}`);
    expect(await driven.said()).toMatch(/^## Done /m);
  });

  it('A47 a plan comment that was deleted is posted again, and approved only then', async () => {
    const driven = await drive(BUCKET);
    const { github } = driven.company;
    const [comment] = await github.listComments(driven.issue);
    const digest = await driven.digest();
    github.deleteComment(comment?.id ?? 0);
    await driven.comment('maintainer', `/approve ${digest}`);
    expect(await driven.said()).toContain('plan-comment-changed');
    expect(await executions(driven)).toBe(0);
    expect(await driven.digest()).toBe(digest);
    await driven.comment('maintainer', `/approve ${digest}`);
    expect(await driven.said()).toMatch(/^## Done /m);
    expect(await executions(driven)).toBe(1);
  });

  it.each([
    [
      'while reading',
      'STS.GetCallerIdentity',
      new AwsError('InternalFailure', 500, 'arn:aws:iam::1:role/x'),
    ],
    [
      'while previewing',
      'CloudFormation.CreateChangeSet',
      new AwsError('Weird', 500, 'arn:aws:s3:::internal'),
    ],
    ['while listing accounts', 'Organizations.*', new AwsError('Weird', 500, 'o-secretorg')],
    ['by a denial', 'CloudFormation.CreateChangeSet', new AwsError('AccessDenied', 403, 'no')],
  ])('A43 what breaks %s is told as a code and a number', async (_, broken, error) => {
    const driven = await drive(BUCKET, {
      intercept: async (call, send) => {
        const operation = `${call.clientName.replace(/Client$/, '')}.${call.commandName.replace(/Command$/, '')}`;
        if (operation === broken || broken === operation.replace(/\..*/, '.*')) throw error;
        return send();
      },
    });
    const said = await driven.said();
    expect(said).toMatch(/Not done: `[a-z-]+`|`role-missing`|Something broke: `[a-z-]+`/);
    expect(said).not.toMatch(STACK_TRACE);
    expect(said).not.toContain('arn:aws');
    expect(said).not.toContain('o-secretorg');
    expect(leaks(said)).toEqual([]);
    expect(leaks(driven.company.logged())).toEqual([]);
    expect((await stateOf(driven))?.status).not.toBe('Pending');
  });

  it.each([
    ['prepared', 'insertPlan'],
    ['release', 'insertRelease'],
    ['outcome', 'saveServiceAgent'],
  ] as const)(
    'A43 a break of our own in %s ends in an incident, and its number stands in the log',
    async (_queue, method) => {
      const driven = await drive(BUCKET, { labels: [] });
      const { company } = driven;
      // A database that fails for ever in one place: whatever is thrown there must stay there.
      Object.assign(company.opened.store, {
        [method]: () => Promise.reject(new Error('connection to postgres://u:p4ss@db refused')),
      });
      const labelled = await company.github.label('triager', driven.issue, 'aws-task');
      await company.deliver(labelled.webhooks);
      await company.settle();
      if (method !== 'insertPlan') {
        await driven.comment('maintainer', `/approve ${await driven.digest()}`);
      }
      const last = (await driven.bodies()).at(-1) ?? '';
      expect(last).toMatch(/Something broke: `internal-error`/);
      const incident = /incident `+(\w+)`+/.exec(last)?.[1] ?? 'none';
      expect(company.logged()).toContain(`"incident":"${incident}"`);
      expect(await driven.said()).not.toMatch(/postgres|p4ss/);
      expect(['Pending', 'InProgress']).not.toContain((await stateOf(driven))?.status);
    },
  );

  it('A43 A77 neither replies nor logs of a whole life hold a token, a key or a secret', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    company.github.meetMishap({
      method: 'POST',
      route: /comments$/,
      times: 3,
      status: 502,
    });
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    await driven.comment('maintainer', '/rollback');
    await driven.comment('stranger', '/approve');
    expect(leaks(company.logged())).toEqual([]);
    expect(leaks(await driven.said())).toEqual([]);
    const rows = JSON.stringify(await company.opened.store.listLedger(0));
    expect(leaks(rows)).toEqual([]);
  });

  const topics = (count: number, length: number): string =>
    Array.from({ length: count }, (_, n) => {
      const name = `${'n'.repeat(length)}${n}`;
      return `  Topic${n}:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: ${name}`;
    }).join('\n');

  it('A44 a plan that does not fit is refused or folded, and never cut where it loses something', async () => {
    const driven = await drive(template(`Resources:\n${topics(90, 200)}`), {
      config: (config) => ({ ...config, caps: { ...config.caps, resourcesLostOrChanged: 25 } }),
    });
    const bodies = await driven.bodies();
    expect(bodies.every((body) => body.length <= 65_536)).toBe(true);
    const said = await driven.said();
    if (!said.includes('Not done')) expect(said).toMatch(/\*\*90 create · 0 change/);
    expect(said).toMatch(/Not done|90 create/);
  });

  it('A48 GitHub is gone while the outcome is told: it is executed once, and told later', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    company.clock.pass(30_000);
    const line = `/approve ${await driven.digest()}`;
    const said = await company.github.comment('maintainer', driven.issue, line);
    await company.deliver(said.webhooks);
    await company.runOnly('delivery');
    await company.runOnly('release');
    await company.runOnly('execute');
    const before = await driven.said();
    for (const method of ['POST', 'PATCH']) {
      company.github.meetMishap({ method, route: /comments/, times: 500, status: 503 });
    }
    await company.settle();
    expect(await driven.said()).toBe(before);
    expect((await stateOf(driven))?.status).toBe('Completed');
    expect(await executions(driven)).toBe(1);
    company.github.clearMishaps();
    company.clock.pass(600_000);
    await company.opened.queue.send('reply', {});
    await company.settle();
    expect(await driven.said()).toMatch(/^## Done /m);
    expect((await driven.said()).match(/^## Done /gm)).toHaveLength(1);
    expect((await company.github.readIssue(driven.issue)).state).toBe('closed');
    expect(await executions(driven)).toBe(1);
  });

  it('A48 a secondary rate limit holds up the refusal, and does not lose it', async () => {
    const driven = await drive(form({ Name: 'acme-dev-use1-limited' }));
    const { company } = driven;
    company.github.meetMishap({
      method: 'POST',
      route: /comments$/,
      times: 100,
      status: 403,
      message: 'You have exceeded a secondary rate limit',
      headers: { 'retry-after': '600' },
    });
    await driven.comment('developer', '/approve');
    expect(await driven.said()).not.toContain('may-not-approve');
    company.github.clearMishaps();
    company.clock.pass(700_000);
    await company.opened.queue.send('sweep', {});
    await company.settle();
    expect((await driven.said()).match(/may-not-approve/g)).toHaveLength(1);
  });

  it('A48 a reply that can never be posted holds up no other', async () => {
    const driven = await drive(BUCKET);
    const { store, queue } = driven.company.opened;
    const ref = (await stateOf(driven))?.ref;
    if (ref === undefined) throw new Error('no issue');
    const { installationId } = driven.company.github;
    const gone = { ...ref, number: 999 };
    await store.saveReply({ ref: gone, topic: 'refusal:1', wanted: 'gone', installationId });
    await store.saveReply({ ref, topic: 'refusal:2', wanted: 'still here', installationId });
    driven.company.clock.pass(600_000);
    await queue.send('reply', {});
    await driven.company.settle();
    expect(await driven.said()).toContain('still here');
    expect(await store.listUnpostedReplies(10)).toEqual([]);
  });
});
