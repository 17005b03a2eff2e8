import { afterEach, describe, expect, it } from 'vitest';
import { onExecute } from '../../src/app/on-execute.ts';
import { onRemoveEmpty } from '../../src/app/on-remove-empty.ts';
import type { Config } from '../../src/config/config.ts';
import { parsePlanId, stepId, type Region } from '../../src/task/ids.ts';
import type { SessionDoor } from '../../src/execute/ports.ts';
import { tokenOf } from '../../src/execute/step-context.ts';
import type { OpenRemover } from '../../src/execute/remove-empty.ts';
import { refused } from '../../src/task/refusal.ts';
import { driveIssue, type Driven } from '../conversations/drive.ts';
import { renderBanner } from '../../src/reply/banner.ts';
import { BUCKET } from './props.ts';
import {
  answerOf,
  composePlanComment,
  forgePlan,
  openDeployer,
  realPlanOf,
  release,
  type RealPlan,
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

const BOT = 'aws-coworker[bot]';
const DONE = renderBanner({ kind: 'ended', outcome: 'done' });

interface Two {
  readonly driven: Driven;
  readonly real: RealPlan;
  /** The real plan, and the forged one, as the application would show them. */
  readonly seen: string;
  readonly hidden: string;
}

const minute = ({ company }: Driven): void => {
  company.clock.pass(60_000);
};

/** The application writes into an issue, or over one of its comments. */
const write = async ({ company, issue }: Driven, body: string): Promise<number> => {
  const { id } = await company.github.comment(BOT, issue, body);
  minute({ company, issue } as Driven);
  return id;
};

const rewrite = async ({ company }: Driven, commentId: number, body: string): Promise<number> => {
  await company.github.editComment(BOT, commentId, body);
  company.clock.pass(60_000);
  return commentId;
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
  const job = await release(driven, forgery, { ...real, ...place });
  return { real, forgery, job, commentId: said.id };
};

describe('the deployer, whatever the rows say', () => {
  it('knocks at the door of AWS for what was shown and approved', async () => {
    const driven = await drive();
    const deployer = openDeployer(driven);
    const { job } = await showAndApprove(driven);
    await onExecute(deployer, job);
    expect(deployer.knocks).toEqual(['knock']);
  });

  it('A55 the token of a call comes from the comment, whatever the rows call the approval', async () => {
    const driven = await drive();
    const deployer = openDeployer(driven);
    const { job, commentId } = await showAndApprove(driven);
    const tokens: string[] = [];
    const openReader: SessionDoor['openReader'] = async (_, approved) => {
      const [step] = approved.facts.plan.steps;
      if (step !== undefined) tokens.push(tokenOf({ approved, step }));
      return refused({ code: 'no-route', because: '', next: '' });
    };
    await onExecute({ ...deployer, door: { ...deployer.door, openReader } }, job);
    expect(tokens).toEqual([`cw-step-1-c${commentId}`]);
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

  it('A49 removes no empty stack that a row of another plan or issue names', async () => {
    const driven = await drive();
    const deployer = openDeployer(driven);
    const { row } = await realPlanOf(driven);
    const [handle] = row.handles;
    const work = await deployer.store.readWork(row.planId);
    if (handle === undefined || work === undefined) throw new Error('there is no change set');
    const openRemover: OpenRemover = () => Promise.reject(new Error('a session was opened'));
    const elsewhere = handle.stackName.replace('-1-', '-77-');
    const forged = {
      plan: handle,
      issue: {
        ...handle,
        planId: 'p1-issue',
        changeSetName: 'cw-p1-issue',
        changeSetArn: handle.changeSetArn.replace(row.planId, 'p1-issue'),
        stackName: elsewhere,
        stackId: handle.stackId.replace(handle.stackName, elsewhere),
      },
    };
    for (const [what, one] of Object.entries(forged)) {
      await deployer.store.insertWork(`p1-${what}`, work.input);
      await deployer.store.finishWork(`p1-${what}`, { value: { handles: [{ ...one }] } });
      await onRemoveEmpty(deployer, openRemover, {
        planId: `p1-${what}`,
        stackName: one.stackName,
      });
    }
    const { stacks } = await driven.company.world.snapshot();
    expect(stacks.map(({ status }) => status)).toEqual(['REVIEW_IN_PROGRESS']);
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

  const rivals: readonly (readonly [string, string, (two: Two) => Promise<number>])[] = [
    [
      'the plan that people see stands above it, still to be approved',
      'approval-not-proven',
      async ({ driven, hidden }) => write(driven, hidden),
    ],
    [
      'the plan that people see stands below it',
      'approval-not-proven',
      async ({ driven, real, seen, hidden }) => {
        await write(driven, `${DONE}\n\n${seen}`);
        return rewrite(driven, real.shown.commentId, hidden);
      },
    ],
    [
      'the plan that people see was touched after it',
      'approval-not-proven',
      async ({ driven, real, seen, hidden }) => {
        const id = await write(driven, hidden);
        await rewrite(driven, real.shown.commentId, `${DONE}\n\n${seen}`);
        return id;
      },
    ],
    [
      'it has the plan that people see for a heading, without our marks',
      'approval-not-proven',
      async ({ driven, real, seen, hidden }) => {
        await rewrite(driven, real.shown.commentId, seen.replaceAll(/<!--.*?-->/g, ''));
        return write(driven, hidden);
      },
    ],
    [
      'it is hidden',
      'approval-not-proven',
      async ({ driven, real, seen, hidden }) => {
        await rewrite(driven, real.shown.commentId, `${DONE}\n\n${seen}`);
        const id = await write(driven, hidden);
        driven.company.github.minimizeComment(id);
        return id;
      },
    ],
    [
      'it is folded away under another text',
      'plan-comment-changed',
      async ({ driven, real, hidden }) => {
        const folded = `All is well.\n\n<details><summary>Old</summary>\n\n${hidden}\n\n</details>`;
        return rewrite(driven, real.shown.commentId, folded);
      },
    ],
    [
      'there are more comments than anybody looks through',
      'approval-not-proven',
      async ({ driven, real, hidden }) => {
        const id = await rewrite(driven, real.shown.commentId, hidden);
        const { github } = driven.company;
        for (let n = 0; n < 1000; n += 1) await github.comment('reader', driven.issue, 'I see.');
        return id;
      },
    ],
  ];

  const handOver = async (arrange: (two: Two) => Promise<number>) => {
    const driven = await drive();
    const { company, issue } = driven;
    const deployer = openDeployer(driven);
    const real = await realPlanOf(driven);
    const [seen = ''] = await driven.bodies();
    const forgery = forgePlan(real.row, 'p1-forged-1', company.config);
    const hidden = composePlanComment('', forgery.computed.block, forgery.computed.notes);
    minute(driven);
    const planCommentId = await arrange({ driven, real, seen, hidden });
    minute(driven);
    const said = await company.github.comment('maintainer', issue, '/approve');
    const place = { planCommentId, approvalCommentId: said.id };
    const job = await release(driven, forgery, { ...real, ...place });
    await onExecute(deployer, job);
    return { deployer, answer: await answerOf(deployer, String(job['releaseId'])) };
  };

  it.each(rivals)('A42 another plan is handed over, and %s', async (_, code, arrange) => {
    const { deployer, answer } = await handOver(arrange);
    expect(deployer.knocks).toEqual([]);
    expect(answer).toBe(code);
  });

  it('A42 a plan above it that says it is over, and was left alone since, is no rival', async () => {
    const { deployer } = await handOver(async ({ driven, real, seen, hidden }) => {
      await rewrite(driven, real.shown.commentId, `${DONE}\n\n${seen}`);
      return write(driven, hidden);
    });
    expect(deployer.knocks).toEqual(['knock']);
  });
});
