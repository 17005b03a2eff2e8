import { ownerOf } from '../../agents/roster.ts';
import type { Deviation } from '../../plan/plan.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { newVersionRefusal, stepRefusal } from '../eks/versions.ts';
import { targetMissing } from '../existing-target.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { decideSpread } from '../network/spread.ts';
import { draftCall } from '../operate-call.ts';
import { decidePassedRole } from '../passed-role/decide.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { decidedLater, notAsAsked } from './beside.ts';
import type { EksClusterFacts } from './facts-schema.ts';
import { RAISE } from './operations.ts';
import { eksClusterTable } from './permissions.ts';
import { apartRefusal, holdsRefusal, rangeRefusal, stateRefusal } from './refusals.ts';
import { EKS_CLUSTER_TEMPLATE_TYPES, eksClusterRemedies } from './remedies.ts';
import { EKS, eksClusterTemplate, withFields } from './template.ts';

const TITLE = 'EKS cluster';

const ruleOf = (
  context: DraftContext,
  edit: ExistingRule['edit'] = (properties) => withFields(properties, context.task),
): ExistingRule => ({
  title: TITLE,
  table: eksClusterTable,
  types: EKS_CLUSTER_TEMPLATE_TYPES,
  remedies: eksClusterRemedies,
  edit,
  inverseOfDelete: {
    reversibility: 'irreversible',
    summary: 'what Kubernetes kept of itself is lost; a new cluster is empty',
  },
});

const versionMissing: Refusal = {
  code: 'missing-field',
  because: 'Which version of Kubernetes it runs is not said.',
  next: 'Edit the issue and add a line such as `Version: 1.34`.',
};

const createRefusal = (context: DraftContext): Refusal | undefined => {
  const version = textOf(context.task, 'version');
  if (version === undefined) return versionMissing;
  return apartRefusal(context) ?? newVersionRefusal(version) ?? rangeRefusal(context);
};

const createCluster = (context: DraftContext, facts: EksClusterFacts): Decided<Draft> => {
  const refusal = createRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  const { tier, choices } = context;
  const { name } = facts;
  const place = decideSpread(context, facts, { title: TITLE, isPublic: false, leastZones: 2 });
  if (!place.ok) return place;
  const role = decidePassedRole(context, facts.role, { field: 'role', service: EKS });
  if (!role.ok) return role;
  const template = eksClusterTemplate(context, { name, place: place.value, roleArn: role.value });
  const declined = decidedLater(context, name);
  const rule = { remedies: eksClusterRemedies, tier, choices, origin: 'new', declined } as const;
  return draftNamedCreate(context, facts, {
    ...ruleOf(context),
    template: applyRemedies(template, rule),
    deviations: notAsAsked(context, name),
  });
};

const raisedOf = ({ task }: DraftContext, { version }: EksClusterFacts): string | undefined => {
  const wanted = textOf(task, 'version');
  return wanted === version ? undefined : wanted;
};

const draftRaise = (
  context: DraftContext,
  { name, version }: EksClusterFacts,
  wanted: string,
): OperateDraft => ({
  ...draftCall(context, RAISE, name),
  summary: `raise ${name} to Kubernetes ${wanted}, from ${version}`,
  input: { name, version: wanted },
  changes: [
    {
      action: 'change',
      logicalId: name,
      type: 'AWS::EKS::Cluster',
      physicalId: name,
      ownerAgent: ownerOf('AWS::EKS::Cluster'),
      properties: [
        { path: '/Properties/Version', before: version, after: wanted, recreation: 'Never' },
      ],
      losesData: false,
      isSensitive: false,
      isConditional: false,
    },
  ],
});

const lagging = (
  { task }: DraftContext,
  { nodegroups }: EksClusterFacts,
  wanted: string,
): readonly Deviation[] =>
  nodegroups.length === 0
    ? []
    : [
        {
          taskId: task.id,
          asked: `Kubernetes ${wanted}`,
          planned: `the control plane at ${wanted}, the nodes as they are`,
          because: `${nodegroups.slice(0, 8).join(', ')} and the add-ons are raised after it`,
        },
      ];

/** What no stack owns: its version by a call, the rest by Cloud Control. */
const updateLoose = (
  context: DraftContext,
  facts: EksClusterFacts,
  wanted: string | undefined,
): Decided<Draft> => {
  const rule = ruleOf(context, (properties) => {
    const { Version: before, ...rest } = withFields(properties, context.task);
    const kept = properties['Version'] ?? before;
    return kept === undefined ? rest : { ...rest, Version: kept };
  });
  const base = draftNamedChange(context, facts, rule);
  if (!base.ok || wanted === undefined) return base;
  const steps = [...base.value.steps, draftRaise(context, facts, wanted)];
  return accepted({ steps, deviations: lagging(context, facts, wanted) });
};

const IRREVERSIBLE = RAISE.inverse;

const updateCluster = (context: DraftContext, facts: EksClusterFacts): Decided<Draft> => {
  const { name, version, owner } = facts;
  const wanted = raisedOf(context, facts);
  const refusal =
    rangeRefusal(context) ??
    (wanted === undefined ? undefined : stepRefusal(name, version, wanted)) ??
    stateRefusal(facts);
  if (refusal !== undefined) return refused(refusal);
  if (owner.owner === 'nobody') return updateLoose(context, facts, wanted);
  const base = draftNamedChange(context, facts, ruleOf(context));
  if (!base.ok || wanted === undefined) return base;
  const { reversibility, summary } = IRREVERSIBLE;
  const steps = base.value.steps.map((step) => ({ ...step, inverse: { reversibility, summary } }));
  return accepted({ steps, deviations: lagging(context, facts, wanted) });
};

/** Pure: what a task for an EKS cluster becomes, or why it can not be. */
export const draftEksCluster = (context: DraftContext, facts: EksClusterFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createCluster(context, facts);
  if (!facts.exists) return refused(targetMissing(TITLE, facts.name));
  if (taskType === 'UpdateResource') return updateCluster(context, facts);
  const refusal = holdsRefusal(facts);
  return refusal === undefined
    ? draftNamedChange(context, facts, ruleOf(context))
    : refused(refusal);
};
