import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, holdsWithin } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackEcsCluster } from '../ecs-cluster/read-back.ts';
import { holdsEcsTags, readBackTaskDefinition } from '../ecs-task-definition/read-back.ts';
import { runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const row = (
  name: string,
  property: string,
  holds: (one: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'ECS',
  operation: 'DescribeServices',
  input: ({ physicalId }) => ({
    cluster: physicalId.split('/')[1] ?? '',
    services: [physicalId],
    include: ['TAGS'],
  }),
  holds: (output, planned, input) => holds(listOf(at(output, 'services'))[0], planned, input),
});

const network = (one: Json | undefined, member: string): Json | undefined =>
  at(one, `networkConfiguration.awsvpcConfiguration.${member}`);

const ROWS: readonly ReadRow[] = [
  row('exists', '', (one) => at(one, 'status') === 'ACTIVE'),
  row('tasks', 'DesiredCount', (one, planned) => at(one, 'desiredCount') === planned),
  row('subnets', 'NetworkConfiguration', (one, planned) =>
    holdsWithin(at(planned, 'AwsvpcConfiguration.Subnets') ?? [], network(one, 'subnets')),
  ),
  row(
    'public addresses',
    'NetworkConfiguration',
    (one, planned) =>
      network(one, 'assignPublicIp') === at(planned, 'AwsvpcConfiguration.AssignPublicIp'),
  ),
  row('taken back', 'DeploymentConfiguration', (one, planned) =>
    ['Enable', 'Rollback'].every(
      (name) =>
        at(one, `deploymentConfiguration.deploymentCircuitBreaker.${name.toLowerCase()}`) ===
        at(planned, `DeploymentCircuitBreaker.${name}`),
    ),
  ),
  row('tagged', 'Tags', (one, _planned, input) => holdsEcsTags(at(one, 'tags'), input)),
];

/** Reads a service back, and with it all that its stacks hold. */
export const readBackEcsService = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, physicalId } = input;
  if (type === 'AWS::ECS::Service') return await runReadBack(input, physicalId, ROWS);
  if (type === 'AWS::ECS::Cluster') return await readBackEcsCluster(input);
  if (type.startsWith('AWS::ApplicationAutoScaling::') || type === 'AWS::CloudWatch::Alarm')
    return await readCompanion(input);
  return await readBackTaskDefinition(input);
};
