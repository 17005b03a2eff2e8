import type { Deviation } from '../../plan/plan.ts';
import type { Inverse, StepDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { afterCompanion, withCompanionRemoved } from '../companion-stack.ts';
import { AROUND } from '../databases/around.ts';
import { engineOf } from '../databases/engines.ts';
import { decideDatabasePlace } from '../databases/place.ts';
import { targetMissing } from '../existing-target.ts';
import { draftStackUpdate, presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { OwnStack } from '../owner.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withResource } from '../template-edit.ts';
import { createRefusal, replicaRefusal } from './create-refusal.ts';
import type { RdsFacts, RdsInstanceFact } from './facts-schema.ts';
import { draftRdsAction, draftRdsSnapshot } from './operate.ts';
import { rdsInstanceTable } from './permissions.ts';
import { deleteRefusal, memberRefusal, publicRefusal, updateRefusal } from './refusals.ts';
import { RDS_TEMPLATE_TYPES, rdsRemedies } from './remedies.ts';
import { aroundTemplate, rdsTemplate, replicaTemplate, withFields } from './template.ts';

const TITLE = 'database instance';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: rdsInstanceTable,
  types: RDS_TEMPLATE_TYPES,
  remedies: rdsRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'restore the final snapshot as an instance of the same name; its endpoint stays',
  },
});

const MADE: Inverse = {
  reversibility: 'partly reversible',
  summary: 'delete the stack; the database leaves a final snapshot of what was written by then',
};

/** What the request itself turns off has the standing of `/skip`: it meets the gate. */
const declinedItems = ({ task }: DraftContext): readonly string[] => [
  ...(booleanOf(task, 'multiAz') === false ? ['RDS-11'] : []),
  ...(booleanOf(task, 'deletionProtection') === false ? ['RDS-15'] : []),
];

const withEncryption = ({ task }: DraftContext): readonly Deviation[] =>
  booleanOf(task, 'encrypted') === false
    ? [
        {
          taskId: task.id,
          asked: 'a database without encryption',
          planned: 'an encrypted database',
          because: 'a database is encrypted only when it is created, at no cost (RDS-01)',
        },
      ]
    : [];

/**
 * The same task again, after its stack was made: what AWS takes by itself, such as a version, may
 * be another one by now, and only an update that asks for it may change it.
 */
const repeatCreate = (context: DraftContext, stack: OwnStack): Decided<Draft> => {
  const present = parseOwnTemplate(stack.templateBody);
  if (!present.ok) return present;
  const entry = Object.entries(present.value.Resources).find(
    ([, resource]) => resource.Type === 'AWS::RDS::DBInstance',
  );
  if (entry === undefined) return refused(targetMissing(TITLE, stack.stackName));
  const [logicalId, resource] = entry;
  const Properties = withFields(propertiesOf(present.value, logicalId), context.task);
  const template = withResource(present.value, logicalId, { ...resource, Properties });
  return draftStackUpdate(context, stack, template);
};

/** What was written by then is not undone with the stack: a snapshot of it stays. */
const keeping = (draft: Decided<Draft>): Decided<Draft> => {
  if (!draft.ok) return draft;
  const steps = draft.value.steps.map((step) => ({ ...step, inverse: MADE }));
  return accepted({ ...draft.value, steps });
};

const createInstance = (context: DraftContext, facts: RdsFacts): Decided<Draft> => {
  if (facts.ownStack !== null) return repeatCreate(context, facts.ownStack);
  const refusal = createRefusal(context, facts);
  const engine = engineOf(textOf(context.task, 'engine') ?? '');
  if (refusal !== undefined) return refused(refusal);
  if (engine === undefined || facts.version === null) return refused(targetMissing('engine', ''));
  const place = decideDatabasePlace(context, facts);
  if (!place.ok) return place;
  const { tier, choices } = context;
  const parts = { name: facts.name, engine, version: facts.version, place: place.value };
  const template = applyRemedies(rdsTemplate(context, parts), {
    remedies: rdsRemedies,
    tier,
    choices,
    origin: 'new',
    declined: declinedItems(context),
  });
  const deviations = withEncryption(context);
  const main = keeping(
    draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations }),
  );
  const around = {
    suffix: AROUND,
    template: aroundTemplate(context, parts),
    own: facts.aroundStack,
    summary: `create subnets and parameters of database ${facts.name}`,
  };
  return afterCompanion(context, around, main);
};

