import { PARTS_MEMBER, type Template, type TemplateResource } from '../../plan/template.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { inClusterOrder, referringToCluster } from '../eks/in-order.ts';
import type { Owner, OwnStack } from '../owner.ts';
import { parseOwnTemplate } from '../template-edit.ts';
import { afterAttachment } from './after-attachment.ts';
import { withMadeIds, withReferences } from './made-id.ts';

/**
 * Where a stack of several tasks says which resources are whose: by the name of the stack that a
 * task would have by itself, each logical id there with the one it has in the joined stack.
 */
const PARTS = PARTS_MEMBER;

/** The logical ids of one task, by those that it would have in a stack of its own. */
export type Part = Readonly<Record<string, string>>;
export type Parts = Readonly<Record<string, Part>>;

const isText = (value: Json): value is string => typeof value === 'string';

const partIn = (value: Json): Part =>
  isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => isText(entry[1])),
      )
    : {};

/** Whose the resources of a template are; empty where it is of one task alone. */
export const partsOf = (template: Template): Parts => {
  const parts = template.Metadata?.[PARTS];
  if (parts === undefined || !isJsonObject(parts)) return {};
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, partIn(part)]));
};

const ISSUE = /^aws-coworker-[0-9]+-/;

/** The template of a stack of ours, with what is in it of the same issue: no other can join it. */
const partsIn = ({ stackName, templateBody }: OwnStack) => {
  const present = parseOwnTemplate(templateBody);
  if (!present.ok) return { parts: {} as Parts };
  const [prefix] = ISSUE.exec(stackName) ?? [];
  const own = Object.entries(partsOf(present.value)).filter(
    ([name]) => prefix !== undefined && name.startsWith(prefix),
  );
  return { parts: Object.fromEntries(own) as Parts, template: present.value };
};

/** A template that says whose its resources are. */
export const withParts = (template: Template, parts: Parts): Template => {
  if (Object.keys(parts).length === 0) return template;
  return { ...template, Metadata: { ...template.Metadata, [PARTS]: parts } };
};

/** A template that says nothing of it. */
export const withoutParts = (template: Template): Template => {
  const { Metadata = {}, ...rest } = template;
  const { [PARTS]: _parts, ...others } = Metadata;
  return Object.keys(others).length === 0 ? rest : { ...rest, Metadata: others };
};

/** The last word of a type, by which two things of one name are told apart. */
const lastWord = (type: string): string => type.split('::').at(-1) ?? '';

/**
 * Each logical id with the one that it has in a template, else one that is free there; undefined
 * where there is none, or where a text speaks of it that nobody rewrites.
 */
const renamed = (template: Template, own: Template, known: Part): Part | undefined => {
  const taken = new Set(Object.keys(template.Resources));
  const texts = canonicalJson(own.Resources);
  const part: Record<string, string> = {};
  for (const [id, { Type }] of Object.entries(own.Resources)) {
    const free = known[id] ?? [id, `${id}${lastWord(Type)}`].find((one) => !taken.has(one));
    if (free === undefined || (free !== id && texts.includes(`\${${id}`))) return undefined;
    taken.add(free);
    part[id] = free;
  }
  return part;
};

const idIn = (part: Part, id: string): string => part[id] ?? id;

const isReference = (key: string): boolean => key === 'Ref' || key === 'Fn::GetAtt';

const attributeOf = (value: Json, part: Part): Json => {
  if (typeof value === 'string') return idIn(part, value);
  if (!Array.isArray(value)) return value;
  const [first, ...rest] = value as readonly Json[];
  return typeof first === 'string' ? [idIn(part, first), ...rest] : value;
};

/** References within a part, by the ids that its resources have in the joined stack. */
const withIds = (value: Json, part: Part): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => withIds(one, part));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      isReference(key) ? attributeOf(inner, part) : withIds(inner, part),
    ]),
  );
};

