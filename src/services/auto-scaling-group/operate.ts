import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { draftCall } from '../operate-call.ts';
import type { DraftContext } from '../service.ts';
import type { AutoScalingFacts } from './facts-schema.ts';
import { INSTANCE_REFRESH, SET_DESIRED } from './operations.ts';

const TYPE = 'AWS::AutoScaling::AutoScalingGroup';

const changeOf = (name: string, properties: PlannedChange['properties']): PlannedChange => ({
  action: 'change',
  logicalId: name,
  type: TYPE,
  physicalId: name,
  ownerAgent: ownerOf(TYPE),
  properties,
  losesData: false,
  isSensitive: false,
  isConditional: false,
});

/** How many instances run now. Fewer means that some are terminated, so that is destructive. */
export const draftSize = (
  context: DraftContext,
  { name, group }: AutoScalingFacts,
  desired: number,
): OperateDraft => {
  const before = group?.desired;
  const isFewer = before !== undefined && desired < before;
  const size = {
    path: '/Properties/DesiredCapacity',
    ...(before === undefined ? {} : { before: String(before) }),
    after: String(desired),
    recreation: 'Never' as const,
  };
  return {
    ...draftCall(context, SET_DESIRED, name),
    operationClass: isFewer ? 'destructive' : 'non-destructive',
    summary: `run ${desired} instances of ${name}${before === undefined ? '' : `, not ${before}`}`,
    input: { AutoScalingGroupName: name, DesiredCapacity: desired, HonorCooldown: false },
    changes: [changeOf(name, [size])],
  };
};

/** Every instance is replaced by one of the present launch template. */
export const draftRefresh = (context: DraftContext, { name }: AutoScalingFacts): OperateDraft => ({
  ...draftCall(context, INSTANCE_REFRESH, name),
  summary: `replace the instances of ${name}, a tenth at a time`,
  changes: [changeOf(name, [])],
});
