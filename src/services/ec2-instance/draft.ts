import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { afterCompanion, withCompanionRemoved, type CompanionStack } from '../companion-stack.ts';
import { nameTaken, targetMissing } from '../existing-target.ts';
import {
  draftDelete,
  draftStackUpdate,
  draftUpdate,
  type ExistingRule,
  existingById,
} from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { numberOf, targetOf, textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf } from '../template-edit.ts';
import type { Ec2Facts, ImageFact, InstanceFact, SubnetFact } from './facts-schema.ts';
import { draftAction, draftTermination } from './operate.ts';
import { instanceTable } from './permissions.ts';
import { decidePlace } from './place.ts';
import { EC2_TEMPLATE_TYPES, ec2Remedies, twinRemedy } from './remedies.ts';
import { DEFAULT_SYSTEM, SYSTEM_NAMES } from './systems.ts';
import { ACCESS, accessTemplate, instanceTemplate, withFields } from './template.ts';
import { EDIT } from '../edit-issue.ts';

const TITLE = 'instance';
/** Why there is no such instance type; undefined when there is, or none must be said. */
export const typeRefusal = (
  context: DraftContext,
  facts: Pick<Ec2Facts, 'type'>,
): Refusal | undefined => {
  const asked = textOf(context.task, 'instanceType');
  if (asked === undefined) {
    if (context.task.taskType !== 'CreateResource') return undefined;
    const next = 'Edit the issue and add a line `Instance type: t3.small`.';
    return { code: 'missing-field', because: 'The instance type is not named.', next };
  }
  if (facts.type !== null) return undefined;
  return {
    code: 'malformed-value',
    because: `There is no instance type \`${asked}\` in ${context.region}.`,
    next: `Mend the type, such as \`t3.small\`. ${EDIT}`,
  };
};

/** Why there is no such image, or its volume is too small. */
export const imageRefusal = (
  context: DraftContext,
  facts: Pick<Ec2Facts, 'image'>,
): Refusal | undefined => {
  const asked = textOf(context.task, 'image') ?? textOf(context.task, 'os') ?? DEFAULT_SYSTEM;
  if (facts.image === null) {
    return {
      code: 'target-not-found',
      because: `No image was found for \`${asked}\` in ${context.region}.`,
      next: `Name an image by its id, or one of ${SYSTEM_NAMES.join(', ')}. ${EDIT}`,
    };
  }
  const size = numberOf(context.task, 'sizeGb');
  if (size === undefined || size >= facts.image.rootSizeGb) return undefined;
  return {
    code: 'malformed-value',
    because: `The image of \`${asked}\` needs a volume of ${facts.image.rootSizeGb} GB or more.`,
    next: `Ask for a larger volume. ${EDIT}`,
  };
};

/** Why the image does not run on the type. */
export const architectureRefusal = (
  facts: Pick<Ec2Facts, 'type'>,
  image: ImageFact,
): Refusal | undefined => {
  const supported = facts.type?.architectures ?? [];
  if (supported.length === 0 || image.architecture === '') return undefined;
  if (supported.includes(image.architecture)) return undefined;
  return {
    code: 'contradictory',
    because: `The image is built for ${image.architecture}, the type for ${supported.join(', ')}.`,
    next: `Name another image or type. ${EDIT}`,
  };
};

const withoutKey = (context: DraftContext): readonly Deviation[] => {
  const key = textOf(context.task, 'keyPair');
  if (key === undefined) return [];
  return [
    {
      taskId: context.task.id,
      asked: `key pair ${key}`,
      planned: 'no key pair; Session Manager',
      because: 'access by Session Manager needs no open port and leaves a record',
    },
  ];
};

/** The image, place and remedies of the same task again, so that planning twice changes nothing. */
const repeatInstance = (
  context: DraftContext,
  stack: NonNullable<Ec2Facts['ownStack']>,
): Decided<Draft> => {
  const present = parseOwnTemplate(stack.templateBody);
  if (!present.ok) return present;
  const entry = Object.entries(present.value.Resources).find(
    ([, resource]) => resource.Type === 'AWS::EC2::Instance',
  );
  if (entry === undefined) return refused(targetMissing(TITLE, targetOf(context.task)));
  const [logicalId, resource] = entry;
  const Properties = withFields(propertiesOf(present.value, logicalId), context.task);
  const Resources = { ...present.value.Resources, [logicalId]: { ...resource, Properties } };
  // A newer image would replace the instance; only an update that asks for it may.
  return draftStackUpdate(context, stack, { ...present.value, Resources });
};

