import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Step } from '../../src/plan/step.ts';
import { draftRollback } from '../../src/services/draft-rollback.ts';
import type { DraftInputs } from '../../src/services/draft-steps.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import { stepId, taskId } from '../../src/task/ids.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import { account, config, DEV, issue, ownStack, REGION, taskOf } from './samples.ts';

const TYPE = 'AWS::RDS::DBInstance';
const TASK = taskOf('AWS::CloudFormation::Stack', 'UpdateResource', { name: 'orders' });
const STEP = stepId(1);

const database = (Properties: JsonObject) => ({ Resources: { Data: { Type: TYPE, Properties } } });

const change = (...names: readonly string[]) => ({
  action: 'change',
  logicalId: 'Data',
  type: TYPE,
  physicalId: 'orders',
  ownerAgent: 'BillGates',
  properties: names.map((name) => ({ path: `/Properties/${name}`, before: '20', after: '50' })),
  losesData: false,
  isSensitive: false,
  isConditional: false,
});

const base = {
  id: STEP,
  phase: 1,
  taskIds: [taskId(1)],
  accountId: DEV,
  region: REGION,
  summary: 'change it',
  inverse: { reversibility: 'irreversible', summary: 'storage never shrinks: its new size stays' },
};

/** What is drafted to undo one step, from what was there before and what is there now. */
const undone = (step: object, facts: Json, now: JsonObject) => {
  const executed = { ...base, ...step } as unknown as Step;
  const inputs = {
    issue,
    tasks: [TASK],
    accounts: [account()],
    choices: { skipped: [], added: [] },
    facts: { [STEP]: now },
    undo: {
      planId: 'p',
      plan: { steps: [executed] } as unknown as Plan,
      facts: { [taskId(1)]: { stack: facts } },
      stepIds: [STEP],
    },
  } as unknown as DraftInputs;
  return draftRollback(inputs, config);
};

const deployed = (before: JsonObject, after: JsonObject, ...names: readonly string[]) => {
  const [was, is] = [ownStack(database(before)), ownStack(database(after))];
  const step = {
    kind: 'deploy',
    changeSetType: 'UPDATE',
    stackName: is.stackName,
    stackId: is.stackId,
    template: database(after),
    parameters: {},
    tags: {},
    capabilities: [],
    changes: [change(...names)],
  };
  return undone(step, was, { stack: is });
};

const loose = (now: JsonObject, ...names: readonly string[]) =>
  undone(
    {
      kind: 'change',
      action: 'update',
      typeName: TYPE,
      identifier: 'o',
      changes: [change(...names)],
    },
    null,
    { properties: now },
  );

describe('a rollback of what AWS changes in one direction only', () => {
  it('sets a stack back, and leaves its storage', () => {
    const decided = deployed(
      { AllocatedStorage: '20', MultiAZ: false },
      { AllocatedStorage: '50', MultiAZ: true },
      'AllocatedStorage',
      'MultiAZ',
    );
    expect(decided.ok && decided.value.steps[0]?.draft).toMatchObject({
      kind: 'deploy',
      template: database({ AllocatedStorage: '50', MultiAZ: false }),
    });
  });

  it('sets what no stack owns back, and leaves its storage', () => {
    const decided = loose({ AllocatedStorage: '50', Port: '50' }, 'AllocatedStorage', 'Port');
    expect(decided.ok && decided.value.steps[0]?.draft).toMatchObject({
      kind: 'change',
      patch: [{ op: 'replace', path: '/Port', value: '20' }],
    });
  });

  it.each([
    [
      'of a stack',
      deployed({ AllocatedStorage: '20' }, { AllocatedStorage: '50' }, 'AllocatedStorage'),
    ],
    ['of no stack', loose({ AllocatedStorage: '50' }, 'AllocatedStorage')],
  ])('is refused where nothing else changed, %s', (_name, decided) => {
    expect(decided).toMatchObject({
      ok: false,
      refusal: {
        code: 'nothing-to-roll-back',
        because: '"change it" is not undone by a plan: storage never shrinks: its new size stays.',
      },
    });
  });
});

it('a rollback deletes what an update added by the name that it was given', () => {
  const keep = { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'x' } };
  const added = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Name' } } };
  const was = ownStack({ Resources: { Keep: keep } });
  const after = {
    Parameters: { Name: { Type: 'String' } },
    Resources: { Keep: keep, Added: added },
  };
  const is = ownStack(after, { parameters: { Name: 'orders' } });
  const step = {
    kind: 'deploy',
    changeSetType: 'UPDATE',
    stackName: is.stackName,
    stackId: is.stackId,
    template: after,
    parameters: is.parameters,
    tags: {},
    capabilities: [],
    changes: [],
  };
  const back = undone(step, was, { stack: is });
  const draft = back.ok ? back.value.steps[0]?.draft : undefined;
  if (draft?.kind !== 'deploy') throw new Error('no update is drafted');
  expect(draft.parameters).toEqual({});
  const gone = {
    ...change(),
    action: 'delete',
    logicalId: 'Added',
    type: 'AWS::SQS::Queue',
    physicalId: `https://sqs.us-east-1.amazonaws.com/${DEV}/orders`,
  } as PlannedChange;
  const needs = planKnowledge.needsOf(draft, [gone], account());
  expect(needs.find(({ action }) => action === 'sqs:DeleteQueue')?.resources).toEqual([
    `arn:aws:sqs:us-east-1:${DEV}:orders`,
  ]);
});
