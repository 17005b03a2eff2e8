import { AwsError } from '../aws-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { versionsOf } from '../resources/lambda.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';
import { invokeConfigOf, provisionedOf, urlsOf } from './lambda-beside.ts';

const TYPE = 'AWS::Lambda::Function';

/** A function is named by its name, its ARN, or the part after the account. */
const nameOf = (call: Call): string => text(call.input, 'FunctionName').split(':').at(-1) ?? '';

const arnOf = (call: Call): string =>
  `arn:aws:lambda:${call.region}:${call.accountId}:function:${nameOf(call)}`;

const notFound = (arn: string): AwsError =>
  new AwsError('ResourceNotFoundException', 404, `Function not found: ${arn}`);

const needFunction = (call: Call): Resource => {
  const found = ownResource(call, TYPE, nameOf(call));
  if (found === undefined) throw notFound(arnOf(call));
  return found;
};

const member = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value) ? value[name] : undefined;

const configuration = (resource: Resource): Record<string, unknown> => {
  const { properties } = resource;
  return {
    FunctionName: resource.id,
    FunctionArn: resource.arn,
    Runtime: properties['Runtime'],
    Role: properties['Role'],
    Handler: properties['Handler'],
    Description: properties['Description'] ?? '',
    Timeout: properties['Timeout'] ?? 3,
    MemorySize: properties['MemorySize'] ?? 128,
    LastModified: resource.createdAt.toISOString(),
    CodeSha256: 'c2FuZGJveC1jb2RlLXNoYTI1Ng==',
    CodeSize: 512,
    Version: '$LATEST',
    PackageType: properties['PackageType'] ?? 'Zip',
    Architectures: properties['Architectures'] ?? ['x86_64'],
    Environment: properties['Environment'],
    KMSKeyArn: properties['KmsKeyArn'],
    TracingConfig: { Mode: member(properties['TracingConfig'], 'Mode') ?? 'PassThrough' },
    DeadLetterConfig: properties['DeadLetterConfig'],
    VpcConfig: properties['VpcConfig'],
    LoggingConfig: {
      LogFormat: 'Text',
      LogGroup: member(properties['LoggingConfig'], 'LogGroup') ?? `/aws/lambda/${resource.id}`,
    },
    EphemeralStorage: properties['EphemeralStorage'] ?? { Size: 512 },
    State: resource.attributes['State'] ?? 'Active',
    LastUpdateStatus: resource.attributes['LastUpdateStatus'] ?? 'Successful',
  };
};

const concurrency = (resource: Resource): Record<string, unknown> => {
  const reserved = resource.properties['ReservedConcurrentExecutions'];
  return reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved };
};

const wasIn = (version: Resource, owner: Resource): JsonObject => {
  const was = version.attributes['Was'];
  return was !== undefined && isJsonObject(was) ? was : owner.properties;
};

/** A function as it is, and as it was whenever it was published. */
const allOf = (call: Call, owner: Resource): readonly Record<string, unknown>[] => [
  configuration(owner),
  ...versionsOf(call.state, owner.arn).map((each) => ({
    ...configuration({ ...owner, properties: wasIn(each, owner) }),
    FunctionArn: each.id,
    Version: each.id.split(':').at(-1),
  })),
];

const listFunctions = (call: Call): unknown => {
  const isAll = text(call.input, 'FunctionVersion') === 'ALL';
  const rows = ownResources(call, TYPE).flatMap((owner) =>
    isAll ? allOf(call, owner) : [configuration(owner)],
  );
  const page = pageOf(call, rows, call.input['Marker']);
  return { Functions: page.items, NextMarker: page.next };
};

const listVersions = (call: Call): unknown => {
  const page = pageOf(call, allOf(call, needFunction(call)), call.input['Marker']);
  return { Versions: page.items, NextMarker: page.next };
};

const weightsOf = (routing: Json | undefined): object => {
  const weights = member(routing, 'AdditionalVersionWeights');
  const rows = Array.isArray(weights) ? (weights as readonly JsonObject[]) : [];
  return Object.fromEntries(rows.map((one) => [one['FunctionVersion'], one['FunctionWeight']]));
};

const aliasView = (owner: Resource, { properties }: Resource) => ({
  AliasArn: `${owner.arn}:${text(properties, 'Name')}`,
  Name: text(properties, 'Name'),
  FunctionVersion: text(properties, 'FunctionVersion'),
  Description: properties['Description'] ?? '',
  RoutingConfig: { AdditionalVersionWeights: weightsOf(properties['RoutingConfig']) },
});

const aliasesOf = (call: Call, owner: Resource) =>
  ownResources(call, 'AWS::Lambda::Alias')
    .filter((each) => each.arn === owner.arn)
    .map((each) => aliasView(owner, each));

const listAliases = (call: Call): unknown => {
  const wanted = text(call.input, 'FunctionVersion');
  const found = aliasesOf(call, needFunction(call)).filter(
    (each) => wanted === '' || each.FunctionVersion === wanted,
  );
  return { Aliases: found };
};

