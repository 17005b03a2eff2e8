import type { ModelResource } from '../template/model.ts';
import { isAbsent, isUnresolved, textOf, valueAt } from '../template/value.ts';
import {
  fail,
  pass,
  unknown,
  unreadWords,
  type Judgement,
  type NamedJudge,
  type Subject,
} from './judgement.ts';
import { relatedTo } from './relation.ts';

const subnetsOf = (subject: Subject): readonly ModelResource[] =>
  relatedTo(subject, ['AWS::EC2::Subnet'], 'VpcId')
    .filter(({ isCertain }) => isCertain)
    .map(({ resource }) => resource);

/** Zones are told apart as they are written: the first zone and the second are two. */
const zoneOf = (subject: Subject, subnet: ModelResource): string | undefined => {
  const zone = valueAt(subnet.properties, 'AvailabilityZone');
  if (isAbsent(zone) === true) return undefined;
  if (!isUnresolved(zone)) return textOf(zone);
  const written = subject.model.template.Resources[subnet.id]?.Properties?.['AvailabilityZone'];
  return JSON.stringify(written);
};

const zonesOf = (subject: Subject, subnets: readonly ModelResource[]): ReadonlySet<string> =>
  new Set(subnets.map((one) => zoneOf(subject, one)).filter((zone) => zone !== undefined));

const counted = (have: number, wanted: number, what: string): Judgement =>
  (have >= wanted ? pass : fail)(
    `${have} ${have === 1 ? what.replace(/^zones/, 'zone') : what}, at least ${wanted} needed`,
  );

/** The subnets of the VPC that stand in the template are in at least `min` zones. */
export const vpcZones: NamedJudge = (subject, options) => {
  const notRead = unreadWords(subject, ['AWS::EC2::Subnet']);
  if (notRead !== undefined) return unknown(notRead);
  const subnets = subnetsOf(subject);
  const open = subnets.filter((one) => zoneOf(subject, one) === undefined);
  const zones = zonesOf(subject, subnets).size;
  const wanted = options.min ?? 2;
  if (open.length > 0 && zones < wanted && zones + open.length >= wanted) {
    return unknown(`in which zone ${open[0]?.id} will be is not known`);
  }
  return counted(zones, wanted, 'zones');
};

const isPublic = (subnet: ModelResource): boolean =>
  textOf(valueAt(subnet.properties, 'MapPublicIpOnLaunch'))?.toLowerCase() === 'true';

/** Each zone with private subnets has a NAT gateway of its own. */
export const natPerZone: NamedJudge = (subject) => {
  const notRead = unreadWords(subject, ['AWS::EC2::Subnet']);
  if (notRead !== undefined) return unknown(notRead);
  const subnets = subnetsOf(subject);
  const wanted = zonesOf(
    subject,
    subnets.filter((one) => !isPublic(one)),
  );
  const holders = subnets.filter(
    (one) =>
      relatedTo({ ...subject, resource: one }, ['AWS::EC2::NatGateway'], 'SubnetId').length > 0,
  );
  return counted(zonesOf(subject, holders).size, wanted.size, 'zones with a NAT gateway');
};

/** At least `min` resources of the template name this one as theirs. */
export const members: NamedJudge = (subject, { policies, min = 1 }) => {
  const related = policies ? relatedTo(subject, policies.types, policies.by) : [];
  const certain = related.filter(({ isCertain }) => isCertain).length;
  if (certain < min && related.length >= min)
    return unknown('whether all belong to it is not known');
  return counted(certain, min, `of ${policies?.types.join(' or ') ?? 'none'}`);
};
