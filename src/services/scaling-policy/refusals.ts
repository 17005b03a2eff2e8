import type { Refusal } from '../../task/refusal.ts';
import { EDIT } from '../edit-issue.ts';
import { targetMissing } from '../existing-target.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { PolicyFact, ScalingPolicyFacts } from './facts-schema.ts';
import { followedBy, METRICS, sayTarget, valuesIn } from './follows.ts';
import { stepsFrom, type Step } from './steps.ts';

const contradictory = (because: string): Refusal => ({
  code: 'contradictory',
  because,
  next: EDIT,
});

/** A policy in words: its name, and what it does. */
export const sayPolicy = ({ name, type, metric, target }: PolicyFact): string => {
  const followed = followedBy(metric);
  if (followed !== undefined && target !== null)
    return `\`${name}\` (${sayTarget(followed, target)})`;
  return `\`${name}\` (${type === 'StepScaling' ? 'steps' : type})`;
};

/** Sizes at fixed times are no policy. */
const scheduleRefusal = ({ task }: DraftContext): Refusal | undefined =>
  textOf(task, 'schedule') === undefined
    ? undefined
    : {
        code: 'unsupported-task',
        because:
          'A size at a fixed time is a scheduled action, which is not planned here: a policy ' +
          'follows what is measured, at any time.',
        next:
          'Ask for a policy with a target, or set the scheduled action where the group is ' +
          'managed.',
      };

const groupRefusal = ({ task }: DraftContext, { group }: ScalingPolicyFacts): Refusal | undefined =>
  group === null
    ? targetMissing('Auto Scaling group', textOf(task, 'autoScalingGroup') ?? '')
    : undefined;

const limitRefusal = ({ task }: DraftContext): Refusal | undefined => {
  for (const { followed, value } of valuesIn(task)) {
    const { least, most, why, words } = METRICS[followed];
    if (value < least || value > most)
      return {
        code: 'malformed-value',
        because: `A target of ${words(value)} is not between ${least} and ${most}: ${why}.`,
        next: EDIT,
      };
  }
  return undefined;
};

const sidesRefusal = (steps: readonly Step[]): Refusal | undefined => {
  const sides = new Set(steps.map(({ side }) => side));
  if (sides.size > 1)
    return contradictory(
      'One policy goes one way: steps above a load and below another are two policies.',
    );
  const wrong = steps.find(({ side, change }) => change === 0 || change > 0 !== (side === 'above'));
  if (wrong !== undefined)
    return contradictory(
      `A step of ${wrong.change} ${wrong.side} ${wrong.percent} % makes the load worse.`,
    );
  const percents = steps.map(({ percent }) => percent);
  if (percents.some((percent) => percent < 1 || percent > 99))
    return contradictory('The load of processors is told between 1 and 99 percent.');
  return new Set(percents).size === percents.length
    ? undefined
    : contradictory('Two steps begin at the same load.');
};

const stepsRefusal = (
  { task }: DraftContext,
  { group }: ScalingPolicyFacts,
): Refusal | undefined => {
  if (task.parameters['steps'] === undefined) return undefined;
  const steps = stepsFrom(task.parameters['steps']);
  if (steps === undefined)
    return {
      code: 'malformed-value',
      because: 'A step says from which load on how many instances come or go.',
      next: 'Write them as `above 70 +1` and `above 85 +2`, or `below 30 -1`; edit the issue.',
    };
  const most = group?.max ?? 0;
  const large = steps.find(({ change }) => Math.abs(change) > most);
  if (large !== undefined)
    return contradictory(`A step of ${large.change} is more than the group has at most, ${most}.`);
  return sidesRefusal(steps);
};

const oneTargetRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const values = valuesIn(task);
  const isBoth = values.length > 0 && task.parameters['steps'] !== undefined;
  return values.length > 1 || isBoth
    ? contradictory('One policy follows one thing: ask for a policy for each.')
    : undefined;
};

