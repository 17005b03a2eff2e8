import type { Refusal } from '../../task/refusal.ts';
import { targetMissing } from '../existing-target.ts';
import type { DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import type { AutoScalingFacts } from './facts-schema.ts';
import { EDIT } from '../edit-issue.ts';
import { profileRefusal } from './profile-refusal.ts';

const contradictory = (because: string): Refusal => ({
  code: 'contradictory',
  because,
  next: EDIT,
});

/** Sizes as they will be: what is asked, else what is there. */
const sizesOf = ({ task }: DraftContext, { group }: AutoScalingFacts) => ({
  min: numberOf(task, 'minSize') ?? group?.min,
  max: numberOf(task, 'maxSize') ?? group?.max,
  desired: numberOf(task, 'desiredCapacity'),
});

/** A minimum, a maximum and what is between them; Auto Scaling refuses anything else too. */
export const sizeRefusal = (
  context: DraftContext,
  facts: AutoScalingFacts,
): Refusal | undefined => {
  const { min, max, desired } = sizesOf(context, facts);
  if (min === undefined || max === undefined)
    return {
      code: 'missing-field',
      because: 'How many instances run at the least and at the most is not said.',
      next: 'Edit the issue and add lines `Min size: 2` and `Max size: 6`.',
    };
  if (min > max) return contradictory(`The least size, ${min}, is more than the most, ${max}.`);
  if (desired === undefined || (desired >= min && desired <= max)) return undefined;
  return contradictory(`${desired} instances are not between ${min} and ${max}.`);
};

const templateRefusal = (context: DraftContext, facts: AutoScalingFacts): Refusal | undefined => {
  const name = textOf(context.task, 'launchTemplate');
  if (name === undefined) return undefined;
  if (facts.launchTemplate === null) return targetMissing('launch template', name);
  if (!facts.launchTemplate.needsToken)
    return {
      code: 'never-do',
      because: `Instances of the launch template \`${name}\` answer without a token (IMDSv1).`,
      next: 'Make a version that requires IMDSv2 its default, or leave the template out.',
    };
  if (textOf(context.task, 'instanceType') === undefined)
    return profileRefusal(context, facts.launchTemplate);
  return contradictory(`The launch template \`${name}\` says the instance type already.`);
};

const targetRefusal = (context: DraftContext, facts: AutoScalingFacts): Refusal | undefined => {
  const name = textOf(context.task, 'targetGroup');
  if (name === undefined) return undefined;
  if (facts.targets === null) return targetMissing('target group', name);
  if (facts.targets.type === 'instance') return undefined;
  return contradictory(`The target group \`${name}\` takes ${facts.targets.type}, not instances.`);
};

/** Why no group can be made as it was asked. */
export const createRefusal = (
  context: DraftContext,
  facts: AutoScalingFacts,
): Refusal | undefined =>
  sizeRefusal(context, facts) ?? templateRefusal(context, facts) ?? targetRefusal(context, facts);

/** A group whose instances are being replaced is not asked to do that twice. */
export const refreshRefusal = ({ name, group }: AutoScalingFacts): Refusal | undefined =>
  group?.isRefreshing === true
    ? {
        code: 'stack-not-ready',
        because: `Instances of the group \`${name}\` are being replaced already.`,
        next: 'Wait until that has come to an end, then `/plan`.',
      }
    : undefined;
