import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { approveByDigest, type Driven } from '../conversations/drive.ts';
import { BUCKET, createDriver, executions, form } from './props.ts';

const drive = createDriver();

/** Who may approve, and nobody else. */
const approvers =
  (circle: Partial<Config['approvals']['approvers']>) =>
  (config: Config): Config => {
    const nobody = { roles: [], teams: [], ids: [] };
    return {
      ...config,
      approvals: { ...config.approvals, approvers: { ...nobody, ...circle } },
    };
  };

const TEAM = 'acme/approvers';
const IN_TEST = form({ Account: 'hermes-test', Name: 'acme-test-use1-partner-statements' });
const ROLE = form({
  Service: 'IAM role',
  Name: 'report-reader',
  Details: 'For lambda.amazonaws.com, may read the S3 bucket acme-dev-use1-reports.',
});
const TABLE_GOES = form({
  'Task type': 'DeleteResource',
  Service: 'DynamoDB table',
  Name: 'sessions',
  Details: 'The sessions moved to the new service.',
});

/** One approves by digest, and the queues run only so far. */
const approveUntil = async (
  driven: Driven,
  who: string,
  queues: readonly ('delivery' | 'release')[],
): Promise<void> => {
  const { company } = driven;
  company.clock.pass(30_000);
  const line = `/approve ${await driven.digest()}`;
  const said = await company.github.comment(who, driven.issue, line);
  await company.deliver(said.webhooks);
  for (const queue of queues) await company.runOnly(queue);
};

const lastOf = async (driven: Driven): Promise<string> => (await driven.bodies()).at(-1) ?? '';

/** When something happens, by the queues that have run before it. */
const moments = [
  ['after receipt', ['delivery']],
  ['after release', ['delivery', 'release']],
] as const;

describe('who may approve, against the running application', () => {
  it('A10 a maintainer approves a harmless request of their own in development', async () => {
    const driven = await drive(BUCKET, { author: 'maintainer' });
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await lastOf(driven)).toMatch(/^## Done /m);
    expect(await executions(driven)).toBe(1);
  });

  it.each([
    ['in test', IN_TEST, undefined],
    ['of a role', ROLE, undefined],
    ['that loses data', TABLE_GOES, undefined],
    [
      'where configuration is tighter',
      BUCKET,
      (config: Config): Config => ({
        ...config,
        approvals: { ...config.approvals, selfApproval: false },
      }),
    ],
  ] as const)(
    'A10 a request of their own %s is for others to approve',
    async (_, request, config) => {
      const options = config === undefined ? {} : { config };
      const driven = await drive(request, { author: 'maintainer', ...options });
      expect(await driven.digest()).not.toBe('');
      await driven.comment('maintainer', `/approve ${await driven.digest()}`);
      expect(await lastOf(driven)).toContain('own-request');
      expect(await executions(driven)).toBe(0);
    },
  );

  it('A10 whoever edited the issue last has asked for it too', async () => {
    const driven = await drive(IN_TEST);
    const { github } = driven.company;
    const body = `${IN_TEST.body} Objects expire after 30 days.`;
    const edited = await github.editIssue('maintainer', driven.issue, { body });
    await driven.company.deliver(edited.webhooks);
    await driven.company.settle();
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await lastOf(driven)).toContain('own-request');
    expect(await executions(driven)).toBe(0);
    await driven.comment('second-maintainer', `/approve ${await driven.digest()}`);
    expect(await lastOf(driven)).toMatch(/^## Done /m);
  });

  it('A10 A12 the same person under two names is one of two people', async () => {
    const driven = await drive(TABLE_GOES);
    const { company } = driven;
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await lastOf(driven)).toContain('1 of 2');
    company.github.rename('maintainer', 'somebody-new');
    await driven.comment('somebody-new', `/approve ${await driven.digest()}`);
    expect(await lastOf(driven)).toContain('already-approved');
    const { calls } = await company.world.snapshot();
    expect(calls.filter(({ action }) => /DeleteTable|DeleteResource/.test(action))).toEqual([]);
  });

  it('A12 an allow-list is of numbers: who takes a listed login stays outside', async () => {
    const listed = 1003;
    const driven = await drive(BUCKET, { config: approvers({ ids: [listed] }) });
    const { github } = driven.company;
    expect(github.idOf('maintainer')).toBe(listed);
    github.rename('maintainer', 'maintainer-before');
    github.rename('second-maintainer', 'maintainer');
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await lastOf(driven)).toContain('may-not-approve');
    expect(await executions(driven)).toBe(0);
    await driven.comment('maintainer-before', `/approve ${await driven.digest()}`);
    expect(await lastOf(driven)).toMatch(/^## Done /m);
  });

  it.each([
    ['at receipt', [], 'may-not-approve'],
    ['at release', ['delivery'], 'role-lost'],
    ['at the deployer', ['delivery', 'release'], 'role-lost'],
  ] as const)(
    'A12 the role of a recycled login lends no right to who had it before, %s',
    async (_, queues, code) => {
      const driven = await drive(BUCKET);
      const { company } = driven;
      await approveUntil(driven, 'maintainer', queues);
      const { world } = company.github;
      // GitHub answers for the login that the comment still shows, and by then it is the owner's.
      for (const comment of world.comments.values()) {
        if (comment.person.login !== 'maintainer') continue;
        world.comments.set(comment.id, { ...comment, person: { ...comment.person } });
      }
      company.github.rename('maintainer', 'maintainer-before');
      company.github.rename('owner', 'maintainer');
      await company.settle();
      expect(await lastOf(driven)).toContain(code);
      expect(await executions(driven)).toBe(0);
    },
  );

  const losses: readonly (readonly [string, string, (driven: Driven) => void])[] = [
    ['the role', 'maintainer', ({ company }) => company.github.setRole('maintainer', 'write')],
    [
      'an account, by its suspension,',
      'maintainer',
      ({ company }) => company.github.suspend('maintainer'),
    ],
    [
      'the membership of a team',
      'developer',
      ({ company }) => company.github.removeFromTeam(TEAM, 'developer'),
    ],
  ];

  const lost = losses.flatMap(([what, who, lose]) =>
    moments.map(([when, queues]) => [what, when, { who, lose, queues }] as const),
  );

  it.each(lost)(
    'A08 %s is lost %s: nothing is executed',
    async (what, _, { who, lose, queues }) => {
      const circle = { roles: ['maintain', 'admin'], teams: [TEAM] };
      const driven = await drive(BUCKET, { config: approvers(circle) });
      driven.company.github.addToTeam(TEAM, 'developer');
      await approveUntil(driven, who, queues);
      expect(await driven.said(), what).not.toContain('may-not-approve');
      lose(driven);
      await driven.company.settle();
      expect(await lastOf(driven)).toContain('role-lost');
      expect(await executions(driven)).toBe(0);
    },
  );

  it('A08 who keeps the membership of a team is obeyed', async () => {
    const driven = await drive(BUCKET, { config: approvers({ teams: [TEAM] }) });
    driven.company.github.addToTeam(TEAM, 'developer');
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await lastOf(driven)).toContain('may-not-approve');
    await driven.comment('developer', `/approve ${await driven.digest()}`);
    expect(await lastOf(driven)).toMatch(/^## Done /m);
    expect(await executions(driven)).toBe(1);
  });

  it('A09 a bare approval written before the current plan was posted is refused', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    company.clock.pass(30_000);
    const bare = await company.github.comment('maintainer', driven.issue, '/approve');
    await driven.comment('requester', '/skip S3-06');
    await company.deliver(bare.webhooks);
    await company.settle();
    expect(await lastOf(driven)).toContain('plan-comment-changed');
    expect(await executions(driven)).toBe(0);
  });
});

