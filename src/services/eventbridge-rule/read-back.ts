import { listOf } from '../acts.ts';
import { at, holdsWithin, textIn } from '../compare.ts';
import { readBackLambda } from '../lambda-function/read-back.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';
import { policyObject } from '../sqs-queue/names.ts';
import { readBackSqs } from '../sqs-queue/read-back.ts';

const ruleRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'EventBridge',
  operation: 'DescribeRule',
  input: (input) => ({ Name: input.physicalId }),
  ...rest,
});

const ROWS: readonly ReadRow[] = [
  ruleRow('exists', { holds: (output) => at(output, 'Arn') !== undefined }),
  ruleRow('schedule', {
    property: 'ScheduleExpression',
    holds: (output, planned) => at(output, 'ScheduleExpression') === planned,
  }),
  ruleRow('pattern', {
    property: 'EventPattern',
    holds: (output, planned) => holdsWithin(planned, policyObject(at(output, 'EventPattern'))),
  }),
  ruleRow('state', {
    property: 'State',
    holds: (output, planned) => at(output, 'State') === planned,
  }),
  {
    name: 'targets',
    property: 'Targets',
    client: 'EventBridge',
    operation: 'ListTargetsByRule',
    input: (input) => ({ Rule: input.physicalId }),
    holds: (output, planned) => holdsWithin(planned, listOf(at(output, 'Targets'))),
  },
];

const arnOf = ({ region, account, physicalId }: ReadBackInput): string =>
  `arn:aws:events:${region}:${account.id}:rule/${textIn(physicalId)}`;

/** Reads a rule back by its own calls, and what stands beside it by those of its service. */
export const readBackRule = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::Events::Rule') return await runReadBack(input, arnOf(input), ROWS);
  if (input.type === 'AWS::Lambda::Permission') return await readBackLambda(input);
  if (input.type.startsWith('AWS::SQS::')) return await readBackSqs(input);
  throw noReadBack(input);
};
