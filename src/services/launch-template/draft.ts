import type { Deviation } from '../../plan/plan.ts';
import type { OperateDraft, StepDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { draftTags } from '../by-id/tag-call.ts';
import { afterCompanion, withCompanionRemoved } from '../companion-stack.ts';
import { architectureRefusal, imageRefusal, typeRefusal } from '../ec2-instance/draft.ts';
import type { ImageFact } from '../ec2-instance/facts-schema.ts';
import { decideGroup } from '../ec2-instance/place.ts';
import { ACCESS, accessTemplate } from '../ec2-instance/template.ts';
import { targetMissing } from '../existing-target.ts';
import { draftUpdate, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { decideVpc } from '../network/choose.ts';
import { isJsonObject } from '../../task/json.ts';
import type { Draft, DraftContext } from '../service.ts';
import { usedBefore } from '../task-order/used-before.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf } from '../template-edit.ts';
import { accessSource } from './access.ts';
import type { LaunchTemplateFacts } from './facts-schema.ts';
import { draftDefault, draftVersion } from './operate.ts';
import { TAG_LAUNCH_TEMPLATE } from './operations.ts';
import { launchTable } from './permissions.ts';
import {
  instanceUser,
  createRefusal,
  defaultRefusal,
  existingRefusal,
  scriptRefusal,
  TITLE,
  useRefusal,
} from './refusals.ts';
import { LAUNCH_TEMPLATE_TYPES, newLaunchRemedies } from './remedies.ts';
import { launchTemplateTemplate, mergeOwnTags, withFields } from './template.ts';

const TYPE = 'AWS::EC2::LaunchTemplate';

const ruleOf = ({ task }: DraftContext, image: string | undefined): ExistingRule => ({
  title: TITLE,
  table: launchTable,
  types: LAUNCH_TEMPLATE_TYPES,
  remedies: newLaunchRemedies,
  edit: (properties) => withFields(properties, task, image),
  tagProperty: 'TagSpecifications',
  mergeTags: mergeOwnTags,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make it again; it gets another id, and its earlier versions do not come back',
  },
});

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

/** The image that is asked for: nothing where none is. */
const askedImage = ({ task }: DraftContext, { image }: LaunchTemplateFacts): string | undefined =>
  textOf(task, 'image') === undefined && textOf(task, 'os') === undefined ? undefined : image?.id;

const followWords = (version: string): string => {
  if (version === '$Latest') return 'starts new ones from the newest version';
  if (version === '$Default') return 'starts new ones from the default version';
  return `goes on starting version ${version}`;
};

/** A version rolls nothing: who starts what from now on is said, group by group. */
const rollDeviation = (
  { task }: DraftContext,
  facts: LaunchTemplateFacts,
  made: { readonly version: number | undefined; readonly isDefault: boolean },
): Deviation => {
  const { name, groups, defaultVersion } = facts;
  const staying = made.isDefault ? '' : `; version ${defaultVersion} stays the default`;
  const following = groups
    .slice(0, 8)
    .map(({ words, version }) => `; ${words} ${followWords(version)}`);
  return {
    taskId: task.id,
    asked: `a change of \`${name}\``,
    planned:
      made.version === undefined
        ? 'another default version'
        : `version ${made.version}, beside those that are there${staying}`,
    because:
      'running instances keep the old version until an instance refresh' + following.join(''),
  };
};

const isVersion = (step: StepDraft): boolean =>
  step.kind === 'deploy' ||
  (step.kind === 'operate' && step.operation === 'ec2:new-launch-template-version');

/** In our stack, by EC2's own call where no stack owns it; tags go their own way. */
const draftSettings = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
): Decided<readonly StepDraft[]> => {
  const image = askedImage(context, facts);
  if (facts.owner.owner === 'ours') {
    const draft = draftUpdate(context, facts, ruleOf(context, image));
    return draft.ok ? accepted(draft.value.steps) : draft;
  }
  const version = draftVersion(context, facts, image);
  const { steps } = draftTags(context, TAG_LAUNCH_TEMPLATE, {
    type: TYPE,
    target: facts.identifier,
    id: facts.identifier,
    tags: facts.tags,
  });
  return accepted([...(version === undefined ? [] : [version]), ...steps]);
};

const wantsVersion = ({ task }: DraftContext, facts: LaunchTemplateFacts): boolean =>
  textOf(task, 'instanceType') !== undefined ||
  textOf(task, 'description') !== undefined ||
  askedImage({ task } as DraftContext, facts) !== undefined;

const askedDefault = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
  next: number | undefined,
): OperateDraft | undefined => {
  const asked = textOf(context.task, 'defaultVersion');
  if (asked === undefined) return undefined;
  const version = asked === 'latest' ? (next ?? facts.latestVersion) : Number(asked);
  return version === facts.defaultVersion ? undefined : draftDefault(context, facts, version);
};

const updateTemplate = (context: DraftContext, facts: LaunchTemplateFacts): Decided<Draft> => {
  const early = scriptRefusal(context) ?? existingRefusal(context, facts);
  if (early !== undefined) return refused(early);
  const { task } = context;
  const isImage = textOf(task, 'image') !== undefined || textOf(task, 'os') !== undefined;
  const machine =
    typeRefusal(context, facts) ?? (isImage ? imageRefusal(context, facts) : undefined);
  const mismatch = facts.image === null ? undefined : architectureRefusal(facts, facts.image);
  if (machine !== undefined || mismatch !== undefined)
    return machine === undefined ? refused(mismatch ?? targetMissing(TITLE, '')) : refused(machine);
  const settings = draftSettings(context, facts);
  if (!settings.ok) return settings;
  const makes = wantsVersion(context, facts) && settings.value.some(isVersion);
  const next = makes ? facts.latestVersion + 1 : undefined;
  const refusal = defaultRefusal(context, facts, next);
  if (refusal !== undefined) return refused(refusal);
  const last = askedDefault(context, facts, next);
  const steps = [...settings.value, ...(last === undefined ? [] : [last])];
  const isRolled = makes || last !== undefined;
  const made = { version: next, isDefault: last !== undefined };
  return accepted({ steps, deviations: isRolled ? [rollDeviation(context, facts, made)] : [] });
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
