import type { ModelResource } from '../template/model.ts';
import { isList, isUnresolved, listOf, textOf, valueAt, type Value } from '../template/value.ts';
import {
  allOf,
  fail,
  pass,
  unknown,
  type Judgement,
  type NamedJudge,
  type Result,
  type Subject,
} from './judgement.ts';
import { someResult } from './policy-documents.ts';
import { doesName } from './relation.ts';

const ofType = (subject: Subject, type: string): readonly ModelResource[] =>
  [...subject.model.resources.values()].filter((one) => one.type === type);

const isTrue = (value: Value): boolean => textOf(value)?.toLowerCase() === 'true';

const lookedUp = (subject: Subject, subnet: Value): Judgement => {
  const id = textOf(subnet) ?? '';
  const known = subject.context.subnets ?? {};
  if (!Object.hasOwn(known, id)) return unknown('whether the subnet is private is not known');
  return known[id] === true ? pass(`${id} is private`) : fail(`${id} is public`);
};

/** Whether a route leads to the internet: its target is a gateway of that kind. */
const leadsOut = (subject: Subject, route: ModelResource): Result => {
  const gateway = valueAt(route.properties, 'GatewayId');
  if (textOf(gateway)?.startsWith('igw-') === true) return 'pass';
  if (isUnresolved(gateway) && gateway.refs.length === 0) return 'unknown';
  const named = ofType(subject, 'AWS::EC2::InternetGateway').map((one) => doesName(gateway, one));
  return named.includes('pass') ? 'pass' : 'fail';
};

/** The subnets that a route table of the template is associated with. */
const subnetsOfTable = (subject: Subject, table: ModelResource): readonly ModelResource[] => {
  const associations = ofType(subject, 'AWS::EC2::SubnetRouteTableAssociation').filter(
    (one) => doesName(valueAt(one.properties, 'RouteTableId'), table) === 'pass',
  );
  return ofType(subject, 'AWS::EC2::Subnet').filter((subnet) =>
    associations.some((one) => doesName(valueAt(one.properties, 'SubnetId'), subnet) === 'pass'),
  );
};

/** What the routes of a subnet's tables say: one that leads out, one that may, or none. */
const routedOut = (subject: Subject, subnet: ModelResource): Result => {
  const tables = ofType(subject, 'AWS::EC2::RouteTable').filter((table) =>
    subnetsOfTable(subject, table).includes(subnet),
  );
  const results = ofType(subject, 'AWS::EC2::Route')
    .filter((route) =>
      tables.some((table) => doesName(valueAt(route.properties, 'RouteTableId'), table) === 'pass'),
    )
    .map((route) => leadsOut(subject, route));
  return someResult(results);
};

/** True where nothing here says which table the subnet of a VPC from elsewhere has. */
const hasOpenTable = (subject: Subject, subnet: ModelResource): boolean => {
  const vpc = valueAt(subnet.properties, 'VpcId');
  const isHere = ofType(subject, 'AWS::EC2::VPC').some((one) => doesName(vpc, one) === 'pass');
  const isTold = ofType(subject, 'AWS::EC2::SubnetRouteTableAssociation').some(
    (one) => doesName(valueAt(one.properties, 'SubnetId'), subnet) === 'pass',
  );
  return vpc !== undefined && !isHere && !isTold;
};

/** Whether a subnet that is named gives no public addresses and has no route to the internet. */
export const subnetJudgement = (subject: Subject, subnet: Value): Judgement => {
  const found = ofType(subject, 'AWS::EC2::Subnet').find((one) => doesName(subnet, one) === 'pass');
  if (found === undefined) return lookedUp(subject, subnet);
  const gives = valueAt(found.properties, 'MapPublicIpOnLaunch');
  if (isTrue(gives)) return fail(`${found.id} gives public addresses`);
  const out = routedOut(subject, found);
  if (out === 'pass') return fail(`${found.id} has a route to the internet`);
  if (isUnresolved(gives)) return unknown(`MapPublicIpOnLaunch of ${found.id}: ${gives.why}`);
  return out === 'unknown' || hasOpenTable(subject, found)
    ? unknown(`where the routes of ${found.id} lead is not known`)
    : pass(`${found.id} is private`);
};

/** Every subnet in the list is private. */
export const privateSubnets: NamedJudge = (subject, options) => {
  const path = options.property ?? '';
  const subnets = listOf(valueAt(subject.properties, path));
  if (subnets.length === 0) return fail(`${path} is not set`);
  return allOf(subnets.map((one) => subnetJudgement(subject, one)));
};

const PRIVATE = /private|isolated|internal|database/i;

const isCalledPrivate = ({ id, properties }: ModelResource): boolean =>
  PRIVATE.test(id) ||
  listOf(valueAt(properties, 'Tags')).some(
    (tag) =>
      // Internal data is no name: a public table may serve it.
      textOf(valueAt(tag, 'Key')) !== 'Confidentiality' &&
      PRIVATE.test(textOf(valueAt(tag, 'Value')) ?? ''),
  );

/** A route to the internet stands in no table that is called private or serves such a subnet. */
export const noPrivateExit: NamedJudge = (subject) => {
  const table = ofType(subject, 'AWS::EC2::RouteTable').find(
    (one) => doesName(valueAt(subject.properties, 'RouteTableId'), one) === 'pass',
  );
  const out = leadsOut(subject, subject.resource);
  if (out === 'fail') return pass('it leads to no internet gateway');
  if (out === 'unknown') return unknown('where it leads is not known');
  if (table === undefined) return unknown('its route table is not in the template');
  const called = [table, ...subnetsOfTable(subject, table)].find(isCalledPrivate);
  return called === undefined
    ? pass(`${table.id} is a public table`)
    : fail(`${called.id} is called private and has a route to the internet`);
};

/** The zone of a subnet of the template, where it is written out. */
const zoneOfSubnet = (subject: Subject, named: Value): string | undefined => {
  const subnet = ofType(subject, 'AWS::EC2::Subnet').find((one) => doesName(named, one) === 'pass');
  return textOf(valueAt(subnet?.properties, 'AvailabilityZone'));
};

/** At least `min` different members stand in the list; subnets of one zone are one. */
export const spread: NamedJudge = (subject, options) => {
  const { property = '', min = 1 } = options;
  const value = valueAt(subject.properties, property);
  if (isUnresolved(value)) return unknown(`${property} can not be resolved: ${value.why}`);
  const members = isList(value) ? listOf(value) : [];
  const zones = members.map((one) => zoneOfSubnet(subject, one) ?? JSON.stringify(one));
  const different = new Set(zones).size;
  return (different >= min ? pass : fail)(`${property} names ${different}, at least ${min} needed`);
};
