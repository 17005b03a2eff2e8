import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { nameTaken, targetMissing } from '../existing-target.ts';
import {
  draftDelete,
  draftStackUpdate,
  draftUpdate,
  type ExistingFacts,
  type ExistingRule,
} from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { booleanOf, targetOf, textOf } from '../task-values.ts';
import type { S3Facts } from './facts-schema.ts';
import { fieldRefusal } from './field-refusal.ts';
import { draftObjects } from './objects/draft.ts';
import { strayFile } from './objects/one-order.ts';
import { bucketTable } from './permissions.ts';
import { S3_TEMPLATE_TYPES, s3Remedies } from './remedies.ts';
import { bucketTemplate, withFields } from './template.ts';

const TITLE = 'bucket';

const declinedItems = (context: DraftContext): readonly string[] =>
  booleanOf(context.task, 'versioning') === false ? ['S3-06', 'S3-09'] : [];

const remedied = (context: DraftContext, template: Template): Template =>
  applyRemedies(template, {
    remedies: s3Remedies,
    tier: context.tier,
    choices: context.choices,
    origin: 'new',
    declined: declinedItems(context),
  });

const deviationOf = (context: DraftContext, asked: string, planned: string): Deviation => ({
  taskId: context.task.id,
  asked: `name ${asked}`,
  planned: `name ${planned}`,
  because: 'bucket names are global and this one is taken, so the naming pattern was used',
});

/** The name to create, which may be the one of the pattern; or why none can be. */
const freeName = (context: DraftContext, facts: S3Facts): Decided<string> => {
  if (facts.state === 'free') return accepted(facts.name);
  if (facts.state === 'here')
    return refused(nameTaken(TITLE, facts.name, `in ${context.account.name}`));
  if (facts.alternative?.state === 'free') return accepted(facts.alternative.name);
  return refused(nameTaken(TITLE, facts.name, 'in another account; bucket names are global'));
};

/** These bring a key or a role that only the pipeline of staging and production may make. */
const PIPELINE_ITEMS = ['S3-13', 'S3-15'];

const pipelineOnly = (context: DraftContext): Refusal | undefined => {
  const item = PIPELINE_ITEMS.find((one) => context.choices.added.includes(one));
  if (item === undefined || !isExecuteTier(context.tier)) return undefined;
  return {
    code: 'no-route',
    because: `\`${item}\` adds a key or a role, which no session of ${context.tier} may make.`,
    next: `Take it back with \`/skip ${item}\`.`,
  };
};

const createBucket = (context: DraftContext, facts: S3Facts): Decided<Draft> => {
  if (facts.ownStack !== null) {
    const template = remedied(context, bucketTemplate(context, facts.name));
    return draftStackUpdate(context, facts.ownStack, template);
  }
  const name = freeName(context, facts);
  if (!name.ok) return name;
  const template = remedied(context, bucketTemplate(context, name.value));
  const asked = targetOf(context.task);
  return accepted({
    steps: [
      createStack(context, template, {
        summary: `create bucket ${name.value}`,
        inverse: {
          reversibility: 'reversible',
          summary: 'delete the stack, as long as the bucket is empty',
        },
      }),
    ],
    deviations: name.value === asked ? [] : [deviationOf(context, asked, name.value)],
  });
};

const RULE_OF_DELETE: ExistingRule['inverseOfDelete'] = {
  reversibility: 'partly reversible',
  summary: 'create an empty bucket again; its name may have been taken by somebody else',
};

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: bucketTable,
  types: S3_TEMPLATE_TYPES,
  remedies: s3Remedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: RULE_OF_DELETE,
});

const existing = (facts: S3Facts): ExistingFacts => ({ ...facts, identifier: facts.name });

const notEmpty = (name: string): Refusal => ({
  code: 'not-empty',
  because:
    `The bucket \`${name}\` holds objects, old versions or delete markers, ` +
    'and no deletion empties a bucket.',
  next:
    'Copy what is worth keeping, then ask in an issue of its own to empty the bucket, or to ' +
    'update it with `Expiration: 1 day`; when it is empty, ask for the deletion again with ' +
    '`/plan`.',
});

const deleteBucket = (context: DraftContext, facts: S3Facts): Decided<Draft> => {
  if (facts.state !== 'here') return refused(targetMissing(TITLE, facts.name));
  if (facts.holdsObjects !== false) return refused(notEmpty(facts.name));
  return draftDelete(context, existing(facts), ruleOf(context));
};

/** Pure: what a bucket task becomes. */
export const draftS3 = (context: DraftContext, facts: S3Facts): Decided<Draft> => {
  const refusal = pipelineOnly(context) ?? fieldRefusal(context.task) ?? strayFile(context);
  if (refusal !== undefined) return refused(refusal);
  if (context.task.taskType === 'CreateResource') return createBucket(context, facts);
  if (context.task.taskType === 'DeleteResource') return deleteBucket(context, facts);
  if (textOf(context.task, 'action') !== undefined) return draftObjects(context, facts);
  return draftUpdate(context, existing(facts), ruleOf(context));
};
