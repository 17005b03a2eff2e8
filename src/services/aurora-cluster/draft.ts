import type { Inverse, StepDraft } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { changeResource, deleteResource } from '../change-drafts.ts';
import { afterCompanion, withCompanionRemoved } from '../companion-stack.ts';
import { AROUND } from '../databases/around.ts';
import { engineOf } from '../databases/engines.ts';
import { decideDatabasePlace } from '../databases/place.ts';
import { targetMissing } from '../existing-target.ts';
import { draftStackUpdate, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { OwnStack } from '../owner.ts';
import { rdsInstanceTable } from '../rds-instance/permissions.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { parseOwnTemplate } from '../template-edit.ts';
import type { AuroraFacts, ClusterFact } from './facts-schema.ts';
import { draftAuroraAction, draftClusterSnapshot } from './operate.ts';
import { clusterTable } from './permissions.ts';
import { createRefusal, deleteRefusal, updateRefusal } from './refusals.ts';
import { AURORA_TEMPLATE_TYPES, auroraRemedies, memberRemedies } from './remedies.ts';
import { aroundTemplate, auroraTemplate, classOf, withAsked, withFields } from './template.ts';

const TITLE = 'Aurora cluster';
const TYPE = 'AWS::RDS::DBCluster';

const DELETED: Inverse = {
  reversibility: 'partly reversible',
  summary: 'restore the final snapshot as a cluster of the same name, then add its instances',
};

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: clusterTable,
  types: AURORA_TEMPLATE_TYPES,
  remedies: auroraRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: DELETED,
});

/** What the request itself turns off has the standing of `/skip`: it meets the gate. */
const declinedItems = ({ task }: DraftContext): readonly string[] => [
  ...(numberOf(task, 'instances') === 1 ? ['RDS-31'] : []),
  ...(booleanOf(task, 'deletionProtection') === false ? ['RDS-15'] : []),
];

const clusterIdIn = (template: Template): string | undefined =>
  Object.entries(template.Resources).find(([, one]) => one.Type === TYPE)?.[0];

/** What the task asks set over a stack of ours, in the cluster and in its instances. */
const editStack = (context: DraftContext, stack: OwnStack): Decided<Draft> => {
  const present = parseOwnTemplate(stack.templateBody);
  if (!present.ok) return present;
  const id = clusterIdIn(present.value);
  if (id === undefined) return refused(targetMissing(TITLE, stack.stackName));
  const { tier, choices } = context;
  const template = applyRemedies(withAsked(present.value, id, context.task), {
    remedies: auroraRemedies,
    tier,
    choices,
    origin: 'existing',
  });
  return draftStackUpdate(context, stack, template);
};

const MADE: Inverse = {
  reversibility: 'partly reversible',
  summary: 'delete the stack; the cluster leaves a final snapshot of what was written by then',
};

const withInverse = (draft: Decided<Draft>, inverse: Inverse): Decided<Draft> => {
  if (!draft.ok) return draft;
  const steps = draft.value.steps.map((step) => ({ ...step, inverse }));
  return accepted({ ...draft.value, steps });
};

const createCluster = (context: DraftContext, facts: AuroraFacts): Decided<Draft> => {
  // What AWS takes by itself, such as a version, may be another one by now.
  if (facts.ownStack !== null) return editStack(context, facts.ownStack);
  const { task, tier, choices } = context;
  const refusal = createRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const place = decideDatabasePlace(context, facts);
  if (!place.ok) return place;
  const engine = engineOf(textOf(task, 'engine') ?? '');
  const { version, name } = facts;
  const { securityGroup } = place.value;
  if (engine === undefined || version === null || securityGroup === undefined)
    return refused(targetMissing('engine', name));
  const instanceClass = classOf(task) ?? '';
  const parts = { name, engine, version, instanceClass, place: { ...place.value, securityGroup } };
  const template = applyRemedies(auroraTemplate(context, parts), {
    remedies: [...auroraRemedies, ...memberRemedies],
    tier,
    choices,
    origin: 'new',
    declined: declinedItems(context),
  });
  const rule = { ...ruleOf(context), template, deviations: [] };
  const around = {
    suffix: AROUND,
    template: aroundTemplate(context, parts),
    own: facts.aroundStack,
    summary: `create subnets and parameters of cluster ${name}`,
  };
  return afterCompanion(context, around, withInverse(draftNamedCreate(context, facts, rule), MADE));
};

