import { listOf } from '../acts.ts';
import { at, holdsWithin } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const policyRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'AutoScaling',
  operation: 'DescribePolicies',
  input: (input) => ({ PolicyNames: [input.physicalId] }),
  ...rest,
});

const policyIn = (output: unknown) => listOf(at(output, 'ScalingPolicies'))[0];

const ROWS: readonly ReadRow[] = [
  policyRow('exists', {
    holds: (output, _planned, input) => at(policyIn(output), 'PolicyARN') === input.physicalId,
  }),
  policyRow('follows as planned', {
    property: 'TargetTrackingConfiguration',
    holds: (output, planned) =>
      holdsWithin(planned, at(policyIn(output), 'TargetTrackingConfiguration')),
  }),
  policyRow('steps as planned', {
    property: 'StepAdjustments',
    holds: (output, planned) => holdsWithin(planned, at(policyIn(output), 'StepAdjustments')),
  }),
];

/** Reads a policy back by Auto Scaling's own call, and its alarm as what stands beside it. */
export const readBackScalingPolicy = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  input.type === 'AWS::AutoScaling::ScalingPolicy'
    ? await runReadBack(input, input.physicalId, ROWS)
    : await readCompanion(input);
