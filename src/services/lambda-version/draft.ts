import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import {
  draftDelete,
  draftStackUpdate,
  type ExistingFacts,
  type ExistingRule,
} from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { numberOf, targetOf } from '../task-values.ts';
import { typeTableOf } from '../type-tables.ts';
import { meantOf } from './choose.ts';
import type { LambdaVersionFacts, VersionFact } from './facts-schema.ts';
import { VERSION_TEMPLATE_TYPES } from './remedies.ts';
import { versionTemplate } from './template.ts';

const TITLE = 'Lambda version';

/** The one region from which functions go to the edge. */
const EDGE_REGION = 'us-east-1';

const noFunction = ({ task, account, region }: DraftContext): Refusal => ({
  code: 'target-not-found',
  because: `There is no function named \`${targetOf(task)}\` in ${account.name}, ${region}.`,
  next: 'Mend its name or the account, or ask for the function first.',
});

const regionRefusal = ({ region }: DraftContext): Refusal | undefined =>
  region === EDGE_REGION
    ? undefined
    : {
        code: 'contradictory',
        because: `Functions go to the edge from ${EDGE_REGION} only; the request is of ${region}.`,
        next: `Ask for the function in ${EDGE_REGION} first, then for its version there.`,
      };

const sameAsNow = (
  { task }: DraftContext,
  { latest, versions }: LambdaVersionFacts,
): Refusal | undefined => {
  const newest = versions.at(-1);
  if (newest === undefined || newest.content !== latest?.content) return undefined;
  return {
    code: 'name-taken',
    because:
      `Version ${newest.version} of \`${targetOf(task)}\` is the function as it is now, and ` +
      'Lambda makes no second one of the same.',
    next: `Use \`${newest.arn}\` and close this issue, or change the function first.`,
  };
};

const edgeRefusal = (
  { task }: DraftContext,
  { obstacles }: LambdaVersionFacts,
): Refusal | undefined =>
  obstacles.length === 0
    ? undefined
    : {
        code: 'aws-refused',
        because:
          `The function \`${targetOf(task)}\` has what does not exist at the edge: ` +
          `${obstacles.join(', ')}.`,
        next: 'Take it away where the function is managed, or make a function for the edge.',
      };

const trustDeviation = (
  { task }: DraftContext,
  { trustsEdge }: LambdaVersionFacts,
): readonly Deviation[] =>
  trustsEdge === 'no'
    ? [
        {
          taskId: task.id,
          asked: 'a version for the edge',
          planned: 'a version that no distribution can run yet',
          because: 'its role does not trust edgelambda.amazonaws.com beside lambda.amazonaws.com',
        },
      ]
    : [];

const publishVersion = (context: DraftContext, facts: LambdaVersionFacts): Decided<Draft> => {
  const refusal =
    regionRefusal(context) ??
    (facts.latest === null ? noFunction(context) : undefined) ??
    edgeRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const template: Template = versionTemplate(context);
  if (facts.ownStack !== null) return draftStackUpdate(context, facts.ownStack, template);
  const same = sameAsNow(context, facts);
  if (same !== undefined) return refused(same);
  const step = createStack(context, template, {
    summary: `publish a version of the function ${targetOf(context.task)}`,
    inverse: { reversibility: 'reversible', summary: 'delete the stack of the version' },
  });
  return accepted({ steps: [step], deviations: trustDeviation(context, facts) });
};

const unclear = (context: DraftContext, { versions }: LambdaVersionFacts): Refusal => {
  const { task } = context;
  const number = numberOf(task, 'version');
  if (number !== undefined || versions.length === 0)
    return {
      code: 'target-not-found',
      because:
        number === undefined
          ? `The function \`${targetOf(task)}\` has no version.`
          : `The function \`${targetOf(task)}\` has no version ${number}.`,
      next: 'Mend the number or the name in the issue.',
    };
  const known = versions.map(({ version }) => version).slice(-8);
  return {
    code: 'missing-field',
    because: `The function \`${targetOf(task)}\` has the versions ${known.join(', ')}.`,
    next: 'Edit the issue and name one, such as `Version: 3`.',
  };
};

const useRefusal = (
  { task }: DraftContext,
  { users }: LambdaVersionFacts,
  { version }: VersionFact,
): Refusal | undefined =>
  users.length === 0
    ? undefined
    : {
        code: 'stack-not-ready',
        because:
          `Version ${version} of \`${targetOf(task)}\` is named by ` +
          `${users.slice(0, 5).join(', ')}.`,
        next: 'Take it from there first, where that is managed; hours later, `/plan`.',
      };

const ruleOf = (): ExistingRule | undefined => {
  const table = typeTableOf('AWS::Lambda::Version');
  return table === undefined
    ? undefined
    : {
        title: TITLE,
        table,
        types: VERSION_TEMPLATE_TYPES,
        remedies: [],
        edit: (properties) => properties,
        inverseOfDelete: {
          reversibility: 'irreversible',
          summary: 'a version published anew has another number, and the code of today',
        },
      };
};

/** Copies at the edge go first, and CloudFront alone decides when. */
const replicas = ({ task }: DraftContext): Deviation => ({
  taskId: task.id,
  asked: 'delete the version',
  planned: 'a deletion that Lambda refuses while there are copies at the edge',
  because:
    'they go hours after the last distribution let go of it; then `/plan` again: nothing is lost',
});

const deleteVersion = (context: DraftContext, facts: LambdaVersionFacts): Decided<Draft> => {
  const meant = meantOf(context.task, facts.versions);
  const rule = ruleOf();
  if (meant === undefined || rule === undefined) return refused(unclear(context, facts));
  const inUse = useRefusal(context, facts, meant);
  if (inUse !== undefined) return refused(inUse);
  const { owner, properties } = facts;
  const name = `${targetOf(context.task)}:${meant.version}`;
  const existing: ExistingFacts = { name, identifier: meant.arn, owner, properties };
  const draft = draftDelete(context, existing, rule);
  return draft.ok
    ? accepted({ ...draft.value, deviations: [...draft.value.deviations, replicas(context)] })
    : draft;
};

/** Pure: what a task for a version of a function becomes, or why it can not be. */
export const draftLambdaVersion = (
  context: DraftContext,
  facts: LambdaVersionFacts,
): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return publishVersion(context, facts);
  if (facts.latest === null) return refused(noFunction(context));
  return taskType === 'DeleteResource'
    ? deleteVersion(context, facts)
    : refused({
        code: 'unsupported-task',
        because: 'A version never changes: it is what the function was when it was published.',
        next: 'Change the function, then ask for a new version of it.',
      });
};
