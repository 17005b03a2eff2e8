import { createHash } from 'node:crypto';
import type { JsonObject } from '../../src/task/json.ts';
import type { Resource, WorldState } from '../state.ts';
import {
  problem,
  sameId,
  textProperty,
  type HandlerProblem,
  type Place,
  type TypeRow,
} from './model.ts';

export const ZONE = 'AWS::Route53::HostedZone';
export const RECORD = 'AWS::Route53::RecordSet';

/** A name of DNS as Route 53 keeps it: small letters, and a dot at its end. */
export const dotted = (name: string): string => `${name.toLowerCase().replace(/\.$/, '')}.`;

const zoneId = (name: string): string =>
  `Z${createHash('sha256').update(name).digest('hex').toUpperCase().slice(0, 20)}`;

/** The zone that a record names by its id or by its name. */
export const zoneOf = (
  state: WorldState,
  place: Pick<Place, 'accountId'>,
  properties: JsonObject,
): Resource | undefined =>
  state.resources.find(
    (each) =>
      each.type === ZONE &&
      each.accountId === place.accountId &&
      (each.id === properties['HostedZoneId'] ||
        (properties['HostedZoneName'] !== undefined &&
          dotted(textProperty(each.properties, 'Name')) ===
            dotted(textProperty(properties, 'HostedZoneName')))),
  );

/** Records of a zone beside its own two. */
export const recordsOf = (state: WorldState, zone: Resource): readonly Resource[] =>
  state.resources.filter(
    (each) => each.type === RECORD && zoneOf(state, each, each.properties) === zone,
  );

/** `AWS::Route53::HostedZone`. Its tags have a property of their own. */
export const hostedZone: TypeRow = {
  type: ZONE,
  service: 'Route53',
  isGlobal: true,
  tags: 'list',
  tagProperty: 'HostedZoneTags',
  seconds: { create: 35, update: 10, delete: 30 },
  replaceOn: ['Name'],
  idPrefix: 'zone-',
  idOf: (name) => (name.startsWith('zone-') ? zoneId(name) : name),
  arnOf: (id) => `arn:aws:route53:::hostedzone/${id}`,
  attributesOf: (id) => ({
    Id: id,
    NameServers: [1, 2, 3, 4].map(
      (n) => `ns-${n}.awsdns-0${n}.${['com', 'net', 'org', 'co.uk'][n - 1] ?? 'com'}`,
    ),
  }),
  refuse: ({ properties }) =>
    /^([a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}\.?$/i.test(textProperty(properties, 'Name'))
      ? undefined
      : problem('InvalidRequest', 400, 'The domain name is not valid'),
  refuseDelete: (resource, state) =>
    recordsOf(state, resource).length > 0
      ? problem(
          'InvalidRequest',
          400,
          'The specified hosted zone contains non-required resource record sets and so cannot be ' +
            'deleted.',
        )
      : undefined,
};

/** What Route 53 refuses of one record in a zone. */
export const recordProblem = (
  state: WorldState,
  zone: Resource | undefined,
  properties: JsonObject,
): HandlerProblem | undefined => {
  const refuse = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);
  if (zone === undefined) return problem('NotFound', 404, 'No hosted zone found with that ID');
  const apex = dotted(textProperty(zone.properties, 'Name'));
  const [name, type] = [dotted(textProperty(properties, 'Name')), textProperty(properties, 'Type')];
  if (name !== apex && !name.endsWith(`.${apex}`))
    return refuse(`RRSet with DNS name ${name} is not permitted in zone ${apex}`);
  if (type === 'CNAME' && name === apex)
    return refuse(
      `RRSet of type CNAME with DNS name ${name} is not permitted at apex in zone ${apex}`,
    );
  const others = recordsOf(state, zone).filter(
    (each) =>
      dotted(textProperty(each.properties, 'Name')) === name && each.properties['Type'] !== type,
  );
  const hasAlias = type === 'CNAME' || others.some((each) => each.properties['Type'] === 'CNAME');
  return others.length > 0 && hasAlias
    ? refuse(
        `RRSet of type ${type} with DNS name ${name} is not permitted as it conflicts with other ` +
          `records with the same DNS name in zone ${apex}`,
      )
    : undefined;
};

/** `AWS::Route53::RecordSet`. `Ref` is its name, which several records may share. */
export const recordSet: TypeRow = {
  type: RECORD,
  service: 'Route53',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 30, update: 30, delete: 30 },
  replaceOn: ['HostedZoneId', 'HostedZoneName', 'Name', 'SetIdentifier'],
  nameProperty: 'Name',
  nameLimit: 255,
  idOf: sameId,
  arnOf: (_id, _place, properties) =>
    `arn:aws:route53:::hostedzone/${textProperty(properties, 'HostedZoneId')}`,
  attributesOf: () => ({}),
  refuse: ({ state, place, properties }) =>
    recordProblem(state, zoneOf(state, place, properties), properties),
};

/** `AWS::Logs::ResourcePolicy`: which services may write into log groups of the account. */
export const logsResourcePolicy: TypeRow = {
  type: 'AWS::Logs::ResourcePolicy',
  service: 'CloudWatchLogs',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['PolicyName'],
  nameProperty: 'PolicyName',
  nameLimit: 255,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => `arn:aws:logs:${region}:${accountId}:${id}`,
  attributesOf: () => ({}),
};
