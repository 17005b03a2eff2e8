import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackIam } from '../iam-role/read-back.ts';
import { readBackLambda } from '../lambda-function/read-back.ts';
import { runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const parameterRow: ReadRow = {
  name: 'exists',
  client: 'SSM',
  operation: 'DescribeParameters',
  input: (input) => ({
    ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [input.physicalId] }],
  }),
  holds: (output) => listOf(at(output, 'Parameters')).length > 0,
};

const parameterArn = (input: ReadBackInput): string => {
  const name = input.physicalId.replace(/^\//, '');
  return `arn:aws:ssm:${input.region}:${input.account.id}:parameter/${name}`;
};

/** Reads back what only given templates hold. */
export const readBackTemplate = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, logicalId } = input;
  if (type === 'AWS::CDK::Metadata') return { logicalId, type, arn: '', checks: [] };
  if (type.startsWith('AWS::IAM::')) return await readBackIam(input);
  if (type.startsWith('AWS::Lambda::')) return await readBackLambda(input);
  if (type === 'AWS::SSM::Parameter')
    return await runReadBack(input, parameterArn(input), [parameterRow]);
  return await readCompanion(input);
};
