import { deniedError, validationError } from '../aws-error.ts';
import { MANAGEMENT_ACCOUNT } from '../defaults.ts';
import type { Resource } from '../state.ts';
import {
  pageOf,
  record,
  row,
  tagList,
  text,
  texts,
  type Call,
  type OperationTable,
} from './call.ts';

const HOME = 'us-east-1';

/** What Resource Explorer calls a type. */
const CALLED: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 's3:bucket',
  'AWS::Lambda::Function': 'lambda:function',
  'AWS::EC2::Instance': 'ec2:instance',
  'AWS::EC2::Volume': 'ec2:volume',
  'AWS::DynamoDB::Table': 'dynamodb:table',
  'AWS::Logs::LogGroup': 'logs:log-group',
};

type Kind = 'resource-explorer' | 'config';

const indexOf = (call: Call, kind: Kind) => {
  const { index } = call.state.spec;
  return index?.by === kind ? index : undefined;
};

/** Each account and region that is collected; the regions are those in which something stands. */
const collected = (call: Call, kind: Kind): readonly (readonly [string, string])[] => {
  const index = indexOf(call, kind);
  if (index === undefined) return [];
  const regions = new Set([HOME, ...call.state.resources.map(({ region }) => region)]);
  return [...call.state.accounts.keys()].flatMap((id) =>
    [...regions]
      .filter((region) => region !== 'global')
      .filter((region) => index.leavesOut?.includes(`${id} ${region}`) !== true)
      .map((region) => [id, region] as const),
  );
};

const told = (
  call: Call,
  kind: Kind,
  isWanted: (one: Resource) => boolean,
): readonly Resource[] => {
  const index = indexOf(call, kind);
  const places = new Set(collected(call, kind).map((place) => place.join(' ')));
  return call.state.resources.filter(
    (one) =>
      places.has(`${one.accountId} ${one.region}`) &&
      index?.forgets?.includes(one.id) !== true &&
      isWanted(one),
  );
};

const paged = (call: Call, member: string, items: readonly unknown[]): unknown => {
  const page = pageOf(call, items, call.input['NextToken']);
  return { [member]: page.items, ...(page.next === undefined ? {} : { NextToken: page.next }) };
};

/** Only the management account sees the members. */
const refuseMember = (call: Call): void => {
  const management = call.state.spec.managementAccountId ?? MANAGEMENT_ACCOUNT;
  if (call.accountId !== management)
    throw deniedError(call.client, 'Only the management account may ask this.');
};

const viewArn = ({ accountId, region }: Call): string =>
  `arn:aws:resource-explorer-2:${region}:${accountId}:view/organization/1`;

const indexView = (AccountId: string, Region: string, Type: string) => ({
  AccountId,
  Region,
  Arn: `arn:aws:resource-explorer-2:${Region}:${AccountId}:index/1`,
  Type,
});

const aggregatorRegion = (call: Call): string | undefined => {
  const index = indexOf(call, 'resource-explorer');
  return index === undefined ? undefined : (index.region ?? HOME);
};

const listIndexes = (call: Call): unknown => {
  const region = aggregatorRegion(call);
  const all = region === undefined ? [] : [indexView(call.accountId, region, 'AGGREGATOR')];
  return paged(call, 'Indexes', text(call.input, 'Type') === 'LOCAL' ? [] : all);
};

const listIndexesForMembers = (call: Call): unknown => {
  refuseMember(call);
  const wanted = texts(call.input, 'AccountIdList');
  if (wanted.length === 0 || wanted.length > 10)
    throw validationError(call.client, 'Between 1 and 10 accounts may be asked about.');
  const all = collected(call, 'resource-explorer')
    .filter(([id]) => wanted.includes(id))
    .map(([id, region]) => indexView(id, region, 'LOCAL'));
  return paged(call, 'Indexes', all);
};