const createReplica = (context: DraftContext, facts: RdsFacts): Decided<Draft> => {
  const refusal = replicaRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  if (facts.source === null) return refused(targetMissing(TITLE, facts.name));
  const { tier, choices } = context;
  const template = applyRemedies(replicaTemplate(context, facts.name, facts.source), {
    remedies: rdsRemedies,
    tier,
    choices,
    origin: 'new',
  });
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

const RESTARTS: ReadonlySet<string> = new Set(['DBInstanceClass', 'EngineVersion']);

/** The words of a change, where they are more than the usual ones. */
const wordsOf = (before: Draft['steps'][number], names: readonly string[]): Partial<StepDraft> =>
  names.some((name) => RESTARTS.has(name))
    ? { summary: `${before.summary}; the database restarts and closes its connections` }
    : {};

const updateInstance = (
  context: DraftContext,
  facts: RdsFacts,
  instance: RdsInstanceFact,
): Decided<Draft> => {
  const refusal = updateRefusal(context.task, instance);
  if (refusal !== undefined) return refused(refusal);
  const draft = draftNamedChange(context, facts, ruleOf(context));
  if (!draft.ok) return draft;
  const before = presentProperties(facts);
  const after = withFields(before, context.task);
  const names = Object.keys(after).filter((name) => after[name] !== before[name]);
  const steps = draft.value.steps.map(
    (step) => ({ ...step, ...wordsOf(step, names) }) as StepDraft,
  );
  return accepted({ ...draft.value, steps });
};

/** True where the deletion itself leaves a snapshot, as our own templates say. */
const leavesSnapshot = ({ owner }: RdsFacts): boolean => {
  if (owner.owner !== 'ours') return false;
  const template = parseOwnTemplate(owner.stack.templateBody);
  return template.ok && template.value.Resources[owner.logicalId]?.DeletionPolicy === 'Snapshot';
};

/** A replica holds nothing of its own; everything else goes only behind a snapshot. */
const behindSnapshot = (
  context: DraftContext,
  facts: RdsFacts,
  { instance, steps }: Pick<Draft, 'steps'> & { readonly instance: RdsInstanceFact },
): readonly StepDraft[] => {
  if (leavesSnapshot(facts))
    return steps.map((step) => ({
      ...step,
      summary: `${step.summary}; RDS takes a final snapshot first`,
    }));
  return instance.replicaOf === '' ? [draftRdsSnapshot(context, facts), ...steps] : steps;
};

/** The instance first, then what stood around it. */
const deleteInstance = (
  context: DraftContext,
  facts: RdsFacts,
  instance: RdsInstanceFact,
): Decided<Draft> => {
  const refusal = deleteRefusal(facts, instance);
  if (refusal !== undefined) return refused(refusal);
  const draft = draftNamedChange(context, facts, ruleOf(context));
  if (!draft.ok || draft.value.steps.length === 0) return draft;
  const steps = behindSnapshot(context, facts, { instance, steps: draft.value.steps });
  return withCompanionRemoved(context, facts.aroundStack, accepted({ ...draft.value, steps }));
};

const nothingThere = (facts: RdsFacts): Refusal => targetMissing(TITLE, facts.name);

/** Pure: what a task for a database instance becomes, or why it can not be. */
export const draftRds = (context: DraftContext, facts: RdsFacts): Decided<Draft> => {
  const { task } = context;
  if (task.taskType === 'CreateResource') {
    const open = publicRefusal(task);
    if (open !== undefined) return refused(open);
    return textOf(task, 'replicaOf') === undefined
      ? createInstance(context, facts)
      : createReplica(context, facts);
  }
  const { instance } = facts;
  if (instance === null) return refused(nothingThere(facts));
  const member = memberRefusal(instance);
  if (member !== undefined) return refused(member);
  if (task.taskType === 'DeleteResource') return deleteInstance(context, facts, instance);
  const action = textOf(task, 'action');
  return action === undefined
    ? updateInstance(context, facts, instance)
    : draftRdsAction(context, facts, { instance, action });
};
