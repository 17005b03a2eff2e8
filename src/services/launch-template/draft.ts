import type { Deviation } from '../../plan/plan.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { afterCompanion, withCompanionRemoved } from '../companion-stack.ts';
import { architectureRefusal, imageRefusal, typeRefusal } from '../ec2-instance/draft.ts';
import type { ImageFact } from '../ec2-instance/facts-schema.ts';
import { decideGroup } from '../ec2-instance/place.ts';
import { ACCESS, accessTemplate } from '../ec2-instance/template.ts';
import { targetMissing } from '../existing-target.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { decideVpc } from '../network/choose.ts';
import { isJsonObject } from '../../task/json.ts';
import type { Draft, DraftContext } from '../service.ts';
import { usedBefore } from '../task-order/used-before.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf } from '../template-edit.ts';
import { accessSource } from './access.ts';
import type { LaunchTemplateFacts } from './facts-schema.ts';
import { instanceUser, createRefusal, existingRefusal, useRefusal } from './refusals.ts';
import { newLaunchRemedies } from './remedies.ts';
import { ruleOf } from './rule.ts';
import { launchTemplateTemplate } from './template.ts';
import { updateTemplate } from './update.ts';

const TYPE = 'AWS::EC2::LaunchTemplate';

/** The image of the plan before: a newer one of the same system would be another version. */
const imageOf = ({ task }: DraftContext, facts: LaunchTemplateFacts, image: ImageFact) => {
  if (facts.ownStack === null || textOf(task, 'image') !== undefined) return image;
  const present = parseOwnTemplate(facts.ownStack.templateBody);
  if (!present.ok) return image;
  const found = Object.entries(present.value.Resources).find(([, { Type }]) => Type === TYPE);
  const data = found && propertiesOf(present.value, found[0])['LaunchTemplateData'];
  const id = data !== undefined && isJsonObject(data) ? data['ImageId'] : undefined;
  return typeof id === 'string' ? { ...image, id } : image;
};

const publicDeviation = ({ task }: DraftContext): readonly Deviation[] =>
  booleanOf(task, 'publicAddress') === true
    ? [
        {
          taskId: task.id,
          asked: 'a public address for each instance',
          planned: 'as asked, and worth a second look',
          because: 'each is reached from the internet as far as its security group lets it',
        },
      ]
    : [];

const createTemplate = (context: DraftContext, facts: LaunchTemplateFacts): Decided<Draft> => {
  const { tier, choices, region } = context;
  const { name } = facts;
  const refusal =
    createRefusal(context, facts) ?? typeRefusal(context, facts) ?? imageRefusal(context, facts);
  if (refusal !== undefined || facts.image === null)
    return refused(refusal ?? targetMissing('image', name));
  const mismatch = architectureRefusal(facts, facts.image);
  if (mismatch !== undefined) return refused(mismatch);
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const group = decideGroup(context, { groups: facts.securityGroups }, vpc.value.id);
  if (!group.ok) return group;
  const template = launchTemplateTemplate(context, {
    name,
    image: imageOf(context, facts, facts.image),
    vpcId: vpc.value.id,
    groupId: group.value?.id,
  });
  const rule = { remedies: newLaunchRemedies, tier, choices, origin: 'new' } as const;
  const companion = {
    suffix: ACCESS,
    template: accessTemplate({ ...context, stackName: accessSource(region, name) }, name),
    own: facts.accessStack,
    summary: `create role and profile of the instances of ${name}`,
  };
  return afterCompanion(
    context,
    companion,
    draftNamedCreate(context, facts, {
      ...ruleOf(context, undefined),
      template: applyRemedies(template, rule),
      deviations: publicDeviation(context),
    }),
  );
};

/** Nothing tells who starts from it by hand: a plan that is silent would say nobody does. */
const unseenDeviation = ({ task }: DraftContext, facts: LaunchTemplateFacts): Deviation => ({
  taskId: task.id,
  asked: `the deletion of \`${facts.name}\``,
  planned: 'as asked, with all its versions',
  because:
    'only Auto Scaling groups and instances were looked at: fleets, node groups of EKS and ' +
    'people who start from it are not seen here',
});

const deleteTemplate = (context: DraftContext, facts: LaunchTemplateFacts): Decided<Draft> => {
  const refusal = existingRefusal(context, facts) ?? useRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const main = draftNamedChange(context, facts, ruleOf(context, undefined));
  const draft = withCompanionRemoved(context, facts.accessStack, main);
  if (!draft.ok) return draft;
  const users = [
    ...facts.groups.map(({ arn, words }) => ({ arn, words })),
    ...(facts.accessStack === null ? [] : facts.instances.map((id) => instanceUser(context, id))),
  ];
  return usedBefore(
    users,
    accepted({ ...draft.value, deviations: [unseenDeviation(context, facts)] }),
  );
};

/** Pure: what a task for a launch template becomes, or why it can not be. */
export const draftLaunchTemplate = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createTemplate(context, facts);
  return taskType === 'DeleteResource'
    ? deleteTemplate(context, facts)
    : updateTemplate(context, facts);
};
