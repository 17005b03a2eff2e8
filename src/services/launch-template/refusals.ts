import type { Refusal } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import { EDIT } from '../edit-issue.ts';
import { foreignStack, targetMissing } from '../existing-target.ts';
import { hasOurName } from '../owner.ts';
import type { DraftContext } from '../service.ts';
import { thingAt, type User } from '../task-order/user.ts';
import { booleanOf, textOf } from '../task-values.ts';
import type { LaunchTemplateFacts } from './facts-schema.ts';

/** As people call it. */
export const TITLE = 'launch template';

/** Everybody who may describe the template reads it, and every process on the instance. */
export const scriptRefusal = ({ task }: DraftContext): Refusal | undefined =>
  textOf(task, 'userData') === undefined
    ? undefined
    : {
        code: 'unsupported-task',
        because:
          'User data is read by everybody who may describe the template and by every process of ' +
          'the instance, and no plan here says what a script does.',
        next:
          'Leave it out, and put the script into the image or an SSM document, and secrets into ' +
          'Secrets Manager. Or give the whole template by the form for stacks.',
      };

const publicRefusal = ({ task, tier }: DraftContext): Refusal | undefined =>
  booleanOf(task, 'publicAddress') !== true || !isAtLeast(tier, 'staging')
    ? undefined
    : {
        code: 'never-do',
        because: `In ${tier} no instance gets a public address: the internet would reach each one.`,
        next: `Leave it out, and put a load balancer before them. ${EDIT}`,
      };

const keyRefusal = (
  { task }: DraftContext,
  { hasKeyPair }: LaunchTemplateFacts,
): Refusal | undefined => {
  const name = textOf(task, 'keyPair');
  if (name === undefined || hasKeyPair) return undefined;
  return {
    ...targetMissing('key pair', name),
    next: `Mend its name, or leave it out: the way in is Session Manager. ${EDIT}`,
  };
};

/** Why no launch template can be made as it was asked. */
export const createRefusal = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
): Refusal | undefined =>
  scriptRefusal(context) ?? publicRefusal(context) ?? keyRefusal(context, facts);

/** What a group's own stacks hold is changed with the group, which names its version. */
const ofGroup = ({ name }: LaunchTemplateFacts, isDelete: boolean): Refusal | undefined =>
  hasOurName(name)
    ? {
        code: 'in-a-stack',
        because: `The ${TITLE} \`${name}\` was made for the Auto Scaling group of that stack.`,
        next: isDelete
          ? 'Ask for the deletion of the group: its launch template goes with it.'
          : 'Ask for the change of the group, such as another type: it gets the new version.',
      }
    : undefined;

/** Why nothing of what exists is changed or deleted. */
export const existingRefusal = (
  { task }: DraftContext,
  facts: LaunchTemplateFacts,
): Refusal | undefined => {
  if (!facts.exists) return targetMissing(TITLE, facts.name);
  if (facts.owner.owner === 'foreign')
    return foreignStack(TITLE, facts.name, facts.owner.stackName);
  return ofGroup(facts, task.taskType === 'DeleteResource');
};

const insecure = (name: string, version: number): Refusal => ({
  code: 'never-do',
  because:
    `Instances of version ${version} of \`${name}\` answer without a token (IMDSv1), and as the ` +
    'default it would start wherever no version is named.',
  next: `Ask for a change of the ${TITLE} first: the version that it makes requires IMDSv2.`,
});

/** Why a version does not become the default; `next` is the one that this plan makes, if any. */
export const defaultRefusal = (
  { task }: DraftContext,
  facts: LaunchTemplateFacts,
  next: number | undefined,
): Refusal | undefined => {
  const asked = textOf(task, 'defaultVersion');
  if (asked === undefined || (next !== undefined && asked === 'latest')) return undefined;
  if (next !== undefined && asked !== String(next))
    return {
      code: 'contradictory',
      because: `The request makes version ${next}, and asks for version ${asked} as the default.`,
      next: `Say \`Default version: latest\`, or ask for one of the two alone. ${EDIT}`,
    };
  if (next !== undefined) return undefined;
  const version = asked === 'latest' ? facts.latest : facts.chosen;
  if (version === null)
    return {
      code: 'target-not-found',
      because:
        `The ${TITLE} \`${facts.name}\` has no version ${asked}: ` +
        `its newest is ${facts.latestVersion}.`,
      next: EDIT,
    };
  return version.needsToken ? undefined : insecure(facts.name, version.version);
};

/** An instance that was started from a launch template, as what it is. */
export const instanceUser = (
  { account, region }: Pick<DraftContext, 'account' | 'region'>,
  id: string,
): User => ({
  words: `the instance \`${id}\``,
  is: [thingAt({ accountId: account.id, region }, 'AWS::EC2::Instance', id)],
});

/** Why one that something starts from is kept; what the issue deletes as well goes first. */
export const useRefusal = (
  context: DraftContext,
  { name, groups, instances, accessStack }: LaunchTemplateFacts,
): Refusal | undefined => {
  const { siblings } = context;
  const staying = groups.filter(({ arn, words }) => siblings?.deletes({ arn, words }) !== true);
  // Without a role of its own going away, instances that run need nothing of it any more.
  const running = accessStack === null ? [] : instances;
  const left = running.filter((id) => siblings?.deletes(instanceUser(context, id)) !== true);
  const users = [
    ...staying.map(({ words }) => words),
    ...left.map((id) => `the instance \`${id}\`, which would lose its role`),
  ];
  if (users.length === 0) return undefined;
  const more = users.length > 8 ? ` and ${users.length - 8} more` : '';
  return {
    code: 'still-in-use',
    because: `The ${TITLE} \`${name}\` is in use: ${users.slice(0, 8).join(', ')}${more}.`,
    next:
      'Ask for their deletion in this same issue, and they go first; or let the group start from ' +
      'another one where it is managed and refresh its instances, then `/plan`.',
  };
};
