import type { HealthStatus, ServiceAgent } from '../task/aws-resource.ts';
import type { FollowedAgent } from './follow-inventory.ts';

/** How one resource was found to be. */
export interface JudgedHealth {
  readonly arn: string;
  readonly status: HealthStatus;
}

/** The ARN of what an agent looks after: for some types CloudFormation's own id is one. */
const statusOf = (agent: ServiceAgent, byArn: ReadonlyMap<string, HealthStatus>) =>
  byArn.get(agent.resource.arn) ?? byArn.get(agent.resource.id);

/**
 * Agents whose health a look changes. Of a resource that the look does not speak of nothing new is
 * known; who is Terminated has no health any more.
 */
export const followHealth = (
  agents: readonly ServiceAgent[],
  judged: readonly JudgedHealth[],
): readonly FollowedAgent[] => {
  const byArn = new Map(judged.map(({ arn, status }) => [arn, status]));
  return agents.flatMap((before) => {
    const healthStatus = statusOf(before, byArn);
    const isNews =
      healthStatus !== undefined &&
      before.state !== 'Terminated' &&
      healthStatus !== before.healthStatus;
    return isNews ? [{ before, after: { ...before, healthStatus } }] : [];
  });
};