const oneAlias = (call: Call): unknown => {
  const name = text(call.input, 'Name');
  const found = aliasesOf(call, needFunction(call)).find((each) => each.Name === name);
  if (found === undefined) throw notFound(`${arnOf(call)}:${name}`);
  return found;
};

/** Nobody makes one here: a world names what stands there from the beginning. */
const listMappings = (call: Call): unknown => ({
  EventSourceMappings: ownResources(call, 'AWS::Lambda::EventSourceMapping')
    .map(({ properties }) => properties)
    .filter((each) => each['FunctionName'] === text(call.input, 'FunctionName'))
    .map((each) => ({ EventSourceArn: each['EventSourceArn'], FunctionArn: each['FunctionName'] })),
});

const listTags = (call: Call): unknown => {
  const arn = text(call.input, 'Resource');
  const found = ownResources(call, TYPE).find((each) => each.arn === arn);
  if (found === undefined) throw notFound(arn);
  return { Tags: found.tags };
};

/** Everybody, a service, or an account or role. */
const principalOf = (principal: Json | undefined): unknown => {
  if (principal === '*') return '*';
  const isService = typeof principal === 'string' && principal.endsWith('.amazonaws.com');
  return isService ? { Service: principal } : { AWS: principal };
};

/** What binds a permission, as the service writes it down. */
const conditionOf = ({ properties }: Resource): object => {
  const equals = {
    'AWS:SourceAccount': properties['SourceAccount'],
    'aws:PrincipalOrgID': properties['PrincipalOrgID'],
  };
  const set = Object.entries(equals).filter(([, value]) => value !== undefined);
  const like = properties['SourceArn'];
  const condition = {
    ...(set.length === 0 ? {} : { StringEquals: Object.fromEntries(set) }),
    ...(like === undefined ? {} : { ArnLike: { 'AWS:SourceArn': like } }),
  };
  return Object.keys(condition).length === 0 ? {} : { Condition: condition };
};

/** An alias has a policy of its own, made of the permissions that name it. */
const isOfPolicy = (owner: Resource, { arn, properties }: Resource, alias: string): boolean =>
  alias === ''
    ? arn === owner.arn
    : text(properties, 'FunctionName').endsWith(`${owner.id}:${alias}`);

/** A function's policy, made of its permissions. */
const policyOf = (call: Call): unknown => {
  const owner = needFunction(call);
  const statements = ownResources(call, 'AWS::Lambda::Permission')
    .filter((each) => isOfPolicy(owner, each, text(call.input, 'Qualifier')))
    .map((each) => ({
      Sid: each.id,
      Effect: 'Allow',
      Principal: principalOf(each.properties['Principal']),
      Action: each.properties['Action'],
      Resource: owner.arn,
      ...conditionOf(each),
    }));
  if (statements.length === 0) {
    throw new AwsError('ResourceNotFoundException', 404, 'The resource has no policy');
  }
  return { Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) };
};

/** Lambda: the configuration reads. */
export const lambdaOperations: OperationTable = {
  GetFunctionConfiguration: row('lambda:GetFunctionConfiguration', arnOf, (call) =>
    configuration(needFunction(call)),
  ),
  GetFunction: row('lambda:GetFunction', arnOf, (call) => {
    const found = needFunction(call);
    return {
      Configuration: configuration(found),
      Code: { RepositoryType: 'S3', Location: 'https://example.com/code.zip?signature=none' },
      Tags: found.tags,
      Concurrency: concurrency(found),
    };
  }),
  GetFunctionConcurrency: row('lambda:GetFunctionConcurrency', arnOf, (call) =>
    concurrency(needFunction(call)),
  ),
  GetPolicy: row('lambda:GetPolicy', arnOf, policyOf),
  ListFunctionUrlConfigs: row('lambda:ListFunctionUrlConfigs', arnOf, (call) =>
    urlsOf(call, needFunction(call)),
  ),
  ListProvisionedConcurrencyConfigs: row(
    'lambda:ListProvisionedConcurrencyConfigs',
    arnOf,
    (call) => provisionedOf(call, needFunction(call)),
  ),
  GetFunctionEventInvokeConfig: row('lambda:GetFunctionEventInvokeConfig', arnOf, (call) =>
    invokeConfigOf(call, needFunction(call)),
  ),
  ListVersionsByFunction: row('lambda:ListVersionsByFunction', arnOf, listVersions),
  ListAliases: row('lambda:ListAliases', arnOf, listAliases),
  GetAlias: row('lambda:GetAlias', arnOf, oneAlias),
  ListEventSourceMappings: row('lambda:ListEventSourceMappings', () => '*', listMappings),
  ListFunctions: row('lambda:ListFunctions', () => '*', listFunctions),
  ListTags: row('lambda:ListTags', (call) => text(call.input, 'Resource'), listTags),
};
