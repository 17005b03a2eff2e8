import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { draftCall } from '../operate-call.ts';
import type { DraftContext } from '../service.ts';
import type { EcsServiceFacts } from './facts-schema.ts';
import { REDEPLOY, SCALE } from './operations.ts';

const TYPE = 'AWS::ECS::Service';

const changeOf = (
  { name, identifier }: EcsServiceFacts,
  properties: PlannedChange['properties'],
): PlannedChange => ({
  action: 'change',
  logicalId: name,
  type: TYPE,
  physicalId: identifier,
  ownerAgent: ownerOf(TYPE),
  properties,
  losesData: false,
  isSensitive: false,
  isConditional: false,
});

/** How many tasks run from now on. With none the service answers nobody, so that is destructive. */
export const draftScale = (
  context: DraftContext,
  facts: EcsServiceFacts,
  desired: number,
): OperateDraft => {
  const { name, arn, desired: before, cluster } = facts;
  const count = {
    path: '/Properties/DesiredCount',
    before: String(before),
    after: String(desired),
    recreation: 'Never' as const,
  };
  return {
    ...draftCall(context, SCALE, arn),
    operationClass: desired === 0 ? 'destructive' : 'non-destructive',
    summary:
      desired === 0
        ? `stop the ${before} tasks of ${name}`
        : `run ${desired} tasks of ${name}, not ${before}`,
    input: { cluster, service: name, desiredCount: desired },
    changes: [changeOf(facts, [count])],
  };
};

/** Every task is replaced by one of the revision that runs. */
export const draftRedeploy = (context: DraftContext, facts: EcsServiceFacts): OperateDraft => ({
  ...draftCall(context, REDEPLOY, facts.arn),
  summary: `replace the tasks of ${facts.name} by ones of the same revision`,
  changes: [
    changeOf(facts, [
      {
        path: '/Deployment',
        ...(facts.deployment === '' ? {} : { before: facts.deployment }),
        after: 'a newer one of the same revision',
        recreation: 'Never',
      },
    ]),
  ],
});
