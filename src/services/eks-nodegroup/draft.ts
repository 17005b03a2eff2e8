import { EDIT } from '../edit-issue.ts';
import type { Json } from '../../task/json.ts';
import { isJsonObject } from '../../task/json.ts';
import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { clusterMissing } from '../eks/cluster-missing.ts';
import { isNewer, stepRefusal } from '../eks/versions.ts';
import { targetMissing } from '../existing-target.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { decidePassedRole } from '../passed-role/decide.ts';
import type { Draft, DraftContext } from '../service.ts';
import type { Tags } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import type { NodegroupFacts } from './facts-schema.ts';
import { nodegroupTable } from './permissions.ts';
import { EKS_NODEGROUP_TEMPLATE_TYPES, nodegroupRemedies } from './remedies.ts';
import { nodegroupTemplate, withFields } from './template.ts';

const TITLE = 'EKS node group';

/** Tags of nodes are a map. */
const mergeTagMap = (present: Json | undefined, tags: Tags): Json => ({
  ...(isJsonObject(present ?? null) ? (present as Tags) : {}),
  ...tags,
});

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: nodegroupTable,
  types: EKS_NODEGROUP_TEMPLATE_TYPES,
  remedies: nodegroupRemedies,
  edit: (properties) => withFields(properties, context.task),
  mergeTags: mergeTagMap,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make it again; what ran on its nodes starts anew, and what was only on them is lost',
  },
});

const contradictory = (because: string): Refusal => ({
  code: 'contradictory',
  because,
  next: EDIT,
});

const sizeRefusal = ({ task }: DraftContext, { nodes }: NodegroupFacts): Refusal | undefined => {
  const min = numberOf(task, 'minSize') ?? nodes?.min;
  const max = numberOf(task, 'maxSize') ?? nodes?.max;
  const desired = numberOf(task, 'desiredSize') ?? nodes?.desired ?? min;
  if (min === undefined || max === undefined || desired === undefined)
    return {
      code: 'missing-field',
      because: 'How many nodes run at the least and at the most is not said.',
      next: 'Edit the issue and add lines `Min size: 2` and `Max size: 6`.',
    };
  if (min > max) return contradictory(`The fewest nodes, ${min}, are more than the most, ${max}.`);
  return desired >= min && desired <= max
    ? undefined
    : contradictory(`${desired} nodes are not between ${min} and ${max}.`);
};

const versionRefusal = (
  { task }: DraftContext,
  { name, clusterVersion, cluster, nodes }: NodegroupFacts,
): Refusal | undefined => {
  const wanted = textOf(task, 'version');
  if (wanted === undefined) return undefined;
  if (clusterVersion !== '' && isNewer(wanted, clusterVersion))
    return contradictory(
      `Nodes of ${wanted} would be newer than \`${cluster}\`, which runs ${clusterVersion}.`,
    );
  return nodes === null ? undefined : stepRefusal(name, nodes.version, wanted);
};

/** A cluster that an earlier task of the issue makes is not there yet; then subnets are named. */
const subnetsOf = ({ task }: DraftContext, facts: NodegroupFacts): readonly string[] => {
  const given = task.parameters['subnets'];
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  const named = list.filter((one): one is string => typeof one === 'string');
  return named.length === 0 ? facts.clusterSubnets : named;
};

const subnetsMissing: Refusal = {
  code: 'missing-field',
  because: 'In which subnets the nodes run is not said, and the cluster is not there to tell.',
  next: 'Edit the issue and name the subnets by their ids, or make the cluster first.',
};

const createNodegroup = (context: DraftContext, facts: NodegroupFacts): Decided<Draft> => {
  const { task, tier, choices } = context;
  const { name, cluster } = facts;
  const subnets = subnetsOf(context, facts);
  const refusal =
    (task.dependencies.length > 0 ? undefined : clusterMissing(cluster, facts.clusterVersion)) ??
    sizeRefusal(context, facts) ??
    versionRefusal(context, facts) ??
    (subnets.length === 0 ? subnetsMissing : undefined);
  if (refusal !== undefined) return refused(refusal);
  const role = decidePassedRole(context, facts.role, {
    field: 'role',
    service: 'ec2.amazonaws.com',
  });
  if (!role.ok) return role;
  const template = nodegroupTemplate(context, { name, cluster, subnets, roleArn: role.value });
  const rule = { remedies: nodegroupRemedies, tier, choices, origin: 'new' } as const;
  return draftNamedCreate(context, facts, {
    ...ruleOf(context),
    template: applyRemedies(template, rule),
    deviations: [],
  });
};

const changeRefusal = (context: DraftContext, facts: NodegroupFacts): Refusal | undefined => {
  const { name, status, cluster, clusterVersion } = facts;
  const missing = clusterMissing(cluster, clusterVersion);
  if (missing !== undefined) return missing;
  if (!facts.exists) return targetMissing(TITLE, name);
  if (context.task.taskType === 'DeleteResource') return undefined;
  const refusal = sizeRefusal(context, facts) ?? versionRefusal(context, facts);
  if (refusal !== undefined) return refusal;
  return status === 'ACTIVE' || status === 'DEGRADED'
    ? undefined
    : {
        code: 'stack-not-ready',
        because: `The node group \`${name}\` is in state ${status}.`,
        next: 'Wait until it is ACTIVE, then `/plan`.',
      };
};

/** Pure: what a task for a node group becomes, or why it can not be. */
export const draftNodegroup = (context: DraftContext, facts: NodegroupFacts): Decided<Draft> => {
  if (context.task.taskType === 'CreateResource') return createNodegroup(context, facts);
  const refusal = changeRefusal(context, facts);
  return refusal === undefined
    ? draftNamedChange(context, facts, ruleOf(context))
    : refused(refusal);
};
