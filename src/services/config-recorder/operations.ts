import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

/** Turns on a recorder that stands still. Nothing in this catalogue turns one off. */
export const START: Operation = {
  name: 'config:start-recorder',
  client: 'ConfigService',
  operation: 'StartConfigurationRecorder',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'a recorder that is on stays on: no plan turns one off',
  },
  needs: (target, account, region) =>
    (
      ['config:StartConfigurationRecorder', 'config:DescribeConfigurationRecorderStatus'] as const
    ).map((action) => ({
      action,
      resources: [`arn:aws:config:${region}:${account.id}:configuration-recorder/${target}/*`],
      purpose: action === 'config:StartConfigurationRecorder' ? 'forward' : 'read',
      via: 'direct',
    })),
  input: (target) => ({ ConfigurationRecorderName: target }),
  wait: {
    client: 'ConfigService',
    operation: 'DescribeConfigurationRecorderStatus',
    input: (target) => ({ ConfigurationRecorderNames: [target] }),
    isDone: (output) =>
      listOf(at(output, 'ConfigurationRecordersStatus')).some(
        (row) => at(row, 'recording') === true,
      ),
    timeoutMinutes: 5,
  },
};

/** The catalogue of recorders. */
export const recorderOperations: readonly Operation[] = [START];