describe('an issue that is not open for approval, against the running application', () => {
  type Act = (driven: Driven) => Promise<{ readonly webhooks: readonly unknown[] }>;
  const lock: Act = ({ company, issue }) => company.github.lock('owner', issue);
  const close: Act = ({ company, issue }) => company.github.close('requester', issue);
  const acts: readonly (readonly [string, string, Act])[] = [
    ['locked', 'issue-locked', lock],
    ['closed', 'issue-closed', close],
  ];

  it.each(acts)('A20 it is %s, and its webhook is late: %s', async (_, code, act) => {
    const driven = await drive(BUCKET);
    const digest = await driven.digest();
    await act(driven);
    await driven.comment('maintainer', `/approve ${digest}`);
    expect(await lastOf(driven)).toContain(code);
    expect(await executions(driven)).toBe(0);
  });

  const late = acts.flatMap(([what, code, act]) =>
    moments.map(([when, queues]) => [what, when, { code, act, queues }] as const),
  );

  it.each(late)(
    'A20 it is %s %s: nothing is executed',
    async (_what, _when, { code, act, queues }) => {
      const driven = await drive(BUCKET);
      await approveUntil(driven, 'maintainer', queues);
      await act(driven);
      await driven.company.settle();
      expect(await lastOf(driven)).toContain(code);
      expect(await executions(driven)).toBe(0);
    },
  );

  it('A20 it was closed and reopened: the plan before counts no more, a new one does', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    const digest = await driven.digest();
    await company.deliver((await company.github.close('requester', driven.issue)).webhooks);
    await company.settle();
    await company.deliver((await company.github.reopen('requester', driven.issue)).webhooks);
    await company.settle();
    await driven.comment('maintainer', `/approve ${digest}`);
    expect(await lastOf(driven)).toMatch(/reopened|no-plan/);
    expect(await executions(driven)).toBe(0);
    await driven.comment('maintainer', '/plan');
    await approveByDigest(driven);
    expect(await lastOf(driven)).toMatch(/^## Done /m);
  });
});
