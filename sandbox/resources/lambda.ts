import { problem, sameId, textProperty, type HandlerProblem, type TypeModel } from './model.ts';
import type { JsonObject } from '../../src/task/json.ts';

const between = (value: unknown, low: number, high: number): boolean =>
  value === undefined || (Number(value) >= low && Number(value) <= high);

const outOfBounds = (properties: JsonObject): HandlerProblem | undefined => {
  if (!between(properties['Timeout'], 1, 900)) {
    return problem('InvalidRequest', 400, "Value at 'timeout' must be between 1 and 900");
  }
  return between(properties['MemorySize'], 128, 10_240)
    ? undefined
    : problem('InvalidRequest', 400, "'MemorySize' value failed to satisfy constraint");
};

const functionArn = (name: string, accountId: string, region: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${name}`;

/** `AWS::Lambda::Function`. Its role must be there. */
export const lambdaFunction: TypeModel = {
  type: 'AWS::Lambda::Function',
  service: 'Lambda',
  tags: 'list',
  seconds: { create: 12, update: 10, delete: 4 },
  required: ['Code', 'Role'],
  properties: [
    'Architectures',
    'CapacityProviderConfig',
    'Code',
    'CodeSigningConfigArn',
    'DeadLetterConfig',
    'Description',
    'DurableConfig',
    'Environment',
    'EphemeralStorage',
    'FileSystemConfigs',
    'FunctionName',
    'FunctionScalingConfig',
    'Handler',
    'ImageConfig',
    'KmsKeyArn',
    'Layers',
    'LoggingConfig',
    'MemorySize',
    'PackageType',
    'PublishToLatestPublished',
    'RecursiveLoop',
    'ReservedConcurrentExecutions',
    'Role',
    'Runtime',
    'RuntimeManagementConfig',
    'SnapStart',
    'Tags',
    'TenancyConfig',
    'Timeout',
    'TracingConfig',
    'VpcConfig',
  ],
  replaceOn: ['FunctionName', 'PackageType', 'TenancyConfig'],
  nameProperty: 'FunctionName',
  nameLimit: 64,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => functionArn(id, accountId, region),
  attributesOf: (id, { accountId, region }) => ({ Arn: functionArn(id, accountId, region) }),
  bornWith: () => ({ State: 'Active', LastUpdateStatus: 'Successful' }),
  refuseCreate: ({ state, place, properties, name }) => {
    if (!/^[a-zA-Z0-9-_]{1,64}$/.test(name)) {
      return problem('InvalidRequest', 400, `Value '${name}' at 'functionName' is not valid`);
    }
    const roleName = textProperty(properties, 'Role').split('/').at(-1);
    const known = state.resources.some(
      (each) =>
        each.type === 'AWS::IAM::Role' &&
        each.accountId === place.accountId &&
        each.id === roleName,
    );
    if (!known) {
      return problem(
        'InvalidRequest',
        400,
        'The role defined for the function cannot be assumed by Lambda.',
      );
    }
    return outOfBounds(properties);
  },
  refuseUpdate: (_resource, after) => outOfBounds(after),
};

/** `AWS::Lambda::Permission`: one statement of a function's policy. */
export const lambdaPermission: TypeModel = {
  type: 'AWS::Lambda::Permission',
  service: 'Lambda',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  required: ['Action', 'FunctionName', 'Principal'],
  properties: [
    'Action',
    'EventSourceToken',
    'FunctionName',
    'FunctionUrlAuthType',
    'InvokedViaFunctionUrl',
    'Principal',
    'PrincipalOrgID',
    'SourceAccount',
    'SourceArn',
  ],
  replaceOn: [
    'Action',
    'EventSourceToken',
    'FunctionName',
    'FunctionUrlAuthType',
    'InvokedViaFunctionUrl',
    'Principal',
    'PrincipalOrgID',
    'SourceAccount',
    'SourceArn',
  ],
  idPrefix: 'permission-',
  idOf: sameId,
  arnOf: (_id, { accountId, region }, properties) =>
    functionArn(
      textProperty(properties, 'FunctionName').split(':').at(-1) ?? '',
      accountId,
      region,
    ),
  attributesOf: (id) => ({ Id: id }),
};

const lastName = (properties: JsonObject): string =>
  textProperty(properties, 'FunctionName').split(':').at(-1) ?? '';

/** `AWS::Lambda::Version`: what the function is now, kept under a number. */
export const lambdaVersion: TypeModel = {
  type: 'AWS::Lambda::Version',
  service: 'Lambda',
  tags: 'none',
  seconds: { create: 4, update: 3, delete: 2 },
  required: ['FunctionName'],
  properties: [
    'CodeSha256',
    'Description',
    'FunctionName',
    'FunctionScalingConfig',
    'ProvisionedConcurrencyConfig',
    'RuntimePolicy',
  ],
  replaceOn: [
    'CodeSha256',
    'Description',
    'FunctionName',
    'ProvisionedConcurrencyConfig',
    'RuntimePolicy',
  ],
  idPrefix: 'version-',
  idOf: sameId,
  arnOf: (_id, { accountId, region }, properties) =>
    functionArn(lastName(properties), accountId, region),
  attributesOf: (_id, { accountId, region }, properties) => ({
    Version: '1',
    FunctionArn: `${functionArn(lastName(properties), accountId, region)}:1`,
  }),
};

/** `AWS::Lambda::Alias`: a name for a version. */
export const lambdaAlias: TypeModel = {
  type: 'AWS::Lambda::Alias',
  service: 'Lambda',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  required: ['FunctionName', 'FunctionVersion', 'Name'],
  properties: [
    'Description',
    'FunctionName',
    'FunctionVersion',
    'Name',
    'ProvisionedConcurrencyConfig',
    'RoutingConfig',
  ],
  replaceOn: ['FunctionName', 'Name'],
  idPrefix: 'alias-',
  idOf: sameId,
  arnOf: (_id, { accountId, region }, properties) =>
    functionArn(lastName(properties), accountId, region),
  attributesOf: (id, { accountId, region }, properties) => ({
    AliasArn: `${functionArn(lastName(properties), accountId, region)}:${id}`,
  }),
};
