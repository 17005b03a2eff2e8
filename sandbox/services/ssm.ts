import { AwsError } from '../aws-error.ts';
import { ssmValue } from '../engine/parameters.ts';
import { list, pageOf, record, row, text, texts, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

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

/** Values are not shown; a filter on the exact name is the only one that is used. */
const describeParameters = (call: Call): unknown => {
  const filters = list(call.input, 'ParameterFilters').map((one) => record(one));
  const names = new Set(
    filters
      .filter((filter) => filter['Key'] === 'Name')
      .flatMap((filter) => texts(filter, 'Values')),
  );
  const found = ownResources(call, 'AWS::SSM::Parameter').filter(
    (one) => filters.length === 0 || names.has(one.id),
  );
  const page = pageOf(call, found, call.input['NextToken']);
  return {
    Parameters: page.items.map((one) => ({
      Name: one.id,
      Type: one.properties['Type'],
      DataType: 'text',
      Version: 1,
    })),
    NextToken: page.next,
  };
};

/** SSM: the values of parameters, public ones for readers. */
export const ssmOperations: OperationTable = {
  DescribeParameters: row('ssm:DescribeParameters', () => '*', describeParameters),
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
