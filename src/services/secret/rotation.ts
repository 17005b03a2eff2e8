import type { Template } from '../../plan/template.ts';
import { isJsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { foreignStack } from '../existing-target.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext } from '../service.ts';
import { mergeTagList, requestedTags } from '../tags.ts';
import { parseOwnTemplate, propertiesOf, withProperties, withResource } from '../template-edit.ts';
import type { SecretFacts } from './facts-schema.ts';
import { ROTATE } from './operations.ts';
import { rotationDaysOf, scheduleOf, withFields } from './template.ts';

const TITLE = 'secret';
const SCHEDULE = 'AWS::SecretsManager::RotationSchedule';

/** A new value now, by the function that rotates the secret already. */
export const rotateNow = (context: DraftContext, facts: SecretFacts): Decided<Draft> => {
  const { name, owner, secret } = facts;
  if (owner.owner === 'foreign') return refused(foreignStack(TITLE, name, owner.stackName));
  if (secret?.rotates !== true)
    return refused({
      code: 'missing-field',
      because: `Nothing rotates the secret \`${name}\` yet: it has no rotation function.`,
      next:
        'Edit the issue: `Update the secret`, with a line `Rotation function:` that names one. ' +
        'It is rotated at once then.',
    });
  const step = draftCall(context, ROTATE, facts.identifier);
  return accepted({
    steps: [{ ...step, summary: `rotate the secret ${name} now` }],
    deviations: [],
  });
};

/** The template of our stack with the rotation that is asked, where one is. */
const withSchedule = (
  template: Template,
  logicalId: string,
  given: { readonly context: DraftContext; readonly functionArn: string | undefined },
): Template => {
  const { context, functionArn } = given;
  const [scheduleId = `${logicalId}Rotation`] =
    Object.entries(template.Resources).find(([, one]) => one.Type === SCHEDULE) ?? [];
  const present = propertiesOf(template, scheduleId);
  const arn = functionArn ?? present['RotationLambdaARN'];
  if (typeof arn !== 'string') return template;
  const rules = present['RotationRules'];
  const kept = rules !== undefined && isJsonObject(rules) ? rules['AutomaticallyAfterDays'] : 30;
  const isSaid = context.task.parameters['rotationDays'] !== undefined;
  const days = isSaid || typeof kept !== 'number' ? rotationDaysOf(context.task) : kept;
  return withResource(template, scheduleId, scheduleOf(logicalId, { functionArn: arn, days }));
};

/** What else the same request asks of the secret. */
const withSettings = ({ task }: DraftContext, template: Template, logicalId: string): Template => {
  const before = propertiesOf(template, logicalId);
  const tags = requestedTags(task);
  const isTagged = Object.keys(tags).length > 0;
  const Tags = isTagged ? { Tags: mergeTagList(before['Tags'], tags) } : {};
  return withProperties(template, logicalId, { ...withFields(before, task), ...Tags });
};

const noSchedule: Refusal = {
  code: 'missing-field',
  because: 'How often a secret is rotated says nothing without a function that rotates it.',
  next: 'Edit the issue and add a line `Rotation function: rotate-orders-database`.',
};

/** A schedule is set back in a moment; the value that its first rotation made stays. */
const asRotation = (draft: Decided<Draft>, { name, rotation }: SecretFacts): Decided<Draft> => {
  if (!draft.ok) return draft;
  const by = rotation === null ? '' : ` by ${rotation.arn.split(':').at(-1) ?? ''}`;
  const words = {
    summary: `have the secret ${name} rotated${by}, the first time at once`,
    inverse: {
      reversibility: 'partly reversible',
      summary: 'set the rotation back as it was; the value that it made by then stays',
    },
  } as const;
  return accepted({
    ...draft.value,
    steps: draft.value.steps.map((step) => ({ ...step, ...words })),
  });
};

/** A schedule, new or other: a resource of its own, beside the secret in our stack. */
export const updateRotation = (context: DraftContext, facts: SecretFacts): Decided<Draft> => {
  const { owner, rotation, secret } = facts;
  if (rotation === null && secret?.rotates !== true) return refused(noSchedule);
  if (owner.owner === 'foreign') return refused(foreignStack(TITLE, facts.name, owner.stackName));
  if (owner.owner === 'nobody')
    return refused({
      code: 'no-route',
      because: `No stack holds the secret \`${facts.name}\`, so no plan can give it a schedule.`,
      next:
        'Set it with `aws secretsmanager rotate-secret --secret-id ' +
        `${facts.name} --rotation-lambda-arn … --rotation-rules AutomaticallyAfterDays=30\`.`,
    });
  const parsed = parseOwnTemplate(owner.stack.templateBody);
  if (!parsed.ok) return parsed;
  const { logicalId } = owner;
  const edited = withSettings(context, parsed.value, logicalId);
  const given = { context, functionArn: rotation?.arn };
  const template = withSchedule(edited, logicalId, given);
  return asRotation(draftStackUpdate(context, owner.stack, template), facts);
};

/** True for an update that is about when and by what the secret is rotated. */
export const asksRotation = ({ task }: DraftContext): boolean =>
  task.parameters['rotationDays'] !== undefined ||
  task.parameters['rotationFunction'] !== undefined;
