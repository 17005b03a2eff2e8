import type { Deviation } from '../../plan/plan.ts';
import type { Inverse } from '../../plan/step.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { Tier } from '../../task/tier.ts';
import { EDIT } from '../edit-issue.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext, TypeTable } from '../service.ts';
import { usedBefore } from '../task-order/used-before.ts';
import { numberOf, targetOf, textOf } from '../task-values.ts';
import { typeTableOf } from '../type-tables.ts';
import type { LambdaAliasFacts } from './facts-schema.ts';
import { ALIAS_TEMPLATE_TYPES } from './remedies.ts';
import { aliasTemplate, withFields } from './template.ts';

const TITLE = 'Lambda alias';
const LATEST = '$LATEST';

/** Where what changes under the feet of its callers is only warned about. */
const LOOSE_TIERS: ReadonlySet<Tier> = new Set(['sandbox', 'development', 'test']);

const inverseOfDelete = ({ pointsAt, second, alsoGone }: LambdaAliasFacts): Inverse => {
  const where = ['make the alias again, at version', pointsAt, second].filter((one) => one !== '');
  const gone = alsoGone.length === 0 ? [] : [`not made again: ${alsoGone.join(', ')}`];
  const summary = [where.join(' '), ...gone, 'until then its callers get errors'].join('; ');
  return { reversibility: 'partly reversible', summary };
};

const ruleOf = (
  context: DraftContext,
  table: TypeTable,
  facts: LambdaAliasFacts,
): ExistingRule => ({
  title: TITLE,
  table,
  types: ALIAS_TEMPLATE_TYPES,
  remedies: [],
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: inverseOfDelete(facts),
});

const namelessRefusal = ({ task }: DraftContext): Refusal | undefined =>
  textOf(task, 'aliasName') === undefined
    ? {
        code: 'missing-field',
        because: `The request names the function \`${targetOf(task)}\`, and no alias of it.`,
        next: 'Edit the issue and name it, such as `Alias name: live`.',
      }
    : undefined;

const functionRefusal = (
  { task, account, region }: DraftContext,
  { hasFunction }: LambdaAliasFacts,
): Refusal | undefined =>
  hasFunction
    ? undefined
    : {
        code: 'target-not-found',
        because: `There is no function named \`${targetOf(task)}\` in ${account.name}, ${region}.`,
        next: 'Mend its name or the account, or ask for the function first.',
      };

const known = ({ versions }: LambdaAliasFacts): string =>
  versions.length === 0
    ? 'it has none'
    : `it has ${versions
        .slice(-8)
        .map(({ version }) => version)
        .join(', ')}`;

/** Lambda itself refuses a version that is not there; here nobody approves it first. */
const versionRefusal = (
  { task }: DraftContext,
  facts: LambdaAliasFacts,
  version: string | undefined,
): Refusal | undefined => {
  if (version === undefined || version === LATEST) return undefined;
  if (facts.versions.some((one) => one.version === version)) return undefined;
  return {
    code: 'target-not-found',
    because: `The function \`${targetOf(task)}\` has no version ${version}: ${known(facts)}.`,
    next: 'Mend the number in the issue, or publish the version first; then `/plan`.',
  };
};

const latestRefusal = (
  { task, tier }: DraftContext,
  { pointsAt }: LambdaAliasFacts,
): Refusal | undefined => {
  const second = textOf(task, 'secondVersion');
  const isSplit = second !== undefined;
  const first = textOf(task, 'version') ?? (isSplit ? pointsAt : undefined);
  const isLatest = first === LATEST || second === LATEST;
  if (!isLatest || (!isSplit && LOOSE_TIERS.has(tier))) return undefined;
  return {
    code: 'never-do',
    because: isSplit
      ? 'Lambda splits calls only between versions that were published, and `$LATEST` is none.'
      : `\`$LATEST\` is another code with every update, and so would the alias be in ${tier}.`,
    next: 'Publish a version of the function first, then let the alias point at its number.',
  };
};

const roleOf = ({ versions }: LambdaAliasFacts, version: string): string =>
  versions.find((one) => one.version === version)?.role ?? '';

