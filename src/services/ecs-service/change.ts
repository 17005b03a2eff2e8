import type { Deviation } from '../../plan/plan.ts';
import type { OperateDraft } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { withCompanionRemoved } from '../companion-stack.ts';
import { withImageRights } from '../containers/access.ts';
import { definitionIn, withDefinition } from '../containers/definition.ts';
import { movingImage } from '../containers/image.ts';
import { definitionRefusal } from '../containers/refusals.ts';
import { sizeIn } from '../containers/size.ts';
import { targetMissing } from '../existing-target.ts';
import { draftStackUpdate, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange } from '../named/draft.ts';
import type { OwnStack } from '../owner.ts';
import type { Draft, DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withResource } from '../template-edit.ts';
import type { EcsServiceFacts } from './facts-schema.ts';
import { loadIn, withLoad } from './load.ts';
import { draftRedeploy, draftScale } from './operate.ts';
import { ecsServiceTable } from './permissions.ts';
import { apartRefusal, namedRefusal, settingsOf, whichCluster } from './refusals.ts';
import { ECS_SERVICE_TEMPLATE_TYPES, ownRemedies } from './remedies.ts';
import { doesScale, withLeast } from './scaling.ts';

/** As people call it. */
export const TITLE = 'ECS service';

/** What differs for services where something exists; `edit` is of the service itself. */
export const ruleOf = (edit: ExistingRule['edit'] = (properties) => properties): ExistingRule => ({
  title: TITLE,
  table: ecsServiceTable,
  types: ECS_SERVICE_TEMPLATE_TYPES,
  remedies: ownRemedies,
  edit,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make it again; its tasks start anew, and the log of a stack of its own is lost',
  },
});

const NOTHING: Draft = { steps: [], deviations: [] };

/** True for a request that says more than how many tasks run. */
const saysMore = ({ parameters }: DraftContext['task']): boolean =>
  Object.keys(parameters).some((name) => !['name', 'cluster', 'desiredCount'].includes(name));

const noDefinition = ({ name }: EcsServiceFacts, setting: string): Refusal => ({
  code: 'unsupported-task',
  because: `No stack of ours says what the tasks of \`${name}\` are, their ${setting} included.`,
  next: 'Ask for the next revision of its task definition, then name that: `Task definition: x:8`.',
});

/** What the tasks are, in the stack of the service: CloudFormation makes its next revision. */
const withTasks = (context: DraftContext, template: Template): Decided<Template> => {
  const { task } = context;
  const id = definitionIn(template);
  const resource = id === undefined ? undefined : template.Resources[id];
  if (id === undefined || resource === undefined) return accepted(template);
  const before = propertiesOf(template, id);
  const refusal = definitionRefusal(context, sizeIn(before));
  if (refusal !== undefined) return refused(refusal);
  const Properties = withDefinition(before, task);
  const edited = withResource(template, id, { ...resource, Properties });
  const image = textOf(task, 'image');
  return accepted(image === undefined ? edited : withImageRights(edited, image));
};

/** How many run, and the tag that says so: in the service, or in what scales it. */
const withCount = (template: Template, id: string, count: number | undefined): Template => {
  const service = template.Resources[id];
  const load = loadIn(propertiesOf(template, id));
  if (service === undefined) return template;
  const definition = definitionIn(template);
  const size = definition === undefined ? {} : sizeIn(propertiesOf(template, definition));
  const isScaled = doesScale(template);
  const counted = (properties: JsonObject): JsonObject => ({
    ...(load === undefined
      ? properties
      : withLoad(properties, { ...load, ...size, count: count ?? load.count })),
    ...(count === undefined || isScaled ? {} : { DesiredCount: count }),
  });
  const Properties = counted(propertiesOf(template, id));
  const edited = withResource(template, id, { ...service, Properties });
  return count !== undefined && isScaled ? withLeast(edited, count) : edited;
};

const withNamed = (properties: JsonObject, { definition }: EcsServiceFacts): JsonObject =>
  definition === null ? properties : { ...properties, TaskDefinition: definition.arn };

