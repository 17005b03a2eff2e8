import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

/** Turns on a trail that stands still. Nothing in this catalogue turns one off. */
export const START: Operation = {
  name: 'cloudtrail:start-logging',
  client: 'CloudTrail',
  operation: 'StartLogging',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'a trail that is on stays on: no plan turns one off',
  },
  needs: (target, account, region) =>
    (['cloudtrail:StartLogging', 'cloudtrail:GetTrailStatus'] as const).map((action) => ({
      action,
      resources: [`arn:aws:cloudtrail:${region}:${account.id}:trail/${target}`],
      purpose: action === 'cloudtrail:StartLogging' ? 'forward' : 'read',
      via: 'direct',
    })),
  input: (target) => ({ Name: target }),
  wait: {
    client: 'CloudTrail',
    operation: 'GetTrailStatus',
    input: (target) => ({ Name: target }),
    isDone: (output) => at(output, 'IsLogging') === true,
    timeoutMinutes: 5,
  },
};

/** The catalogue of trails. */
export const trailOperations: readonly Operation[] = [START];
