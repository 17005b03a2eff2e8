import { at, holdsWithin } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const checkRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'Route53',
  operation: 'GetHealthCheck',
  input: (input) => ({ HealthCheckId: input.physicalId }),
  ...rest,
});

const ROWS: readonly ReadRow[] = [
  checkRow('exists', {
    holds: (output, _planned, input) => at(output, 'HealthCheck.Id') === input.physicalId,
  }),
  checkRow('asks as planned', {
    property: 'HealthCheckConfig',
    holds: (output, planned) => holdsWithin(planned, at(output, 'HealthCheck.HealthCheckConfig')),
  }),
  {
    name: 'tagged',
    property: 'HealthCheckTags',
    client: 'Route53',
    operation: 'ListTagsForResource',
    input: (input) => ({ ResourceType: 'healthcheck', ResourceId: input.physicalId }),
    holds: (output, _planned, input) => holdsTags(at(output, 'ResourceTagSet.Tags'), input),
  },
];

/** Reads a health check back by Route 53's own calls, and its alarm as what stands beside it. */
export const readBackHealthCheck = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  input.type === 'AWS::Route53::HealthCheck'
    ? await runReadBack(input, `arn:aws:route53:::healthcheck/${input.physicalId}`, ROWS)
    : await readCompanion(input);
