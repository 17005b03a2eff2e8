import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

/** A version that was made and is not yet the one in use. */
const isPending = (stages: Json): boolean =>
  listOf(stages).includes('AWSPENDING') && !listOf(stages).includes('AWSCURRENT');

/**
 * A new value at once, by the secret's own rotation function. It is done when no version waits to
 * become the one in use; the answer holds ids and stages of versions, never a value.
 */
export const ROTATE: Operation = {
  name: 'secretsmanager:rotate',
  client: 'SecretsManager',
  operation: 'RotateSecret',
  operationClass: 'sensitive',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'the former value stays as AWSPREVIOUS until the next rotation',
  },
  needs: (target) => [
    {
      action: 'secretsmanager:RotateSecret',
      resources: [target],
      purpose: 'forward',
      via: 'direct',
    },
    {
      action: 'secretsmanager:DescribeSecret',
      resources: [target],
      purpose: 'read',
      via: 'direct',
    },
  ],
  input: (target) => ({ SecretId: target }),
  wait: {
    client: 'SecretsManager',
    operation: 'DescribeSecret',
    input: (target) => ({ SecretId: target }),
    isDone: (output) => {
      const versions = at(output, 'VersionIdsToStages');
      return versions !== undefined && isJsonObject(versions)
        ? !Object.values(versions).some(isPending)
        : false;
    },
    timeoutMinutes: 15,
  },
};

/** The catalogue of secrets. */
export const secretOperations: readonly Operation[] = [ROTATE];