const dependsOn = ({ DependsOn }: TemplateResource, part: Part): Partial<TemplateResource> => {
  if (DependsOn === undefined) return {};
  if (typeof DependsOn === 'string') return { DependsOn: idIn(part, DependsOn) };
  return { DependsOn: DependsOn.map((id) => idIn(part, id)) };
};

const movedResource = (resource: TemplateResource, part: Part): TemplateResource => ({
  ...resource,
  ...(resource.Properties === undefined
    ? {}
    : { Properties: withReferences(withIds(resource.Properties, part)) as JsonObject }),
  ...dependsOn(resource, part),
});

/** One task more in a stack. */
export interface Joining {
  /** The name of the stack that it would have by itself. */
  readonly stackName: string;
  readonly template: Template;
}

/** A stack with what another task adds to it; undefined where two things would have one id. */
export const withPart = (template: Template, own: Joining): Template | undefined => {
  const known = partsOf(template)[own.stackName] ?? {};
  const part = renamed(template, own.template, known);
  if (part === undefined) return undefined;
  const moved = Object.entries(own.template.Resources).map(
    ([id, one]) => [idIn(part, id), movedResource(one, part)] as const,
  );
  const Resources = { ...template.Resources, ...Object.fromEntries(moved) };
  const parts = { ...partsOf(template), [own.stackName]: part };
  const whole = withParts({ ...template, Resources }, parts);
  const ids = Object.values(part);
  return inClusterOrder(referringToCluster(afterAttachment(whole, ids), ids));
};

/** What of a stack no part of another task is: what the task finds that the stack is named for. */
export const stackOfRoot = (own: OwnStack): OwnStack => {
  const { template: present, parts } = partsIn(own);
  if (present === undefined || Object.keys(parts).length === 0) return own;
  const others = new Set(Object.values(parts).flatMap((part) => Object.values(part)));
  const { Metadata: _parts, ...template } = present;
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).filter(([id]) => !others.has(id)),
  );
  return {
    ...own,
    templateBody: canonicalJson({ ...template, Resources }),
    resources: own.resources.filter(({ logicalId }) => !others.has(logicalId)),
  };
};

/** The name of the part that holds a resource; undefined for what the stack is named for. */
export const partOf = (own: OwnStack, logicalId: string): string | undefined => {
  const { parts } = partsIn(own);
  return Object.keys(parts).find((name) => Object.values(parts[name] ?? {}).includes(logicalId));
};

/** The name of the stack that a thing has, or would have where it joined another. */
export const ownStackName = (owner: Owner, otherwise: string): string => {
  if (owner.owner !== 'ours') return otherwise;
  return partOf(owner.stack, owner.logicalId) ?? owner.stack.stackName;
};

/** Names of the parts that hold a resource of a type. */
export const partsWith = (own: OwnStack, type: string): readonly string[] => [
  ...new Set(
    own.resources.flatMap((row) => (row.type === type ? (partOf(own, row.logicalId) ?? []) : [])),
  ),
];

/**
 * The part of one task in a joined stack, as the stack that it would be by itself: what a task
 * finds that is planned again. Undefined where the stack holds nothing of it.
 */
export const stackOfPart = (own: OwnStack, stackName: string): OwnStack | undefined => {
  const { template: present, parts } = partsIn(own);
  const part = parts[stackName];
  if (present === undefined || part === undefined) return undefined;
  const back = Object.fromEntries(Object.entries(part).map(([id, joined]) => [joined, id]));
  const inside = new Set(Object.keys(back));
  const Resources = Object.fromEntries(
    Object.entries(present.Resources)
      .filter(([id]) => inside.has(id))
      .map(([id, one]) => {
        const Properties = withIds(
          withMadeIds(one.Properties ?? {}, present, inside),
          back,
        ) as JsonObject;
        return [idIn(back, id), { ...one, Properties, ...dependsOn(one, back) }];
      }),
  );
  return {
    ...own,
    stackName,
    templateBody: canonicalJson({ Resources }),
    resources: own.resources
      .filter(({ logicalId }) => inside.has(logicalId))
      .map((row) => ({ ...row, logicalId: idIn(back, row.logicalId) })),
  };
};
