import type { Template } from '../../plan/template.ts';
import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import type { OwnStack } from '../owner.ts';
import { referencesOf } from '../resolve.ts';
import { parseOwnTemplate } from '../template-edit.ts';

type Resource = Template['Resources'][string];
type Properties = NonNullable<Resource['Properties']>;

/** A list that is shorter when something goes, and means the same of the rest. */
interface Shortened {
  readonly name: string;
  /** True where AWS takes one that holds nothing. */
  readonly mayBeEmpty: boolean;
}

const SHORTENED: Readonly<Record<string, readonly Shortened[]>> = {
  'AWS::EC2::VPCEndpoint': [
    { name: 'RouteTableIds', mayBeEmpty: true },
    { name: 'SubnetIds', mayBeEmpty: false },
  ],
};

/** A wait for these says that something needs them; one for any other, what is made before what. */
const NEEDED: ReadonlySet<string> = new Set([
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::EKS::Cluster',
]);

const waitsFor = ({ DependsOn = [] }: Resource): readonly string[] =>
  typeof DependsOn === 'string' ? [DependsOn] : DependsOn;

/** Logical ids that a resource names, or waits for. */
export const leadsTo = (resource: Resource): readonly string[] => [
  ...referencesOf(resource.Properties),
  ...waitsFor(resource),
];

const shortened = (
  properties: Properties,
  { name, mayBeEmpty }: Shortened,
  gone: ReadonlySet<string>,
): Properties => {
  const value = properties[name];
  if (!Array.isArray(value)) return properties;
  const stays = (one: Json): boolean => !referencesOf(one).some((id) => gone.has(id));
  const list = listOf(value).filter(stays);
  return list.length === 0 && !mayBeEmpty ? properties : { ...properties, [name]: list };
};

const waitsLeft = (
  { Resources }: Template,
  resource: Resource,
  gone: ReadonlySet<string>,
): Partial<Resource> => {
  const { DependsOn } = resource;
  const waits = waitsFor(resource);
  const left = waits.filter((id) => !gone.has(id) || NEEDED.has(Resources[id]?.Type ?? ''));
  if (DependsOn === undefined || left.length === 0) return {};
  return { DependsOn: left.length === waits.length ? DependsOn : left };
};

/**
 * A resource that stays, without what only lists something that goes, or only waited for it. Where
 * it needs that, it still leads to it. Pure.
 */
export const lettingGo = (
  template: Template,
  resource: Resource,
  gone: ReadonlySet<string>,
): Resource => {
  const { DependsOn: _waits, Properties, ...rest } = resource;
  const lists = SHORTENED[resource.Type] ?? [];
  return {
    ...rest,
    ...(Properties === undefined
      ? {}
      : { Properties: lists.reduce((made, list) => shortened(made, list, gone), Properties) }),
    ...waitsLeft(template, resource, gone),
  };
};

/** Ids of what stays in a stack and lets go of one of its resources when that leaves. */
export const idsLettingGo = (
  { templateBody, resources }: OwnStack,
  logicalId: string,
): readonly string[] => {
  const present = parseOwnTemplate(templateBody);
  if (!present.ok) return [];
  const gone = new Set([logicalId]);
  return resources
    .filter((row) => {
      const one = present.value.Resources[row.logicalId];
      if (one === undefined || !referencesOf(one.Properties).includes(logicalId)) return false;
      return !referencesOf(lettingGo(present.value, one, gone).Properties).includes(logicalId);
    })
    .flatMap(({ physicalId }) => (physicalId === '' ? [] : [physicalId]));
};