const explored = (one: Resource): unknown => ({
  Arn: one.arn,
  OwningAccountId: one.accountId,
  Region: one.region,
  ResourceType: CALLED[one.type],
  Service: CALLED[one.type]?.split(':')[0],
  LastReportedAt: one.createdAt,
  Properties: [{ Name: 'tags', LastReportedAt: one.createdAt, Data: tagList(one.tags) }],
});

const listResources = (call: Call): unknown => {
  const filter = text(record(call.input['Filters']), 'FilterString');
  const [, called] = /^resourcetype:([\w-]+:[\w-]+)$/.exec(filter) ?? [];
  if (called === undefined) throw validationError(call.client, 'Only resourcetype: is known here.');
  const isWanted = ({ type }: Resource): boolean => CALLED[type] === called;
  return paged(call, 'Resources', told(call, 'resource-explorer', isWanted).map(explored));
};

/** Resource Explorer: an index of the organization, where the world says that it has one. */
export const resourceExplorerOperations: OperationTable = {
  ListIndexes: row('resource-explorer-2:ListIndexes', () => '*', listIndexes),
  ListIndexesForMembers: row(
    'resource-explorer-2:ListIndexesForMembers',
    () => '*',
    listIndexesForMembers,
  ),
  GetDefaultView: row(
    'resource-explorer-2:GetDefaultView',
    () => '*',
    (call) => (aggregatorRegion(call) === call.region ? { ViewArn: viewArn(call) } : {}),
  ),
  ListResources: row(
    'resource-explorer-2:Search',
    (call) => text(call.input, 'ViewArn') || viewArn(call),
    listResources,
  ),
};

const AGGREGATOR = 'organization';

const aggregatorArn = ({ accountId, region }: Call): string =>
  `arn:aws:config:${region}:${accountId}:config-aggregator/config-aggregator-1`;

const aggregators = (call: Call): unknown => {
  const isThere = indexOf(call, 'config') !== undefined;
  const one = {
    ConfigurationAggregatorName: AGGREGATOR,
    ConfigurationAggregatorArn: aggregatorArn(call),
    OrganizationAggregationSource: { RoleArn: 'arn:aws:iam::1:role/r', AllAwsRegions: true },
  };
  return paged(call, 'ConfigurationAggregators', isThere ? [one] : []);
};

const refuseUnknown = (call: Call): void => {
  if (text(call.input, 'ConfigurationAggregatorName') === AGGREGATOR) return;
  throw validationError(call.client, 'The configuration aggregator does not exist.');
};

const statuses = (call: Call): unknown => {
  refuseUnknown(call);
  const all = collected(call, 'config').map(([SourceId, AwsRegion]) => ({
    SourceId,
    SourceType: 'ACCOUNT',
    AwsRegion,
    LastUpdateStatus: 'SUCCEEDED',
  }));
  return paged(call, 'AggregatedSourceStatusList', all);
};

const recorded = (one: Resource): string =>
  JSON.stringify({
    accountId: one.accountId,
    awsRegion: one.region,
    resourceId: one.id,
    arn: one.arn,
    tags: Object.entries(one.tags).map(([key, value]) => ({ key, value, tag: `${key}=${value}` })),
    configurationItemCaptureTime: one.createdAt.toISOString(),
  });

const select = (call: Call): unknown => {
  refuseUnknown(call);
  const [, type] =
    /^SELECT [\w, ]+ WHERE resourceType = '([\w:]+)'$/.exec(text(call.input, 'Expression')) ?? [];
  if (type === undefined) throw validationError(call.client, 'This expression is not known here.');
  return paged(call, 'Results', told(call, 'config', (one) => one.type === type).map(recorded));
};

/** The aggregator of AWS Config, where the world says that the organization has one. */
export const configServiceOperations: OperationTable = {
  DescribeConfigurationAggregators: row(
    'config:DescribeConfigurationAggregators',
    () => '*',
    aggregators,
  ),
  DescribeConfigurationAggregatorSourcesStatus: row(
    'config:DescribeConfigurationAggregatorSourcesStatus',
    aggregatorArn,
    statuses,
  ),
  SelectAggregateResourceConfig: row('config:SelectAggregateResourceConfig', aggregatorArn, select),
};
