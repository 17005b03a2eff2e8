import { afterEach, describe, expect, it } from 'vitest';
import { onExecute } from '../../src/app/on-execute.ts';
import { onRemoveEmpty } from '../../src/app/on-remove-empty.ts';
import type { Config } from '../../src/config/config.ts';
import { parsePlanId, stepId, type Region } from '../../src/task/ids.ts';
import type { OpenRemover } from '../../src/execute/remove-empty.ts';
import { refused } from '../../src/task/refusal.ts';
import { driveIssue, type Driven } from '../conversations/drive.ts';
import { BUCKET } from './props.ts';
import {
  answerOf,
  composePlanComment,
  forgePlan,
  openDeployer,
  realPlanOf,
  release,
} from './released.ts';

const open: Driven[] = [];
afterEach(async () => {
  for (const driven of open.splice(0)) await driven.company.close();
});

const drive = async (): Promise<Driven> => {
  const driven = await driveIssue(BUCKET);
  open.push(driven);
  return driven;
};

/** Shows a forged plan in the plan comment and has it approved there; the rows fit. */
const showAndApprove = async (driven: Driven) => {
  const { company, issue } = driven;
  const real = await realPlanOf(driven);
  const forgery = forgePlan(real.row, 'p1-forged-1', company.config);
  const body = composePlanComment('', forgery.computed.block);
  await company.github.editComment('acme', real.shown.commentId, body);
  company.clock.pass(60_000);
  const said = await company.github.comment('maintainer', issue, '/approve');
  const place = { planCommentId: real.shown.commentId, approvalCommentId: said.id };
  return { real, forgery, job: await release(driven, forgery, { ...real, ...place }) };
};

describe('the deployer, whatever the rows say', () => {
  it('knocks at the door of AWS for what was shown and approved', async () => {
    const driven = await drive();
    const deployer = openDeployer(driven);
    const { job } = await showAndApprove(driven);
    await onExecute(deployer, job);
    expect(deployer.knocks).toEqual(['knock']);
  });

  it('A09 a proof from before a crash does not stand in for the screen of another release', async () => {
    const driven = await drive();
    const { company, issue } = driven;
    const deployer = openDeployer(driven);
    const real = await realPlanOf(driven);
    const forgery = forgePlan(real.row, 'p1-forged-1', company.config);
    const proof = { kind: 'intent', what: 'approval proven', stepId: stepId(0) } as const;
    const detail = { screenUpdatedAt: company.clock.now().toISOString() };
    await company.opened.store.append({ ...proof, planId: forgery.planId, detail });
    company.clock.pass(60_000);
    const said = await company.github.comment('maintainer', issue, '/approve');
    const place = { planCommentId: real.shown.commentId, approvalCommentId: said.id };
    const job = await release(driven, forgery, { ...real, ...place });
    await onExecute(deployer, job);
    expect(await answerOf(deployer, String(job['releaseId']))).toBe('plan-comment-changed');
    expect(deployer.knocks).toEqual([]);
  });

  it('removes no empty stack that another plan works with', async () => {
    const driven = await drive();
    const deployer = openDeployer(driven);
    const { row } = await realPlanOf(driven);
    const [handle] = row.handles;
    if (handle === undefined) throw new Error('there is no change set');
    const opened: string[] = [];
    const openRemover: OpenRemover = async (order) => {
      opened.push(order.handle.stackId);
      return refused({ code: 'no-route', because: '', next: '' });
    };
    const job = { planId: row.planId, stackName: handle.stackName };
    await onRemoveEmpty(deployer, openRemover, job);
    expect(opened).toEqual([handle.stackId]);
    const later = parsePlanId('p1-later');
    if (later === undefined) throw new Error('no plan id');
    await deployer.store.insertPlan({ ...row, planId: later });
    await onRemoveEmpty(deployer, openRemover, job);
    expect(opened).toHaveLength(1);
  });

  const tightened: readonly (readonly [string, (config: Config) => Config['organization']])[] = [
    [
      'A27 a unit that its own configuration calls production',
      ({ organization }) => ({
        ...organization,
        ous: new Map([...organization.ous.keys()].map((path) => [path, { tier: 'production' }])),
      }),
    ],
    [
      'A27 an account that its own configuration calls staging',
      ({ organization }) => ({
        ...organization,
        accounts: new Map([...organization.accounts].map(([id]) => [id, { tier: 'staging' }])),
      }),
    ],
    [
      'A27 an account that its own configuration does not know',
      ({ organization }) => ({ ...organization, ous: new Map(), accounts: new Map() }),
    ],
    [
      'A26 a region outside its own allow-list',
      ({ organization }) => ({
        ...organization,
        defaultRegions: ['eu-west-1' as Region],
        accounts: new Map(
          [...organization.accounts].map(([id, { regions: _, ...record }]) => [id, record]),
        ),
      }),
    ],
  ];

  it.each(tightened)('%s is never entered, though plan and approval fit', async (_, change) => {
    const driven = await drive();
    const deployer = openDeployer(driven);
    const { job } = await showAndApprove(driven);
    const { config } = driven.company;
    await onExecute({ ...deployer, config: { ...config, organization: change(config) } }, job);
    expect(deployer.knocks).toEqual([]);
    expect(await answerOf(deployer, String(job['releaseId']))).toMatch(/^[a-z-]+$/);
  });
});
