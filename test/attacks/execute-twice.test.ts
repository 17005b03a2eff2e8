import {
  CloudFormationClient,
  ExecuteChangeSetCommand,
  paginateDescribeStackEvents,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import type { WireCall } from '../../sandbox/plugin.ts';
import type { Company, CompanyOptions } from '../conversations/company.ts';
import { approveByDigest, type Driven } from '../conversations/drive.ts';
import { plug } from '../sandbox/kit.ts';
import { BUCKET, createDriver, executions, stateOf } from './props.ts';

const drive = createDriver();
const DEV = '333333333333';

type Job = Readonly<Record<string, string | number>>;
type Handler = (job: Job) => Promise<void>;

const byHand = (company: Company): CloudFormationClient =>
  plug(CloudFormationClient, company.world.plugin(), {
    credentials: company.world.credentialsOf('person-admin', DEV),
  });

/** The deployer's part of a company, done otherwise than once. */
const executeBy = async (
  { company }: Driven,
  otherwise: (handler: Handler, job: Job) => Promise<void>,
): Promise<void> => {
  const handler = company.app.handlers['execute'];
  if (handler === undefined) throw new Error('nobody executes');
  await company.opened.queue.work('execute', (job) => otherwise(handler, job));
};

/** Notes the token of each call that executes a change set. */
const watching = (tokens: string[]): CompanyOptions => ({
  intercept: (call: WireCall, send) => {
    if (call.commandName === 'ExecuteChangeSetCommand') {
      tokens.push(String((call.input as { ClientRequestToken?: string }).ClientRequestToken));
    }
    return send();
  },
});

const receipts = async (driven: Driven): Promise<number> =>
  ((await driven.said()).match(/^## Done /gm) ?? []).length;

/** How often the stack began to be made, and with whose tokens. */
const beginnings = async ({ company, issue }: Driven) => {
  const StackName = `aws-coworker-${issue}-acme-dev-use1-partner-statements`;
  const events: StackEvent[] = [];
  const client = byHand(company);
  for await (const page of paginateDescribeStackEvents({ client }, { StackName })) {
    events.push(...(page.StackEvents ?? []));
  }
  return events
    .filter(
      ({ ResourceType, ResourceStatus }) =>
        ResourceType === 'AWS::CloudFormation::Stack' && ResourceStatus === 'CREATE_IN_PROGRESS',
    )
    .map(({ ClientRequestToken }) => ClientRequestToken);
};

const TIMES: readonly (readonly [string, (handler: Handler, job: Job) => Promise<void>])[] = [
  [
    'one after the other',
    async (handler, job) => {
      await handler(job);
      await handler(job);
      await handler(job);
    },
  ],
  [
    'at once',
    async (handler, job) => {
      await Promise.all([handler(job), handler(job), handler(job)]);
    },
  ],
  [
    'at once and again later',
    async (handler, job) => {
      await Promise.all([handler(job), handler(job)]);
      await handler(job);
    },
  ],
];

describe('A56 an execute job that is delivered again, against the running application', () => {
  it.each(TIMES)('A56 %s: one token, one execution, one receipt', async (_, otherwise) => {
    const tokens: string[] = [];
    const driven = await drive(BUCKET, watching(tokens));
    await executeBy(driven, otherwise);
    await approveByDigest(driven);
    expect(tokens.length).toBeGreaterThan(0);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toMatch(/^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$/);
    expect(await beginnings(driven)).toEqual([tokens[0]]);
    expect(await receipts(driven)).toBe(1);
  });

  it('A56 a token is of its approval: a new plan after an end executes with another', async () => {
    const tokens: string[] = [];
    const driven = await drive(BUCKET, watching(tokens));
    await approveByDigest(driven);
    await driven.comment('maintainer', '/rollback');
    await approveByDigest(driven);
    const { company } = driven;
    company.clock.pass(60_000);
    await company.deliver((await company.github.reopen('requester', driven.issue)).webhooks);
    await company.settle();
    await driven.comment('requester', '/plan');
    const commentId = (await stateOf(driven))?.planCommentId;
    const shown = await company.github.listComments(driven.issue);
    const body = shown.find(({ id }) => id === commentId)?.body ?? '';
    await driven.comment('maintainer', /^\/approve [0-9a-f]+$/m.exec(body)?.[0] ?? '');
    expect(await receipts(driven)).toBe(2);
    expect(new Set(tokens).size).toBe(2);
  });

  it('A56 what somebody else carried out before is no success of ours', async () => {
    const driven = await drive(BUCKET);
    const { company, issue } = driven;
    const ref = { repositoryId: company.github.repositoryId, number: issue };
    const [plan] = await company.opened.store.listPlans(ref);
    const ChangeSetName = plan?.handles[0]?.changeSetArn;
    let isByHand = false;
    await executeBy(driven, async (handler, job) => {
      if (!isByHand) await byHand(company).send(new ExecuteChangeSetCommand({ ChangeSetName }));
      isByHand = true;
      company.clock.pass(30_000);
      await handler(job);
      await handler(job);
    });
    await approveByDigest(driven);
    const last = (await driven.bodies()).at(-1) ?? '';
    expect(last).toMatch(/^## Not begun /m);
    expect(last).toContain('`change-set-stale`: The stack is in state CREATE');
    expect(last).toContain('**Next**');
    expect(await receipts(driven)).toBe(0);
    expect(await executions(driven)).toBe(1);
    expect(await beginnings(driven)).toHaveLength(1);
  });

  it('A56 a job of no release does nothing, and nothing is called done', async () => {
    const driven = await drive(BUCKET);
    await executeBy(driven, async (handler, job) => {
      await handler({ ...job, releaseId: 'of-nobody' });
    });
    const before = (await driven.bodies()).length;
    await approveByDigest(driven);
    expect(await executions(driven)).toBe(0);
    expect(await receipts(driven)).toBe(0);
    expect((await driven.bodies()).length).toBe(before);
  });
});
