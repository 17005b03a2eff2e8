import { AwsError } from '../aws-error.ts';
import { ssmValue } from '../engine/parameters.ts';
import { row, text, texts, type Call, type OperationTable } from './call.ts';

/** Public parameters have no account in their ARN. */
const arnOf = (call: Call, name: string): string => {
  const owner = name.startsWith('/aws/service/') ? '' : call.accountId;
  return `arn:aws:ssm:${call.region}:${owner}:parameter/${name.replace(/^\//, '')}`;
};

const view = (call: Call, name: string, value: string): unknown => ({
  Name: name,
  Type: 'String',
  Value: value,
  Version: 1,
  LastModifiedDate: new Date('2025-12-01T00:00:00.000Z'),
  ARN: arnOf(call, name),
  DataType: name.includes('ami') ? 'aws:ec2:image' : 'text',
});

const oneParameter = (call: Call): unknown => {
  const name = text(call.input, 'Name');
  const value = ssmValue(call.state, call, name);
  if (value === undefined) throw new AwsError('ParameterNotFound', 400, name);
  return { Parameter: view(call, name, value) };
};

const someParameters = (call: Call): unknown => {
  const names = texts(call.input, 'Names');
  const found = names.map((name) => [name, ssmValue(call.state, call, name)] as const);
  return {
    Parameters: found.flatMap(([name, value]) =>
      value === undefined ? [] : [view(call, name, value)],
    ),
    InvalidParameters: found.filter(([, value]) => value === undefined).map(([name]) => name),
  };
};

/** SSM: the values of parameters, public ones for readers. */
export const ssmOperations: OperationTable = {
  GetParameter: row(
    'ssm:GetParameter',
    (call) => arnOf(call, text(call.input, 'Name')),
    oneParameter,
  ),
  GetParameters: {
    demands: (call) =>
      texts(call.input, 'Names').map((name) => ({
        action: 'ssm:GetParameters',
        resource: arnOf(call, name),
      })),
    run: someParameters,
  },
};
