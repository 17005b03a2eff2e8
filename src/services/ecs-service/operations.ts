import type { ActionNeed } from '../../plan/action-need.ts';
import type { JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

/** `arn:aws:ecs:<region>:<account>:service/<cluster>/<service>`, as ECS calls one. */
const namesIn = (arn: string): { readonly cluster: string; readonly service: string } => {
  const [, cluster = '', service = ''] = arn.split('/');
  return { cluster, service };
};

const needsOf: Operation['needs'] = (target): readonly ActionNeed[] => [
  { action: 'ecs:UpdateService', resources: [target], purpose: 'forward', via: 'direct' },
  { action: 'ecs:DescribeServices', resources: [target], purpose: 'read', via: 'direct' },
];

const described = (target: string): JsonObject => {
  const { cluster, service } = namesIn(target);
  return { cluster, services: [service] };
};

/** True when as many tasks run as are wanted, of one revision. */
const isSteady = (output: unknown): boolean => {
  const [one] = listOf(at(output, 'services'));
  return (
    one !== undefined &&
    at(one, 'runningCount') === at(one, 'desiredCount') &&
    listOf(at(one, 'deployments')).length <= 1
  );
};

const isCompleted = (output: unknown): boolean => {
  const [one] = listOf(at(output, 'services'));
  const [deployment, ...others] = listOf(at(one, 'deployments'));
  return others.length === 0 && at(deployment, 'rolloutState') === 'COMPLETED';
};

/** Sets how many tasks run; a draft says how many. The same number again changes nothing. */
export const SCALE: Operation = {
  name: 'ecs:scale',
  client: 'ECS',
  operation: 'UpdateService',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'reversible',
    summary: 'run the former number again',
    operation: 'ecs:scale',
  },
  needs: needsOf,
  input: (target) => ({ ...namesIn(target) }),
  wait: {
    client: 'ECS',
    operation: 'DescribeServices',
    input: described,
    isDone: isSteady,
    isAsSent: (output, sent) =>
      at(listOf(at(output, 'services'))[0], 'desiredCount') === sent['desiredCount'],
    timeoutMinutes: 15,
  },
  undoInput: ({ target, changes }) => {
    const before = changes[0]?.properties[0]?.before;
    return before === undefined ? undefined : { ...namesIn(target), desiredCount: Number(before) };
  },
};

/** Replaces every task by one of the same revision, each before its predecessor goes. */
export const REDEPLOY: Operation = {
  name: 'ecs:redeploy',
  client: 'ECS',
  operation: 'UpdateService',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'tasks that were replaced do not come back; those that run are of the same revision',
  },
  needs: needsOf,
  input: (target) => ({ ...namesIn(target), forceNewDeployment: true }),
  wait: {
    client: 'ECS',
    operation: 'DescribeServices',
    input: described,
    isDone: isCompleted,
    // ECS shows the former deployment, complete too, where the call was lost.
    isAsSent: (output, _sent, changes) => {
      const [deployment] = listOf(at(listOf(at(output, 'services'))[0], 'deployments'));
      const [id, before] = [at(deployment, 'id'), changes?.[0]?.properties[0]?.before];
      return typeof id === 'string' && before !== undefined && id !== before;
    },
    timeoutMinutes: 30,
  },
};

/** The catalogue of ECS services. */
export const ecsServiceOperations: readonly Operation[] = [SCALE, REDEPLOY];