/** A second version needs its part, another number, and the role of the first. */
const splitRefusal = ({ task }: DraftContext, facts: LambdaAliasFacts): Refusal | undefined => {
  const [second, percent] = [textOf(task, 'secondVersion'), numberOf(task, 'secondPercent')];
  if (second === undefined && percent === undefined) return undefined;
  if (second === undefined || percent === undefined)
    return {
      code: 'missing-field',
      because: 'A part of the calls needs both a version and how many of a hundred.',
      next: 'Edit the issue, such as `with 10 % to version 5`.',
    };
  const first = textOf(task, 'version') ?? facts.pointsAt;
  if (first === second)
    return {
      code: 'contradictory',
      because: `The alias points at version ${first}, which can not be its second one as well.`,
      next: EDIT,
    };
  return roleOf(facts, first) === roleOf(facts, second)
    ? undefined
    : {
        code: 'contradictory',
        because: `Versions ${first} and ${second} have different roles: Lambda splits no calls so.`,
        next: 'Publish a version with the same role, or move the alias whole; edit the issue.',
      };
};

const latestDeviation = ({ task }: DraftContext): readonly Deviation[] =>
  textOf(task, 'version') === LATEST
    ? [
        {
          taskId: task.id,
          asked: 'an alias of `$LATEST`',
          planned: 'as asked, and worth a second look',
          because: 'it is another code with every update of the function; a number stays',
        },
      ]
    : [];

/** Nothing tells who calls by a policy of its own: a plan that is silent would say nobody does. */
const unseenDeviation = (
  { task }: DraftContext,
  { name, alsoGone }: LambdaAliasFacts,
): Deviation => ({
  taskId: task.id,
  asked: `the deletion of \`${name}\``,
  planned: ['as asked', ...alsoGone].join(', with '),
  because:
    'nobody sees here who calls it by a policy of their own, in this account: ask those who use ' +
    'the function',
});

const refusalOf = (context: DraftContext, facts: LambdaAliasFacts): Refusal | undefined => {
  const { task } = context;
  const always = namelessRefusal(context) ?? functionRefusal(context, facts);
  if (always !== undefined || task.taskType === 'DeleteResource') return always;
  return (
    versionRefusal(context, facts, textOf(task, 'version')) ??
    versionRefusal(context, facts, textOf(task, 'secondVersion')) ??
    latestRefusal(context, facts) ??
    splitRefusal(context, facts)
  );
};

const useRefusal = (
  { siblings }: DraftContext,
  { name, users, letIn }: LambdaAliasFacts,
): Refusal | undefined => {
  const sending = users.filter((user) => siblings?.deletes(user) !== true);
  const staying = [...sending.map(({ words }) => words), ...letIn];
  if (staying.length === 0) return undefined;
  return {
    code: 'still-in-use',
    because: `The alias \`${name}\` is called by ${staying.slice(0, 8).join(', ')}.`,
    next: 'Let them call another alias, or take them away, first; then `/plan`.',
  };
};

const changeAlias = (
  context: DraftContext,
  facts: LambdaAliasFacts,
  rule: ExistingRule,
): Decided<Draft> => {
  const isDelete = context.task.taskType === 'DeleteResource';
  const inUse = isDelete ? useRefusal(context, facts) : undefined;
  if (inUse !== undefined) return refused(inUse);
  const draft = draftNamedChange(context, facts, rule);
  if (!draft.ok) return draft;
  if (isDelete)
    return usedBefore(
      facts.users,
      accepted({ ...draft.value, deviations: [unseenDeviation(context, facts)] }),
    );
  const deviations = draft.value.steps.length === 0 ? [] : latestDeviation(context);
  return accepted({ ...draft.value, deviations });
};

/** Pure: what a task for an alias of a function becomes, or why it can not be. */
export const draftLambdaAlias = (
  context: DraftContext,
  facts: LambdaAliasFacts,
): Decided<Draft> => {
  const refusal = refusalOf(context, facts);
  const table = typeTableOf('AWS::Lambda::Alias');
  if (refusal !== undefined || table === undefined)
    return refused(refusal ?? { code: 'unsupported-task', because: 'No table.', next: EDIT });
  const rule = ruleOf(context, table, facts);
  if (context.task.taskType !== 'CreateResource') return changeAlias(context, facts, rule);
  const template = aliasTemplate(context.task, textOf(context.task, 'aliasName') ?? '');
  return draftNamedCreate(context, facts, {
    ...rule,
    template,
    deviations: latestDeviation(context),
  });
};
