import type { JsonObject } from '../../src/task/json.ts';
import { AwsError } from '../aws-error.ts';
import { dotted, RECORD, recordProblem, recordsOf, ZONE } from '../resources/route53.ts';
import type { Resource } from '../state.ts';
import {
  list,
  pageOf,
  record,
  row,
  tagList,
  text,
  type Call,
  type Input,
  type OperationTable,
} from './call.ts';
import { ownResource, ownResources } from './find.ts';
import { checkArn, healthCheckOperations, needCheck } from './route53-checks.ts';

const bareId = (id: string): string => id.replace(/^\/hostedzone\//, '');

const zoneArn = (id: string): string => `arn:aws:route53:::hostedzone/${bareId(id)}`;

const needZone = (call: Call, member: string): Resource => {
  const id = bareId(text(call.input, member));
  const found = ownResource(call, ZONE, id);
  if (found === undefined)
    throw new AwsError('NoSuchHostedZone', 404, `No hosted zone found with ID: ${id}`);
  return found;
};

const config = (zone: Resource): JsonObject => {
  const own = zone.properties['HostedZoneConfig'] as JsonObject | undefined;
  return {
    Comment: own?.['Comment'] ?? '',
    PrivateZone: zone.properties['VPCs'] !== undefined,
  };
};

const zoneView = (call: Call, zone: Resource): object => ({
  Id: `/hostedzone/${zone.id}`,
  Name: dotted(text(zone.properties, 'Name')),
  CallerReference: zone.id,
  Config: config(zone),
  ResourceRecordSetCount: 2 + recordsOf(call.state, zone).length,
});

const listZones = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, ZONE), call.input['Marker']);
  return {
    HostedZones: page.items.map((zone) => zoneView(call, zone)),
    IsTruncated: page.next !== undefined,
    NextMarker: page.next,
    MaxItems: 100,
  };
};

interface View {
  readonly Name: string;
  readonly Type: string;
  readonly TTL?: number;
  readonly ResourceRecords?: readonly { readonly Value: string }[];
  readonly AliasTarget?: unknown;
  readonly SetIdentifier?: string;
  readonly HealthCheckId?: string;
}

const shared = (properties: JsonObject, name: 'SetIdentifier' | 'HealthCheckId'): object =>
  properties[name] === undefined ? {} : { [name]: properties[name] };

const recordView = ({ properties }: Resource): View => {
  const alias = properties['AliasTarget'];
  const values = properties['ResourceRecords'];
  return {
    Name: dotted(text(properties, 'Name')).replace('*', String.raw`\052`),
    Type: text(properties, 'Type'),
    ...shared(properties, 'SetIdentifier'),
    ...shared(properties, 'HealthCheckId'),
    ...(alias === undefined
      ? {
          TTL: Number(properties['TTL'] ?? 300),
          ResourceRecords: (Array.isArray(values) ? (values as readonly string[]) : []).map(
            (Value) => ({ Value }),
          ),
        }
      : { AliasTarget: alias }),
  };
};

/** Every zone has these two, which nobody can take away. */
const ownViews = (zone: Resource): readonly View[] => {
  const Name = dotted(text(zone.properties, 'Name'));
  const servers = zone.attributes['NameServers'];
  const names = Array.isArray(servers) ? (servers as readonly string[]) : ['ns-1.awsdns-01.com'];
  return [
    {
      Name,
      Type: 'NS',
      TTL: 172_800,
      ResourceRecords: names.map((Value) => ({ Value: `${Value}.` })),
    },
    {
      Name,
      Type: 'SOA',
      TTL: 900,
      ResourceRecords: [
        { Value: `${names[0] ?? ''}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400` },
      ],
    },
  ];
};

/** Route 53 orders records by their labels from the right. */
const orderOf = ({ Name, Type }: View): string =>
  `${Name.split('.').toReversed().join('.')} ${Type}`;

const listRecords = (call: Call): unknown => {
  const zone = needZone(call, 'HostedZoneId');
  const all = [...ownViews(zone), ...recordsOf(call.state, zone).map(recordView)].toSorted((a, b) =>
    orderOf(a) < orderOf(b) ? -1 : 1,
  );
  const name = text(call.input, 'StartRecordName');
  const start: View = { Name: dotted(name), Type: text(call.input, 'StartRecordType') };
  const from = name === '' ? all : all.filter((each) => orderOf(each) >= orderOf(start));
  const size = call.state.spec.pageSize ?? 2;
  const next = from[size];
  return {
    ResourceRecordSets: from.slice(0, size),
    IsTruncated: next !== undefined,
    MaxItems: size,
    ...(next === undefined ? {} : { NextRecordName: next.Name, NextRecordType: next.Type }),
  };
};

