import type { OperateDraft } from '../../plan/step.ts';
import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { targetMissing } from '../existing-target.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { backupName, backupOperation } from './operations.ts';
import { tableTable } from './permissions.ts';
import { DYNAMODB_TEMPLATE_TYPES, dynamodbRemedies } from './remedies.ts';
import { changesKeys, isProvisioned, tableTemplate, withFields } from './template.ts';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: 'table',
  table: tableTable,
  types: DYNAMODB_TEMPLATE_TYPES,
  remedies: dynamodbRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'restore the backup that is made first, to a table of the same name',
  },
});

/** What the request itself turns off has the standing of `/skip`: it meets the gate. */
const declinedItems = (context: DraftContext): readonly string[] => {
  const { task } = context;
  return [
    ...(booleanOf(task, 'pointInTimeRecovery') === false ? ['DYNAMODB-01'] : []),
    ...(booleanOf(task, 'deletionProtection') === false ? ['DYNAMODB-02'] : []),
    ...(isProvisioned(task) ? ['DYNAMODB-04'] : []),
  ];
};

const capacityRefusal = (context: DraftContext, present: JsonObject): Refusal | undefined => {
  const { task } = context;
  const isKnown = numberOf(task, 'readCapacity') && numberOf(task, 'writeCapacity');
  if (!isProvisioned(task) || isKnown || present['ProvisionedThroughput'] !== undefined)
    return undefined;
  return {
    code: 'missing-field',
    because: 'A provisioned table needs its read and write capacity.',
    next: 'Edit the issue: `Read capacity: 5` and `Write capacity: 5`, or on-demand billing.',
  };
};

const createTable = (context: DraftContext, facts: NamedFacts): Decided<Draft> => {
  const refusal = capacityRefusal(context, {});
  if (refusal !== undefined) return refused(refusal);
  const template = applyRemedies(tableTemplate(context, facts.name), {
    remedies: dynamodbRemedies,
    tier: context.tier,
    choices: context.choices,
    origin: 'new',
    declined: declinedItems(context),
  });
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

const updateRefusal = (context: DraftContext, facts: NamedFacts): Refusal | undefined => {
  if (!facts.exists) return undefined;
  const present = presentProperties(facts);
  if (!changesKeys(present, context.task)) return capacityRefusal(context, present);
  return {
    code: 'replaces-named-resource',
    because:
      `Other keys make another table: AWS would delete \`${facts.name}\` with all its items, ` +
      'and CloudFormation refuses to do that under a fixed name.',
    next: 'Ask for a new table under another name, copy the items, then delete this one.',
  };
};

const backupDraft = (context: DraftContext, facts: NamedFacts): OperateDraft => ({
  kind: 'operate',
  taskIds: [context.task.id],
  accountId: context.account.id,
  region: context.region,
  summary: `back up table ${facts.name}`,
  ownerAgent: context.task.assignedAgent,
  operationClass: backupOperation.operationClass,
  needs: backupOperation.needs(facts.name, context.account, context.region),
  inverse: backupOperation.inverse,
  slowestMinutes: backupOperation.wait.timeoutMinutes,
  operation: backupOperation.name,
  target: facts.name,
  input: {
    ...backupOperation.input(facts.name),
    BackupName: backupName(facts.name, context.issue.ref.number),
  },
  changes: [],
});

const protectedRefusal = (facts: NamedFacts): Refusal | undefined => {
  if (presentProperties(facts)['DeletionProtectionEnabled'] !== true) return undefined;
  return {
    code: 'aws-refused',
    because: `The table \`${facts.name}\` is protected against deletion.`,
    next:
      'Ask in an issue of its own to update it with `Deletion protection: no`; when that is ' +
      'done, `/plan` here again.',
  };
};

/** A backup always goes first: a deleted table takes its recovery points with it. */
const deleteTable = (context: DraftContext, facts: NamedFacts): Decided<Draft> => {
  const refusal = protectedRefusal(facts);
  if (refusal !== undefined) return refused(refusal);
  const draft = draftNamedChange(context, facts, ruleOf(context));
  if (!draft.ok || draft.value.steps.length === 0) return draft;
  const steps = [backupDraft(context, facts), ...draft.value.steps];
  return accepted({ ...draft.value, steps });
};

/** A backup alone, as it was ordered by name. */
const draftBackup = (context: DraftContext, facts: NamedFacts): Decided<Draft> =>
  facts.exists
    ? accepted({ steps: [backupDraft(context, facts)], deviations: [] })
    : refused(targetMissing('table', facts.name));

/** Pure: what a table task becomes. */
export const draftDynamodb = (context: DraftContext, facts: NamedFacts): Decided<Draft> => {
  if (context.task.taskType === 'CreateResource') return createTable(context, facts);
  if (context.task.taskType === 'DeleteResource') return deleteTable(context, facts);
  if (textOf(context.task, 'action') === 'snapshot') return draftBackup(context, facts);
  const refusal = updateRefusal(context, facts);
  return refusal === undefined
    ? draftNamedChange(context, facts, ruleOf(context))
    : refused(refusal);
};
