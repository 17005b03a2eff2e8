import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../../src/plan/change.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { Step } from '../../../src/plan/step.ts';
import { claimsOf } from '../../../src/report/receipts/claims-of.ts';
import type { Remedy, Saving } from '../../../src/report/savings/saving.ts';
import type { Json } from '../../../src/task/json.ts';
import { RECEIPT } from './receipts.ts';

const saving = (remedy: Remedy): Saving => ({
  ...RECEIPT.claim,
  remedy,
  evidence: [],
  risk: { level: 'low', because: '' },
});

const where = { accountId: RECEIPT.claim.accountId, region: RECEIPT.claim.region };

const operate = (operation: string, target = 'i-1'): Step =>
  ({ kind: 'operate', ...where, operation, target, changes: [] }) as unknown as Step;

const step = (change: Partial<PlannedChange>, more: object = {}): Step =>
  ({
    kind: 'change',
    ...where,
    changes: [{ action: 'change', physicalId: 'i-1', properties: [], ...change }],
    ...more,
  }) as unknown as Step;

const setting = (name: string, after: Json): Partial<PlannedChange> => ({
  properties: [{ path: `/Properties/${name}`, after }],
});

const planOf = (one: Step, purpose: Plan['purpose'] = 'request'): Plan =>
  ({ purpose, steps: [one] }) as unknown as Plan;

const STOP: Remedy = { do: 'stop-instance' };
const RESIZE: Remedy = { do: 'resize-instance', to: 'm5.large' };

describe('what a plan saves of what was found', () => {
  it.each<[string, Remedy, Step, boolean]>([
    ['a step of another resource', STOP, operate('ec2:stop', 'i-2'), false],
    ['a stop', STOP, operate('ec2:stop'), true],
    ['a start', STOP, operate('ec2:start'), false],
    ['a stop where a size was proposed', RESIZE, operate('ec2:stop'), false],
    ['a termination', STOP, step({ action: 'delete' }, { kind: 'operate' }), true],
    ['a change of tags', STOP, step(setting('Tags', [])), false],
    ['the size that was proposed', RESIZE, step(setting('InstanceType', 'm5.large')), true],
    ['another size', RESIZE, step(setting('InstanceType', 'm5.2xlarge')), false],
    ['in a stack', RESIZE, step(setting('InstanceType', 'm5.large'), { kind: 'deploy' }), true],
    [
      'the class that was proposed',
      { do: 'resize-database', to: 'db.m5.large' },
      step(setting('DBInstanceClass', 'db.m5.large')),
      true,
    ],
    [
      'the retention that was proposed',
      { do: 'set-retention', days: 30 },
      step(setting('RetentionInDays', 30)),
      true,
    ],
    [
      'a longer one',
      { do: 'set-retention', days: 30 },
      step(setting('RetentionInDays', 90)),
      false,
    ],
    ['a lifecycle', { do: 'add-tiering' }, step(setting('LifecycleConfiguration', {})), true],
    [
      'a deletion, by the ARN',
      { do: 'delete-load-balancer' },
      step({ action: 'delete', physicalId: RECEIPT.claim.arn }),
      true,
    ],
    ['a replacement', { do: 'delete-snapshot' }, step({ action: 'replace' }), false],
    ['what is only proposed', { do: 'propose', what: 'ask' }, step({ action: 'delete' }), false],
    ['another account', STOP, step({ action: 'delete' }, { accountId: '222222222222' }), false],
    ['another region', STOP, step({ action: 'delete' }, { region: 'eu-west-1' }), false],
  ])('%s', (_, remedy, one, expected) => {
    expect(claimsOf(planOf(one), [saving(remedy)])).toEqual(expected ? [saving(remedy)] : []);
  });

  it('a rollback saves nothing', () => {
    expect(claimsOf(planOf(operate('ec2:stop'), 'rollback'), [saving(STOP)])).toEqual([]);
  });
});
