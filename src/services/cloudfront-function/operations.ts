import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

/**
 * Gives the code that waits to every place where a distribution runs it. The call names the code
 * that was read in planning: CloudFront refuses when somebody wrote another one since.
 */
export const PUBLISH: Operation = {
  name: 'cloudfront:publish-function',
  client: 'CloudFront',
  operation: 'PublishFunction',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'update the function with its former code, and publish that',
  },
  needs: (target, account) => {
    const arn = `arn:aws:cloudfront::${account.id}:function/${target}`;
    return [
      { action: 'cloudfront:PublishFunction', resources: [arn], purpose: 'forward', via: 'direct' },
      { action: 'cloudfront:DescribeFunction', resources: [arn], purpose: 'read', via: 'direct' },
    ];
  },
  input: (target) => ({ Name: target }),
  wait: {
    client: 'CloudFront',
    operation: 'DescribeFunction',
    // An older code may be live already; what waits says whether it itself was published.
    input: (target) => ({ Name: target, Stage: 'DEVELOPMENT' }),
    isDone: (output) => {
      const status = at(output, 'FunctionSummary.Status');
      return typeof status === 'string' && status !== 'UNPUBLISHED';
    },
    timeoutMinutes: 5,
  },
};

/** The catalogue of functions of CloudFront. */
export const cloudfrontFunctionOperations: readonly Operation[] = [PUBLISH];