const propertiesIn = (zone: Resource, set: Input): JsonObject => ({
  HostedZoneId: zone.id,
  Name: text(set, 'Name').replace(/\.$/, ''),
  Type: text(set, 'Type'),
  ...(set['TTL'] === undefined ? {} : { TTL: Number(set['TTL']) }),
  ResourceRecords: list(set, 'ResourceRecords').map((one) => text(record(one), 'Value')),
});

const isSameRecord = (found: Resource, wanted: JsonObject): boolean =>
  dotted(text(found.properties, 'Name')) === dotted(text(wanted, 'Name')) &&
  found.properties['Type'] === wanted['Type'];

const contentOf = (properties: JsonObject): string =>
  JSON.stringify([Number(properties['TTL'] ?? 300), properties['ResourceRecords']]);

const invalid = (message: string): AwsError => new AwsError('InvalidChangeBatch', 400, message);

/** One change; a deletion names exactly what is there, a creation what is not. */
const changeOne = (call: Call, zone: Resource, change: Input): void => {
  const wanted = propertiesIn(zone, record(change['ResourceRecordSet']));
  const found = recordsOf(call.state, zone).find((each) => isSameRecord(each, wanted));
  const what = `type='${text(wanted, 'Type')}', name='${dotted(text(wanted, 'Name'))}'`;
  if (change['Action'] === 'DELETE') {
    if (found === undefined || contentOf(found.properties) !== contentOf(wanted))
      throw invalid(
        `Tried to delete resource record set [${what}] but the values provided do not match the ` +
          'current values',
      );
    call.state.resources.splice(call.state.resources.indexOf(found), 1);
    return;
  }
  if (change['Action'] === 'CREATE' && found !== undefined)
    throw invalid(`Tried to create resource record set [${what}] but it already exists`);
  const refused = recordProblem(call.state, zone, wanted);
  if (refused !== undefined) throw invalid(refused.message);
  if (found !== undefined) call.state.resources.splice(call.state.resources.indexOf(found), 1);
  call.state.resources.push({
    type: RECORD,
    accountId: call.accountId,
    region: 'global',
    id: text(wanted, 'Name'),
    arn: zoneArn(zone.id),
    properties: wanted,
    tags: {},
    attributes: {},
    createdAt: call.state.now,
    logicalId: '',
  });
};

/** All changes of a batch, or none of them. */
const changeRecords = (call: Call): unknown => {
  const zone = needZone(call, 'HostedZoneId');
  const before = [...call.state.resources];
  try {
    for (const change of list(record(call.input['ChangeBatch']), 'Changes'))
      changeOne(call, zone, record(change));
  } catch (thrown) {
    call.state.resources.splice(0, call.state.resources.length, ...before);
    throw thrown;
  }
  return { ChangeInfo: { Id: '/change/C1', Status: 'PENDING', SubmittedAt: call.state.now } };
};

const loggingOf = (call: Call): unknown => {
  const zone = needZone(call, 'HostedZoneId');
  const own = zone.properties['QueryLoggingConfig'] as JsonObject | undefined;
  return {
    QueryLoggingConfigs:
      own === undefined
        ? []
        : [
            {
              Id: 'q1',
              HostedZoneId: zone.id,
              CloudWatchLogsLogGroupArn: own['CloudWatchLogsLogGroupArn'],
            },
          ],
  };
};

const isOfCheck = (call: Call): boolean => call.input['ResourceType'] === 'healthcheck';

const byZone = (call: Call): string => zoneArn(text(call.input, 'HostedZoneId'));

/** Route 53: zones, their records, tags and query logs, and health checks. */
export const route53Operations: OperationTable = {
  ListHostedZones: row('route53:ListHostedZones', () => '*', listZones),
  GetHostedZone: row(
    'route53:GetHostedZone',
    (call) => zoneArn(text(call.input, 'Id')),
    (call) => ({ HostedZone: zoneView(call, needZone(call, 'Id')) }),
  ),
  ListResourceRecordSets: row('route53:ListResourceRecordSets', byZone, listRecords),
  ChangeResourceRecordSets: row('route53:ChangeResourceRecordSets', byZone, changeRecords),
  ListQueryLoggingConfigs: row('route53:ListQueryLoggingConfigs', byZone, loggingOf),
  ListTagsForResource: row(
    'route53:ListTagsForResource',
    (call) =>
      isOfCheck(call)
        ? checkArn(text(call.input, 'ResourceId'))
        : zoneArn(text(call.input, 'ResourceId')),
    (call) => ({
      ResourceTagSet: {
        ResourceType: text(call.input, 'ResourceType'),
        ResourceId: text(call.input, 'ResourceId'),
        Tags: tagList(
          isOfCheck(call) ? needCheck(call, 'ResourceId').tags : needZone(call, 'ResourceId').tags,
        ),
      },
    }),
  ),
  ...healthCheckOperations,
};
