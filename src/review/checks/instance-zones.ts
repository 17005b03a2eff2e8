import { isJsonObject, type Json } from '../../task/json.ts';
import type { ModelResource } from '../template/model.ts';
import { isAbsent, isUnresolved, listOf, memberOf, textOf, valueAt } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import { lacking, pass, unknown, type NamedJudge, type Subject } from './judgement.ts';
import { doesName } from './relation.ts';

const INSTANCE = 'AWS::EC2::Instance';
const ZONE = 'AvailabilityZone';

const ofType = (subject: Subject, type: string): readonly ModelResource[] =>
  [...subject.model.resources.values()].filter((one) => one.type === type);

/** The place in the list of zones of the region: a number, of the whole list. */
const placeIn = (said: Json | undefined): string | undefined => {
  const select = isJsonObject(said) ? said['Fn::Select'] : undefined;
  const [at, list] = Array.isArray(select) ? (select as readonly Json[]) : [];
  const of = isJsonObject(list) ? list['Fn::GetAZs'] : undefined;
  const isHere = of === '' || (isJsonObject(of) && of['Ref'] === 'AWS::Region');
  const isLiteral = typeof at === 'number' || (typeof at === 'string' && /^\d+$/.test(at));
  return isHere && isLiteral ? `{${Number(at)}}` : undefined;
};

const saidAt = ({ model }: Subject, { id }: ModelResource): Json | undefined =>
  model.template.Resources[id]?.Properties?.[ZONE];

/**
 * The zone that is written at a resource: its name, or its place in the list of zones. A parameter
 * may say any zone, so that it says none.
 */
const writtenZone = (subject: Subject, resource: ModelResource): string | undefined => {
  const zone = valueAt(resource.properties, ZONE);
  if (!isUnresolved(zone)) return isAbsent(zone) === true ? undefined : textOf(zone);
  return placeIn(saidAt(subject, resource));
};

const subnetsOf = ({ properties }: ModelResource): readonly Value[] =>
  [properties, ...listOf(memberOf(properties, 'NetworkInterfaces'))]
    .map((one) => memberOf(one, 'SubnetId'))
    .filter((one) => one !== undefined);

/** The zone of an instance, or of its subnet where the template makes it. */
const zoneOf = (subject: Subject, instance: ModelResource): string | undefined => {
  const [named] = subnetsOf(instance);
  const subnet = ofType(subject, 'AWS::EC2::Subnet').find((one) => doesName(named, one) === 'pass');
  return (
    writtenZone(subject, instance) ??
    (subnet === undefined ? undefined : writtenZone(subject, subnet))
  );
};

/** Two names, or two places in the list; a name and a place may be one zone. */
const hasTwo = (zones: readonly string[]): boolean =>
  [true, false].some(
    (isPlace) => new Set(zones.filter((zone) => zone.startsWith('{') === isPlace)).size > 1,
  );

const placeOf = (subject: Subject, instance: ModelResource): string =>
  JSON.stringify([saidAt(subject, instance), ...subnetsOf(instance)]);

/** Another instance of the template stands in another zone. Two subnets may lie in one. */
export const multiZone: NamedJudge = (subject) => {
  const instances = ofType(subject, INSTANCE);
  const zones = instances.map((one) => zoneOf(subject, one));
  const known = zones.filter((zone) => zone !== undefined);
  if (hasTwo(known)) return pass('instances stand in more than one zone');
  const isOpen = known.length < zones.length || new Set(known).size > 1;
  return isOpen && new Set(instances.map((one) => placeOf(subject, one))).size > 1
    ? unknown('in which zones the instances stand is not known')
    : lacking(subject, [INSTANCE], 'every instance stands in one place');
};
