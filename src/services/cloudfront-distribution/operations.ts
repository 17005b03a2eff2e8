import type { JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import type { Operation } from '../service.ts';

const newest = (output: unknown) => listOf(at(output, 'InvalidationList.Items'))[0];

/** The reference of a batch says which invalidation was the newest before it. */
export const referenceOf = (issue: string, former: string): string =>
  `${issue} after ${former === '' ? 'none' : former}`;

const referenceIn = (sent: JsonObject): string =>
  textIn(at(sent, 'InvalidationBatch.CallerReference'));

/** Takes paths out of the caches of every place, so that the next viewer gets them anew. */
export const INVALIDATE: Operation = {
  name: 'cloudfront:invalidate',
  client: 'CloudFront',
  operation: 'CreateInvalidation',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'caches fill again by themselves as viewers come; until then the origin works more',
  },
  needs: (target, account) => {
    const arn = `arn:aws:cloudfront::${account.id}:distribution/${target}`;
    return [
      {
        action: 'cloudfront:CreateInvalidation',
        resources: [arn],
        purpose: 'forward',
        via: 'direct',
      },
      {
        action: 'cloudfront:ListInvalidations',
        resources: [arn],
        purpose: 'read',
        via: 'direct',
      },
    ];
  },
  input: (target) => ({ DistributionId: target }),
  wait: {
    client: 'CloudFront',
    operation: 'ListInvalidations',
    input: (target) => ({ DistributionId: target, MaxItems: 1 }),
    isDone: (output) => textIn(at(newest(output), 'Status')) === 'Completed',
    isAsSent: (output, sent) =>
      !referenceIn(sent).endsWith(`after ${textIn(at(newest(output), 'Id'))}`),
    timeoutMinutes: 15,
  },
};

/** The catalogue of distributions; whether one answers is a setting of it. */
export const distributionOperations: readonly Operation[] = [INVALIDATE];