const twinOf = (
  context: DraftContext,
  template: Template,
  other: SubnetFact | undefined,
): readonly Deviation[] => {
  const isTwin = Object.keys(template.Resources).some((id) => id.endsWith('Twin'));
  if (!isTwin || other === undefined) return [];
  return [
    {
      taskId: context.task.id,
      asked: 'one instance',
      planned: `two instances, the second in ${other.zone}`,
      because: `${context.tier} asks for more than one zone (EC2-18)`,
    },
  ];
};

/** Role and profile, as they should be and as they are. */
const accessOf = (context: DraftContext, facts: Ec2Facts): CompanionStack => {
  const name = targetOf(context.task);
  return {
    suffix: ACCESS,
    template: accessTemplate(context, name),
    own: facts.accessStack,
    summary: `create role and profile of instance ${name}`,
  };
};

const createInstance = (context: DraftContext, facts: Ec2Facts): Decided<Draft> => {
  if (facts.ownStack !== null) return repeatInstance(context, facts.ownStack);
  const name = targetOf(context.task);
  if (facts.found.length > 0) {
    return refused(nameTaken(TITLE, name, `in ${context.account.name}, ${context.region}`));
  }
  const refusal = imageRefusal(context, facts);
  if (refusal !== undefined || facts.image === null) {
    return refused(refusal ?? targetMissing('image', name));
  }
  const mismatch = architectureRefusal(facts, facts.image);
  if (mismatch !== undefined) return refused(mismatch);
  const place = decidePlace(context, facts);
  if (!place.ok) return place;
  const parts = { name, image: facts.image, place: place.value };
  const { tier, choices } = context;
  const { other } = place.value;
  // The twin comes first, so that the others see both instances.
  const remedies = [
    ...(other === undefined ? [] : [twinRemedy(place.value.subnet, other)]),
    ...ec2Remedies,
  ];
  const rule = { remedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(instanceTemplate(context, parts), rule);
  const step = createStack(context, template, {
    summary: `create instance ${name} in ${place.value.subnet.id}`,
    inverse: {
      reversibility: 'partly reversible',
      summary: 'delete the stack; what was written to the volume by then is lost',
    },
  });
  const deviations = [...withoutKey(context), ...twinOf(context, template, other)];
  return accepted({ steps: [step], deviations });
};

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: instanceTable,
  types: EC2_TEMPLATE_TYPES,
  remedies: ec2Remedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'irreversible',
    summary: 'a terminated instance and its root volume are gone for good',
  },
});

/** The one instance that is meant; several of one name are asked about. */
const decideInstance = (context: DraftContext, facts: Ec2Facts): Decided<InstanceFact> => {
  const target = textOf(context.task, 'id') ?? targetOf(context.task);
  const [first, ...others] = facts.found;
  if (first === undefined) return refused(targetMissing(TITLE, target));
  if (others.length === 0) return accepted(first);
  const ids = facts.found.map((one) => `\`${one.id}\` (${one.state})`).join(', ');
  return refused({
    code: 'missing-field',
    because: `Several instances are named \`${target}\`: ${ids}.`,
    next: 'Edit the issue and name one by its id.',
  });
};

const deleteInstance = (
  context: DraftContext,
  facts: Ec2Facts,
  instance: InstanceFact,
): Decided<Draft> =>
  facts.owner.owner === 'nobody'
    ? accepted(draftTermination(context, instance))
    : withCompanionRemoved(
        context,
        facts.accessStack,
        draftDelete(context, existingById(facts, instance), ruleOf(context)),
      );

/** Pure: what an instance task becomes, or why it can not be. */
export const draftEc2 = (context: DraftContext, facts: Ec2Facts): Decided<Draft> => {
  const refusal = typeRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  if (context.task.taskType === 'CreateResource') {
    return afterCompanion(context, accessOf(context, facts), createInstance(context, facts));
  }
  const instance = decideInstance(context, facts);
  if (!instance.ok) return instance;
  const action = textOf(context.task, 'action');
  if (context.task.taskType === 'DeleteResource' || action === 'terminate') {
    return deleteInstance(context, facts, instance.value);
  }
  return action === undefined
    ? draftUpdate(context, existingById(facts, instance.value), ruleOf(context))
    : draftAction(context, instance.value, action);
};
