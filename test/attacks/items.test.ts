import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { computePlan, type ComputedPlan } from '../../src/app/compute-plan.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { onExecute } from '../../src/app/on-execute.ts';
import { parseInputs } from '../../src/app/plan-inputs.ts';
import { systemClock } from '../../src/app/system-clock.ts';
import type { Step } from '../../src/plan/step.ts';
import { parsePlanId, type PlanId } from '../../src/task/ids.ts';
import type { Driven } from '../conversations/drive.ts';
import { createDriver } from './props.ts';
import { answerOf, openDeployer, realPlanOf, release, type RealPlan } from './released.ts';

const drive = createDriver();

/** Three idle instances of which nobody owns a stack. */
const world = JSON.parse(
  readFileSync(
    new URL('../conversations/savings-are-approved-by-number/world.json', import.meta.url),
    'utf8',
  ),
) as WorldSpec;

const SAVINGS = { title: 'Idle things', body: 'Find savings in athena-dev, us-east-1.' };

const driveSavings = (): Promise<Driven> => drive(SAVINGS, { world });

const menuOf = async (driven: Driven): Promise<string> => {
  const heads = (await driven.said()).matchAll(/^## Savings plan `([0-9a-f]{12})`/gm);
  return [...heads].at(-1)?.[1] ?? '';
};

const approve = async (driven: Driven, rest: string): Promise<string> => {
  await driven.comment('maintainer', `/approve ${await menuOf(driven)}${rest}`);
  return (await driven.bodies()).at(-1) ?? '';
};

const stateOf = async ({ company }: Driven, name: string): Promise<unknown> => {
  const { resources } = await company.world.snapshot();
  return resources.find(({ tags }) => tags['Name'] === name)?.state;
};

const idOf = (text: string): PlanId => {
  const id = parsePlanId(text);
  if (id === undefined) throw new Error(`${text} is no plan id`);
  return id;
};

/** A part that a forger writes down: some items of the real plan, under a name of its own. */
const partOf = (driven: Driven, { row }: RealPlan, onlyItems: readonly number[]) => {
  const inputs = { ...row.inputs, onlyItems };
  const deps = { config: driven.company.config, knowledge: KNOWLEDGE, clock: systemClock };
  const computed = computePlan(deps, { inputs: parseInputs(inputs), handles: [] });
  if (!computed.ok) throw new Error(computed.refusal.because);
  return { planId: idOf('p1-forged-1'), inputs, handles: [], computed: computed.value };
};

/** What the deployer answers to a part that rows say was approved by one comment. */
const answerTo = async (driven: Driven, onlyItems: readonly number[], line: string) => {
  const deployer = openDeployer(driven);
  const real = await realPlanOf(driven);
  driven.company.clock.pass(60_000);
  const { id } = await driven.company.github.comment('maintainer', driven.issue, line);
  const place = { planCommentId: real.shown.commentId, approvalCommentId: id };
  const job = await release(driven, partOf(driven, real, onlyItems), { ...real, ...place });
  await onExecute(deployer, job);
  return { answer: await answerOf(deployer, String(job['releaseId'])), knocks: deployer.knocks };
};

describe('the deployer and the items of a plan of savings, whatever the rows say', () => {
  it('knocks at the door of AWS for the items that the comment names', async () => {
    const driven = await driveSavings();
    const told = await answerTo(driven, [2], `/approve ${await menuOf(driven)} 2`);
    expect(told.knocks).toEqual(['knock']);
  });

  it.each([
    ['another item', [3], ' 2'],
    ['an item where the comment names two', [2], ' 2,3'],
    ['an item where the comment names none', [2], ''],
  ])('A09 calls nothing for %s', async (_, onlyItems, rest) => {
    const driven = await driveSavings();
    const told = await answerTo(driven, onlyItems, `/approve ${await menuOf(driven)}${rest}`);
    expect(told).toEqual({ answer: 'unknown-plan-item', knocks: [] });
  });

  it('A09 calls nothing for an item by the digest of another one', async () => {
    const driven = await driveSavings();
    const real = await realPlanOf(driven);
    const other = partOf(driven, real, [3]).computed.digest;
    const told = await answerTo(driven, [2], `/approve ${other}`);
    expect(told).toEqual({ answer: 'wrong-digest', knocks: [] });
  });

  it('A09 calls nothing for the whole choice, by its digest and no number', async () => {
    const driven = await driveSavings();
    const deployer = openDeployer(driven);
    const real = await realPlanOf(driven);
    driven.company.clock.pass(60_000);
    const line = `/approve ${await menuOf(driven)}`;
    const { id } = await driven.company.github.comment('maintainer', driven.issue, line);
    const place = { planCommentId: real.shown.commentId, approvalCommentId: id };
    const computed = computedOf(driven, real);
    const whole = { planId: idOf('p1-forged-2'), inputs: real.row.inputs, handles: [], computed };
    const job = await release(driven, whole, { ...real, ...place });
    await onExecute(deployer, job);
    expect(await answerOf(deployer, String(job['releaseId']))).toBe('items-required');
    expect(deployer.knocks).toEqual([]);
  });
});

const computedOf = (driven: Driven, { row }: RealPlan): ComputedPlan => {
  const deps = { config: driven.company.config, knowledge: KNOWLEDGE, clock: systemClock };
  const computed = computePlan(deps, { inputs: parseInputs(row.inputs), handles: [] });
  if (!computed.ok) throw new Error(computed.refusal.because);
  return computed.value;
};

const bare = ({ id: _id, phase: _phase, ...rest }: Step): unknown => rest;

describe('a part of a plan of savings', () => {
  it('A09 is exactly the steps of its items, whichever they are, under a digest of its own', async () => {
    const driven = await driveSavings();
    const real = await realPlanOf(driven);
    const whole = computedOf(driven, real);
    const { items = [], steps } = whole.plan;
    const numbers = items.map(({ number }) => number);
    const subsets: number[][] = [[]];
    for (const number of numbers) subsets.push(...subsets.map((one) => [...one, number]));
    const deps = { config: driven.company.config, knowledge: KNOWLEDGE, clock: systemClock };
    const digests = new Set<string>([whole.digest]);
    let refusals = 0;
    for (const onlyItems of subsets.slice(1)) {
      const inputs = parseInputs({ ...real.row.inputs, onlyItems });
      const part = computePlan(deps, { inputs, handles: [] });
      if (!part.ok) {
        expect(part.refusal.code).toBe('too-many-resources');
        refusals += 1;
        continue;
      }
      const own = items.filter(({ number }) => onlyItems.includes(number));
      const tasks = new Set(own.map(({ taskId }) => taskId));
      const planned = steps.filter(({ taskIds }) => taskIds.some((id) => tasks.has(id)));
      expect(part.value.plan.steps.map(bare)).toEqual(planned.map(bare));
      expect(part.value.plan.items?.map(({ number }) => number)).toEqual(onlyItems);
      if (own.length === 1) expect(part.value.digest).toBe(own[0]?.digest);
      digests.add(part.value.digest);
    }
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
    expect(digests.size + refusals).toBe(subsets.length);
  });
});

describe('items of a plan of savings', () => {
  it('A14 an item is carried out once, whatever it is named together with', async () => {
    const driven = await driveSavings();
    expect(await approve(driven, ' 2')).toMatch(/^## Done in .* item 2 of plan /m);
    expect(await stateOf(driven, 'build-idle')).toBe('stopped');
    expect(await approve(driven, ' 2')).toContain('Not done: `already-redeemed`');
    expect(await stateOf(driven, 'demo-idle')).toBe('running');
  });

  it('an item can be named by its own digest', async () => {
    const driven = await driveSavings();
    const own = partOf(driven, await realPlanOf(driven), [3]).computed.digest.slice(0, 12);
    expect(await driven.said()).toContain(`\`${own}\``);
    await driven.comment('maintainer', `/status ${own}`);
    expect((await driven.bodies()).at(-1)).toContain('is one item of the current plan');
    await driven.comment('maintainer', `/approve ${own}`);
    expect(await stateOf(driven, 'demo-idle')).toBe('stopped');
    expect(await stateOf(driven, 'build-idle')).toBe('running');
  });

  it('no item begins while others are being carried out', async () => {
    const driven = await driveSavings();
    const real = await realPlanOf(driven);
    const { store } = driven.company.opened;
    const { planId, inputs, computed } = partOf(driven, real, [3]);
    const { ref, planId: menuId } = real.row;
    const part = { planId, ref, inputs, handles: [], digest: computed.digest, partOf: menuId };
    await store.insertPlan(part);
    await store.insertRelease({ releaseId: 'r', planId, approvalIds: [], token: 't' });
    const items = { planId: menuId, items: [3] };
    expect(await store.redeem(planId, 'r', [900], items)).toBe(true);
    expect(await approve(driven, ' 2')).toContain('Not done: `already-running`');
    expect(await stateOf(driven, 'build-idle')).toBe('running');
  });

  it.each(['/reject', '/cancel'])('%s says that something was carried out before', async (line) => {
    const driven = await driveSavings();
    await approve(driven, ' 2');
    await driven.comment('maintainer', line);
    const said = await driven.said();
    expect(said).toContain('Items that were carried out before stay so');
    expect(said).not.toContain('Nothing was changed');
    expect(await approve(driven, ' 3')).toContain('Not done: `no-plan`');
  });

  it('an edit of the issue voids the items that are left', async () => {
    const driven = await driveSavings();
    const before = await menuOf(driven);
    await approve(driven, ' 2');
    const edited = await driven.company.github.editIssue('requester', driven.issue, {
      body: `${SAVINGS.body} Please.`,
    });
    await driven.company.deliver(edited.webhooks);
    await driven.company.settle();
    await driven.comment('maintainer', `/approve ${before} 3`);
    expect(await stateOf(driven, 'demo-idle')).toBe('running');
    expect((await driven.bodies()).at(-1)).toContain('Not done: `wrong-digest`');
  });

  /** Carries out an item, and lets something happen while AWS is told. */
  const whileStopping = async (act: (driven: Driven) => Promise<void>): Promise<Driven> => {
    const seen: Driven[] = [];
    const driven = await drive(SAVINGS, {
      world,
      intercept: async (call, send) => {
        const [one] = seen.splice(0);
        if (call.commandName !== 'StopInstancesCommand' || one === undefined) {
          if (one !== undefined) seen.push(one);
          return send();
        }
        await act(one);
        return send();
      },
    });
    seen.push(driven);
    await approve(driven, ' 2');
    return driven;
  };

  it('who stops a part that ends all the same has withdrawn the others', async () => {
    const driven = await whileStopping(async ({ company }) => {
      const { row } = await realPlanOf({ company, issue: 1 } as Driven);
      await company.opened.store.requestCancel(row.partOf ?? row.planId, { id: 1, login: 'mona' });
    });
    expect(await stateOf(driven, 'build-idle')).toBe('stopped');
    expect(await driven.said()).not.toContain('Still to be had');
    expect(await approve(driven, ' 3')).toContain('Not done: `no-plan`');
    expect(await stateOf(driven, 'demo-idle')).toBe('running');
  });

  it('what was edited while a part ran is planned anew, and nothing else is approved', async () => {
    const driven = await whileStopping(async ({ company, issue }) => {
      await company.github.editIssue('requester', issue, { body: `${SAVINGS.body} Please.` });
    });
    expect(await driven.said()).not.toContain('Still to be had');
    expect(await driven.said()).toMatch(/^## Savings plan /m);
    expect(await driven.said()).not.toContain('wiki-idle` (`i-0f0000000000000bb');
  });

  it('a part whose execution is given up leaves nothing that can be approved, and no issue stuck', async () => {
    const driven = await driveSavings();
    const { row } = await realPlanOf(driven);
    const { store } = driven.company.opened;
    Object.assign(store, { insertOutcome: () => Promise.reject(new Error('not written')) });
    await approve(driven, ' 2');
    expect(await driven.said()).toContain('internal-error');
    expect(await store.readCancel(row.planId)).toBeDefined();
    expect(await approve(driven, ' 3')).toContain('Not done: `no-plan`');
    await driven.comment('maintainer', '/plan');
    expect(await driven.said()).not.toContain('already-running');
    expect(await stateOf(driven, 'demo-idle')).toBe('running');
  });
});
