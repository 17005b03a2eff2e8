import { at, holdsWithin } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackLogGroup } from '../log-group/read-back.ts';
import { holdsTagMap, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const functionArn = (input: ReadBackInput): string =>
  `arn:aws:lambda:${input.region}:${input.account.id}:function:${input.physicalId}`;

const setting = (name: string, property: string): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'Lambda',
  operation: 'GetFunctionConfiguration',
  input: (input) => ({ FunctionName: input.physicalId }),
  holds: (output, planned) =>
    property === ''
      ? at(output, 'FunctionName') !== undefined
      : holdsWithin(planned, at(output, property)),
});

const FUNCTION_ROWS: readonly ReadRow[] = [
  setting('exists', ''),
  setting('runtime', 'Runtime'),
  setting('handler', 'Handler'),
  setting('memory', 'MemorySize'),
  setting('timeout', 'Timeout'),
  setting('role', 'Role'),
  setting('traced', 'TracingConfig'),
  setting('architecture', 'Architectures'),
  setting('failed events', 'DeadLetterConfig'),
  {
    name: 'reserved concurrency',
    property: 'ReservedConcurrentExecutions',
    client: 'Lambda',
    operation: 'GetFunctionConcurrency',
    input: (input) => ({ FunctionName: input.physicalId }),
    holds: (output, planned) => at(output, 'ReservedConcurrentExecutions') === planned,
  },
  {
    name: 'tagged',
    property: 'Tags',
    client: 'Lambda',
    operation: 'ListTags',
    input: (input) => ({ Resource: functionArn(input) }),
    holds: (output, _planned, input) => holdsTagMap(at(output, 'Tags'), input),
  },
];

const permissionRow: ReadRow = {
  name: 'exists',
  client: 'Lambda',
  operation: 'GetPolicy',
  input: (input) => ({ FunctionName: input.properties['FunctionName'] ?? '' }),
  holds: (output, _planned, input) => {
    const policy = at(output, 'Policy');
    return typeof policy === 'string' && policy.includes(input.physicalId);
  },
};

/** Reads a function and its log group back by their own calls; companions by theirs. */
export const readBackLambda = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::Lambda::Function')
    return await runReadBack(input, functionArn(input), FUNCTION_ROWS);
  if (input.type.startsWith('AWS::Logs::')) return await readBackLogGroup(input);
  if (input.type === 'AWS::Lambda::Permission')
    return await runReadBack(input, input.physicalId, [permissionRow]);
  return await readCompanion(input);
};