/** Another class of every instance that no stack owns, one after the other. */
const draftResize = (
  context: DraftContext,
  cluster: ClusterFact,
): Decided<readonly StepDraft[]> => {
  const instanceClass = textOf(context.task, 'instanceType');
  const steps: StepDraft[] = [];
  if (instanceClass === undefined) return accepted(steps);
  // Readers first: the writer changes last, and one of them takes over meanwhile.
  for (const member of cluster.members.toSorted(
    (a, b) => Number(a.isWriter) - Number(b.isWriter),
  )) {
    if (member.properties === null) continue;
    const loose = {
      table: rdsInstanceTable,
      identifier: member.name,
      properties: member.properties,
    };
    const after = { ...member.properties, DBInstanceClass: instanceClass };
    const step = changeResource(context, loose, after);
    if (!step.ok) return step;
    if (step.value !== undefined) steps.push(step.value);
  }
  return accepted(steps);
};

const updateCluster = (
  context: DraftContext,
  facts: AuroraFacts,
  cluster: ClusterFact,
): Decided<Draft> => {
  const refusal = updateRefusal(context.task, facts, cluster);
  if (refusal !== undefined) return refused(refusal);
  if (facts.owner.owner === 'ours') return editStack(context, facts.owner.stack);
  const own = draftNamedChange(context, facts, ruleOf(context));
  if (!own.ok) return own;
  const resize = draftResize(context, cluster);
  if (!resize.ok) return resize;
  return accepted({ ...own.value, steps: [...own.value.steps, ...resize.value] });
};

/** Each instance of a cluster that no stack owns, before the cluster itself. */
const draftMembersGone = (context: DraftContext, cluster: ClusterFact): readonly StepDraft[] =>
  cluster.members.flatMap(({ name, properties }) =>
    properties === null
      ? []
      : [
          deleteResource(
            context,
            { table: rdsInstanceTable, identifier: name, properties },
            { reversibility: 'reversible', summary: 'add an instance of this name again' },
          ),
        ],
  );

const leavesSnapshot = ({ owner }: AuroraFacts): boolean => {
  if (owner.owner !== 'ours') return false;
  const template = parseOwnTemplate(owner.stack.templateBody);
  return template.ok && template.value.Resources[owner.logicalId]?.DeletionPolicy === 'Snapshot';
};

const deleteCluster = (
  context: DraftContext,
  facts: AuroraFacts,
  cluster: ClusterFact,
): Decided<Draft> => {
  const refusal = deleteRefusal(facts, cluster);
  if (refusal !== undefined) return refused(refusal);
  const draft = draftNamedChange(context, facts, ruleOf(context));
  if (!draft.ok || draft.value.steps.length === 0) return draft;
  if (leavesSnapshot(facts)) {
    const told = '; its instances go first, and RDS takes a final snapshot';
    const steps = draft.value.steps.map((step) => ({ ...step, summary: `${step.summary}${told}` }));
    return withCompanionRemoved(context, facts.aroundStack, accepted({ ...draft.value, steps }));
  }
  const members = facts.owner.owner === 'nobody' ? draftMembersGone(context, cluster) : [];
  const steps = [draftClusterSnapshot(context, facts), ...members, ...draft.value.steps];
  return withCompanionRemoved(context, facts.aroundStack, accepted({ ...draft.value, steps }));
};

/** Pure: what a task for an Aurora cluster becomes, or why it can not be. */
export const draftAurora = (context: DraftContext, facts: AuroraFacts): Decided<Draft> => {
  const { task } = context;
  if (task.taskType === 'CreateResource') return createCluster(context, facts);
  const { cluster } = facts;
  if (cluster === null) return refused(targetMissing(TITLE, facts.name));
  if (task.taskType === 'DeleteResource') return deleteCluster(context, facts, cluster);
  const action = textOf(task, 'action');
  return action === undefined
    ? updateCluster(context, facts, cluster)
    : draftAuroraAction(context, facts, { cluster, action });
};
