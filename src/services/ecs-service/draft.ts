import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { afterCompanion, type CompanionStack } from '../companion-stack.ts';
import { TASKS } from '../containers/access.ts';
import { movingImage } from '../containers/image.ts';
import { ecsClusterRemedies } from '../ecs-cluster/remedies.ts';
import { ecsClusterTemplate } from '../ecs-cluster/template.ts';
import { decideGroup } from '../ec2-instance/place.ts';
import { draftNamedCreate } from '../named/draft.ts';
import { decideSpread } from '../network/spread.ts';
import { decidePassedRole } from '../passed-role/decide.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { changeEcsService, ruleOf, TITLE } from './change.ts';
import type { EcsServiceFacts } from './facts-schema.ts';
import { balanceRefusal, createRefusal, groupMissing } from './refusals.ts';
import { ownRemedies } from './remedies.ts';
import {
  CLUSTER,
  ecsServiceTemplate,
  type DefinitionSource,
  type ServiceParts,
} from './template.ts';

const sourceOf = (
  { task }: DraftContext,
  facts: EcsServiceFacts,
  roleArn: string | undefined,
): DefinitionSource =>
  textOf(task, 'taskDefinition') !== undefined && facts.definition !== null
    ? { kind: 'named', named: facts.definition }
    : { kind: 'own', roleArn, hasLogGroup: facts.hasLogGroup };

/** Where the tasks run, behind which group, and what they are. */
const decideParts = (context: DraftContext, facts: EcsServiceFacts): Decided<ServiceParts> => {
  const leastZones = isAtLeast(context.tier, 'staging') ? 2 : 1;
  const place = decideSpread(context, facts, { title: TITLE, isPublic: false, leastZones });
  if (!place.ok) return place;
  const group = decideGroup(context, facts, place.value.vpc.id);
  if (!group.ok) return group;
  if (group.value === undefined) return refused(groupMissing());
  const role = decidePassedRole(context, facts.role, { field: 'role', service: TASKS });
  if (!role.ok) return role;
  const source = sourceOf(context, facts, role.value);
  const refusal = balanceRefusal(context, facts, { vpcId: place.value.vpc.id, source });
  if (refusal !== undefined) return refused(refusal);
  const { name, cluster, targets } = facts;
  const groupId = group.value.id;
  return accepted({
    name,
    cluster,
    place: place.value,
    groupId,
    source,
    targetArn: targets?.arn,
  });
};

const remedied = (
  { tier, choices }: DraftContext,
  template: Template,
  remedies: typeof ownRemedies,
): Template => applyRemedies(template, { remedies, tier, choices, origin: 'new' });

/** One that is not there is made first, unless an earlier task of the issue makes it. */
const clusterOf = (
  context: DraftContext,
  { cluster, hasCluster, clusterStack }: EcsServiceFacts,
): CompanionStack | undefined => {
  const isMadeBefore = context.task.dependencies.length > 0;
  if (clusterStack === null && (hasCluster || isMadeBefore)) return undefined;
  return {
    suffix: CLUSTER,
    template: remedied(context, ecsClusterTemplate(context, cluster), ecsClusterRemedies),
    own: clusterStack,
    summary: `create ECS cluster ${cluster}`,
  };
};

const createService = (context: DraftContext, facts: EcsServiceFacts): Decided<Draft> => {
  const refusal = createRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const parts = decideParts(context, facts);
  if (!parts.ok) return parts;
  const main = draftNamedCreate(context, facts, {
    ...ruleOf(),
    template: remedied(context, ecsServiceTemplate(context, parts.value), ownRemedies),
    deviations: movingImage(context.task),
  });
  return afterCompanion(context, clusterOf(context, facts), main);
};

/** Pure: what a task for an ECS service becomes, or why it can not be. */
export const draftEcsService = (context: DraftContext, facts: EcsServiceFacts): Decided<Draft> =>
  context.task.taskType === 'CreateResource'
    ? createService(context, facts)
    : changeEcsService(context, facts);
