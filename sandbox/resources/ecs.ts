import type { Resource, WorldState } from '../state.ts';
import { problem, sameId, textProperty, type HandlerProblem, type TypeRow } from './model.ts';

/** Services that stand in a cluster, which they name by its name or its ARN. */
export const servicesIn = (state: WorldState, cluster: Resource): readonly Resource[] =>
  state.resources.filter(
    (each) =>
      each.type === 'AWS::ECS::Service' &&
      each.accountId === cluster.accountId &&
      each.region === cluster.region &&
      [cluster.id, cluster.arn].includes(textProperty(each.properties, 'Cluster')),
  );

/** Tasks that run in a cluster without a service, as the world says. */
export const looseTasks = ({ attributes }: Resource): number => Number(attributes['Tasks'] ?? 0);

const useProblem = (cluster: Resource, state: WorldState): HandlerProblem | undefined => {
  if (servicesIn(state, cluster).length > 0)
    return problem(
      'InvalidRequest',
      400,
      'The Cluster cannot be deleted while Services are active.',
    );
  return looseTasks(cluster) > 0
    ? problem('InvalidRequest', 400, 'The Cluster cannot be deleted while Tasks are active.')
    : undefined;
};

/** `AWS::ECS::Cluster`. Stays while services or tasks are in it. */
const cluster: TypeRow = {
  type: 'AWS::ECS::Cluster',
  service: 'ECS',
  tags: 'list',
  seconds: { create: 8, update: 5, delete: 6 },
  replaceOn: ['ClusterName'],
  nameProperty: 'ClusterName',
  nameLimit: 255,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => `arn:aws:ecs:${region}:${accountId}:cluster/${id}`,
  attributesOf: (id, { accountId, region }) => ({
    Arn: `arn:aws:ecs:${region}:${accountId}:cluster/${id}`,
  }),
  refuseCreate: ({ name }) =>
    /^[A-Za-z0-9_-]{1,255}$/.test(name)
      ? undefined
      : problem('InvalidRequest', 400, `Invalid identifier: Identifier is for ${name}`),
  refuseDelete: useProblem,
};

/** Every type of ECS. */
export const ECS_ROWS: readonly TypeRow[] = [cluster];