const LABELS: Readonly<Record<string, string>> = {
  none: 'registers in no target group, so that nothing counts its requests',
  unattached: 'does not register in that target group',
  several: 'registers in several target groups, and the request names none of them',
  'not-application': 'registers where no application load balancer sends, which alone counts',
};

const labelRefusal = (
  { task }: DraftContext,
  { labelProblem }: ScalingPolicyFacts,
): Refusal | undefined => {
  const because = LABELS[labelProblem];
  if (because === undefined) return undefined;
  return {
    code: labelProblem === 'several' ? 'missing-field' : 'contradictory',
    because: `The group \`${textOf(task, 'autoScalingGroup') ?? ''}\` ${because}.`,
    next: `Name the target group, or follow the processors instead. ${EDIT}`,
  };
};

/** Why nothing is made or changed as it was asked, whatever is there. */
export const askedRefusal = (
  context: DraftContext,
  facts: ScalingPolicyFacts,
): Refusal | undefined =>
  scheduleRefusal(context) ??
  groupRefusal(context, facts) ??
  oneTargetRefusal(context) ??
  limitRefusal(context) ??
  stepsRefusal(context, facts) ??
  labelRefusal(context, facts);

/** Two policies that follow the same would pull at one group. */
export const createRefusal = (
  { task }: DraftContext,
  { meant, ownStack, group }: ScalingPolicyFacts,
): Refusal | undefined => {
  const name = textOf(task, 'autoScalingGroup') ?? '';
  if (valuesIn(task).length === 0 && task.parameters['steps'] === undefined)
    return {
      code: 'missing-field',
      because: 'What the policy follows, and how far, is not said.',
      next: 'Edit the issue and add a line such as `Target percent: 60`.',
    };
  const [same] = meant;
  if (same !== undefined && ownStack === null)
    return {
      code: 'name-taken',
      because: `A policy of the group \`${name}\` follows the same already: ${sayPolicy(same)}.`,
      next: 'Say "update" instead of "create" and edit the issue, or ask for its deletion first.',
    };
  if (group !== null && group.min === group.max)
    return contradictory(
      `The group \`${name}\` has ${group.min} instances at the least and at the most: ` +
        'no policy could change that.',
    );
  return undefined;
};

/** The one that is meant: several are asked about. */
export const meantRefusal = (
  { task }: DraftContext,
  { meant, policies }: ScalingPolicyFacts,
): Refusal | undefined => {
  const name = textOf(task, 'autoScalingGroup') ?? '';
  const all = policies.map(sayPolicy).join(', ');
  if (meant.length === 0)
    return {
      code: 'target-not-found',
      because:
        `The group \`${name}\` has no such policy: ` +
        `${policies.length === 0 ? 'it has none' : `it has ${all}`}.`,
      next: EDIT,
    };
  if (meant.length === 1) return undefined;
  return {
    code: 'missing-field',
    because: `The group \`${name}\` has several policies: ${meant.map(sayPolicy).join(', ')}.`,
    next: 'Edit the issue and name one, in a line `Policy name: …`.',
  };
};

/** What a policy of another kind does not have. */
export const kindRefusal = (
  { task }: DraftContext,
  { meant, owner }: ScalingPolicyFacts,
): Refusal | undefined => {
  const type = meant[0]?.type ?? '';
  const wantsTarget = valuesIn(task).length > 0 || task.parameters['scaleIn'] !== undefined;
  if (type !== 'TargetTrackingScaling' && wantsTarget)
    return contradictory('That policy goes by steps: it keeps no target, and goes one way only.');
  if (task.parameters['steps'] === undefined) return undefined;
  if (type !== 'StepScaling') return contradictory('That policy keeps a target: it has no steps.');
  return owner.owner === 'nobody'
    ? {
        code: 'unsupported-task',
        because: 'The alarm that calls the policy says where its steps begin, and is not ours.',
        next: 'Change both where they are managed, or ask for a new policy and delete this one.',
      }
    : undefined;
};
