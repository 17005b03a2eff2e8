import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { isExecuteTier, type Tier } from '../../task/tier.ts';
import { applyRemedies } from '../apply-remedies.ts';
import {
  decideFound,
  draftByIdChange,
  draftByIdCreate,
  existingOf,
  newName,
} from '../by-id/draft.ts';
import type { Found } from '../by-id/facts-schema.ts';
import { changeResource, deleteResource } from '../change-drafts.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { draftCall } from '../operate-call.ts';
import { s3Remedies } from '../s3-bucket/remedies.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { configIn, domainsOf, pathsOf, withFields } from './config.ts';
import type { DistributionFacts } from './facts-schema.ts';
import { INVALIDATE, referenceOf } from './operations.ts';
import { distributionTable } from './permissions.ts';
import { createRefusal, pathRefusal, updateRefusal } from './refusals.ts';
import {
  DISTRIBUTION_TEMPLATE_TYPES,
  distributionRemedies,
  ONLY_IN_US_EAST_1,
} from './remedies.ts';
import { distributionTemplate, type DistributionParts } from './template.ts';

const TITLE = 'distribution';

/** These bring a key or a role, which no session of ours may make: see the bucket's own drafts. */
const PIPELINE_ITEMS: ReadonlySet<string> = new Set(['S3-13', 'S3-15']);

/** With a key of AWS, which no policy opens for CloudFront, nobody could read the bucket. */
const AWS_KEY = 'S3-10';

const besideIn = (tier: Tier) =>
  s3Remedies.filter(
    ({ item }) => item !== AWS_KEY && !(isExecuteTier(tier) && PIPELINE_ITEMS.has(item)),
  );

const remediesIn = ({ region }: DraftContext) =>
  region === 'us-east-1'
    ? distributionRemedies
    : distributionRemedies.filter(({ item }) => !ONLY_IN_US_EAST_1.has(item));

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: distributionTable,
  types: DISTRIBUTION_TEMPLATE_TYPES,
  remedies: remediesIn(context),
  edit: (properties) => ({
    ...properties,
    DistributionConfig: withFields(configIn(properties), context.task),
  }),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'a new one has another address, and its caches are empty; buckets stay as they are',
  },
});

const remedied = (context: DraftContext, template: Template): Template => {
  const { tier, choices } = context;
  const rule = { tier, choices, origin: 'new' } as const;
  return applyRemedies(applyRemedies(template, { ...rule, remedies: besideIn(tier) }), {
    ...rule,
    remedies: remediesIn(context),
  });
};

/** What the requester must know of a distribution before it is made. */
const deviations = (
  { task }: DraftContext,
  { origin }: DistributionParts,
): readonly Deviation[] => {
  const taskId = task.id;
  const found: Deviation[] = [];
  if (domainsOf(task).length > 0)
    found.push({
      taskId,
      asked: `answers for ${domainsOf(task).join(', ')}`,
      planned: 'a distribution that answers for them, to which no name leads yet',
      because: 'records of DNS are asked for by themselves, when the receipt shows its address',
    });
  if (textOf(task, 'certificate') === undefined)
    found.push({
      taskId,
      asked: 'no certificate',
      planned: 'the certificate of CloudFront, with which TLS 1.0 is taken too',
      because: 'only a certificate of your own in us-east-1 keeps viewers to TLS 1.2',
    });
  if (origin.kind === 'bucket' && origin.state === 'here' && origin.policy === 'none')
    found.push({
      taskId,
      asked: `answers from the bucket ${origin.name}`,
      planned: `a distribution through which everybody can read all of ${origin.name}`,
      because: 'its policy lets this distribution read every object, and nobody signs in at it',
    });
  if (origin.kind === 'bucket' && origin.isKms)
    found.push({
      taskId,
      asked: `the bucket ${origin.name}`,
      planned: 'its objects, as far as their key lets CloudFront decrypt them',
      because: 'it encrypts with keys of KMS, whose policies are managed where the keys are',
    });
  return found;
};

const createDistribution = (context: DraftContext, facts: DistributionFacts): Decided<Draft> => {
  const refusal = createRefusal(context, facts);
  const { origin, failover } = facts;
  if (refusal !== undefined) return refused(refusal);
  if (origin === null) return accepted({ steps: [], deviations: [] });
  const parts = { origin, failover: failover?.kind === 'bucket' ? failover : null };
  return draftByIdCreate(context, facts, {
    title: TITLE,
    name: newName(context),
    template: remedied(context, distributionTemplate(context, parts)),
    deviations: deviations(context, parts),
  });
};

const PRICE = 'the first 1,000 paths of a month cost nothing, each further one 0.005 USD';

const invalidate = (
  context: DraftContext,
  facts: DistributionFacts,
  one: Found,
): Decided<Draft> => {
  const refusal = pathRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  const { ref } = context.issue;
  const paths = pathsOf(context.task);
  const CallerReference = referenceOf(
    `${ref.owner}/${ref.repo}#${ref.number}`,
    facts.lastInvalidation,
  );
  const step = draftCall(context, INVALIDATE, one.id);
  return accepted({
    steps: [
      {
        ...step,
        summary: `invalidate ${paths.join(', ')} of the ${TITLE} ${one.id} (${PRICE})`,
        input: {
          ...step.input,
          InvalidationBatch: { CallerReference, Paths: { Quantity: paths.length, Items: paths } },
        },
      },
    ],
    deviations: [],
  });
};

/** CloudFront deletes only what is turned off, everywhere: two steps where no stack does both. */
const turnOffFirst = (
  context: DraftContext,
  facts: DistributionFacts,
  one: Found,
): Decided<Draft> => {
  const { properties } = facts;
  const whole = draftByIdChange(context, facts, ruleOf(context));
  if (!whole.ok || facts.owner.owner !== 'nobody' || properties === null) return whole;
  const config = configIn(properties);
  if (config['Enabled'] !== true) return whole;
  const off = { ...properties, DistributionConfig: { ...config, Enabled: false } };
  const loose = { table: distributionTable, identifier: one.identifier, properties };
  const step = changeResource(context, loose, off);
  if (!step.ok || step.value === undefined) return whole;
  const { inverseOfDelete } = ruleOf(context);
  const gone = deleteResource(context, { ...loose, properties: off }, inverseOfDelete);
  const summary = `turn ${one.id} off and wait until every place knows, which takes minutes`;
  return accepted({ ...whole.value, steps: [{ ...step.value, summary }, gone] });
};

const isInvalidation = ({ task }: DraftContext): boolean =>
  textOf(task, 'action') === 'invalidate' || task.parameters['paths'] !== undefined;

const changeDistribution = (
  context: DraftContext,
  facts: DistributionFacts,
  one: Found,
): Decided<Draft> => {
  if (context.task.taskType === 'DeleteResource') return turnOffFirst(context, facts, one);
  if (isInvalidation(context)) return invalidate(context, facts, one);
  const present = presentProperties(existingOf(facts, one));
  const refusal = updateRefusal(context, facts, present);
  return refusal === undefined
    ? draftByIdChange(context, facts, ruleOf(context))
    : refused(refusal);
};

/** Pure: what a task for a distribution becomes, or why it can not be. */
export const draftDistribution = (
  context: DraftContext,
  facts: DistributionFacts,
): Decided<Draft> => {
  if (context.task.taskType === 'CreateResource') return createDistribution(context, facts);
  const one = decideFound(context, TITLE, facts.found);
  return one.ok ? changeDistribution(context, facts, one.value) : one;
};