/** The stack of the service with all that is asked; tags and what people add come by the rule. */
const updateOurs = (
  context: DraftContext,
  facts: EcsServiceFacts,
  { stack, logicalId }: { readonly stack: OwnStack; readonly logicalId: string },
): Decided<Draft> => {
  const rule = ruleOf((properties) => withNamed(properties, facts));
  const base = draftNamedChange(context, facts, rule);
  const present = parseOwnTemplate(stack.templateBody);
  if (!base.ok || !present.ok) return base.ok ? refused(noDefinition(facts, 'template')) : base;
  const [setting] = settingsOf(context.task);
  if (setting !== undefined && definitionIn(present.value) === undefined)
    return refused(noDefinition(facts, setting));
  const [step] = base.value.steps;
  const tasks = withTasks(context, step?.kind === 'deploy' ? step.template : present.value);
  if (!tasks.ok) return tasks;
  const count = numberOf(context.task, 'desiredCount');
  const draft = draftStackUpdate(context, stack, withCount(tasks.value, logicalId, count));
  if (!draft.ok) return draft;
  return accepted({ ...draft.value, deviations: movingImage(context.task) });
};

const scaleOf = (context: DraftContext, facts: EcsServiceFacts): readonly OperateDraft[] => {
  const count = numberOf(context.task, 'desiredCount');
  return count === undefined || count === facts.desired ? [] : [draftScale(context, facts, count)];
};

/** What no stack owns: its settings by Cloud Control, and how many run by a call. */
const updateLoose = (context: DraftContext, facts: EcsServiceFacts): Decided<Draft> => {
  const [setting] = settingsOf(context.task);
  if (setting !== undefined) return refused(noDefinition(facts, setting));
  const rule = ruleOf((properties) => withNamed(properties, facts));
  const base = saysMore(context.task) ? draftNamedChange(context, facts, rule) : accepted(NOTHING);
  if (!base.ok) return base;
  const steps = [...base.value.steps, ...scaleOf(context, facts)];
  return accepted({ ...base.value, steps });
};

const updateService = (context: DraftContext, facts: EcsServiceFacts): Decided<Draft> => {
  const { owner } = facts;
  const refusal = apartRefusal(context) ?? namedRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  if (owner.owner === 'ours') return updateOurs(context, facts, owner);
  return owner.owner === 'nobody'
    ? updateLoose(context, facts)
    : draftNamedChange(context, facts, ruleOf());
};

const redeploy = (context: DraftContext, facts: EcsServiceFacts): Decided<Draft> => {
  if (!facts.isRollingOut)
    return accepted({ steps: [draftRedeploy(context, facts)], deviations: [] });
  return refused({
    code: 'stack-not-ready',
    because: `A deployment of \`${facts.name}\` is under way.`,
    next: 'Wait until it has come to an end, then `/plan`.',
  });
};

/** Once its tasks are gone it reads otherwise than it does now. */
const scaledDown = (facts: EcsServiceFacts): EcsServiceFacts =>
  facts.properties === null
    ? facts
    : { ...facts, properties: { ...facts.properties, DesiredCount: 0 } };

const keptCluster = (
  { task }: DraftContext,
  { cluster, others }: EcsServiceFacts,
): readonly Deviation[] => [
  {
    taskId: task.id,
    asked: 'the service away, and the cluster that was made for it',
    planned: `the cluster ${cluster} as it is`,
    because: `it also holds ${others.slice(0, 8).join(', ')}`,
  },
];

/** Its tasks first, then the service, then the cluster that was made for it and holds no other. */
const deleteService = (context: DraftContext, facts: EcsServiceFacts): Decided<Draft> => {
  const { others, clusterStack, desired, running } = facts;
  const main = draftNamedChange(context, scaledDown(facts), ruleOf());
  const isKept = clusterStack !== null && others.length > 0;
  const whole = withCompanionRemoved(context, isKept ? null : clusterStack, main);
  if (!whole.ok) return whole;
  const first = desired > 0 || running > 0 ? [draftScale(context, facts, 0)] : [];
  const deviations = isKept ? keptCluster(context, facts) : [];
  return accepted({
    steps: [...first, ...whole.value.steps],
    deviations: [...whole.value.deviations, ...deviations],
  });
};

/** Pure: what a change or the deletion of a service becomes, or why it can not be. */
export const changeEcsService = (context: DraftContext, facts: EcsServiceFacts): Decided<Draft> => {
  const { task } = context;
  if (facts.clusters.length > 1) return refused(whichCluster(facts));
  if (!facts.exists) return refused(targetMissing(TITLE, facts.name));
  if (task.taskType === 'DeleteResource') return deleteService(context, facts);
  return textOf(task, 'action') === 'redeploy'
    ? redeploy(context, facts)
    : updateService(context, facts);
};
