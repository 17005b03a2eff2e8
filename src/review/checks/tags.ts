import type { Tier } from '../../task/tier.ts';
import {
  isList,
  isMap,
  isUnresolved,
  listOf,
  memberOf,
  textOf,
  valueAt,
} from '../template/value.ts';
import type { Value } from '../template/value.ts';
import { fail, pass, unknown, type NamedJudge, type Subject } from './judgement.ts';

/** Section 4 of the governance specification. */
export const CORE_TAGS = [
  'Name',
  'Environment',
  'Owner',
  'CostCenter',
  'Application',
  'CreatedBy',
  'CreatedDate',
] as const;

const CONFIDENTIALITY = new Set(['public', 'internal', 'confidential', 'restricted']);

const CANONICAL: Readonly<Record<string, string>> = {
  dev: 'development',
  prod: 'production',
  stg: 'staging',
  qa: 'test',
};

const pairs = (tags: Value): readonly (readonly [string, Value])[] => {
  if (isMap(tags)) return Object.entries(tags);
  return listOf(tags).flatMap((tag) => {
    const key = textOf(memberOf(tag, 'Key'));
    return key === undefined ? [] : [[key, memberOf(tag, 'Value')] as const];
  });
};

/** What the list of tags is called, where it is not `Tags`. */
const TAG_LISTS = [
  'Tags',
  'FileSystemTags',
  'AccessPointTags',
  'HostedZoneTags',
  'HealthCheckTags',
  'ResourceTags',
];

/** Launch templates carry their tags in specifications. */
const ownTags = (properties: Value): Value => {
  const direct = TAG_LISTS.map((key) => valueAt(properties, key)).find((one) => one !== undefined);
  const specifications = valueAt(properties, 'TagSpecifications');
  if (direct !== undefined || !isList(specifications)) return direct;
  return specifications.flatMap((one) => listOf(memberOf(one, 'Tags')));
};

/** The tags a resource will have: its own, over those of its stack. */
export const tagsOf = (subject: Subject): ReadonlyMap<string, Value> =>
  new Map<string, Value>([
    ...Object.entries(subject.context.stackTags),
    ...pairs(ownTags(subject.resource.properties)),
  ]);

const isEmpty = (value: Value): boolean =>
  value === undefined || value === null || textOf(value)?.trim() === '';

const matches = (value: Value, pattern: string | undefined): boolean =>
  pattern === undefined ||
  textOf(value) === undefined ||
  new RegExp(pattern).test(textOf(value) ?? '');

const agrees = (value: Value, tier: Tier): boolean => {
  const text = textOf(value)?.toLowerCase();
  if (text === undefined || tier === 'unknown') return true;
  return (CANONICAL[text] ?? text) === tier;
};

const flaws = (subject: Subject, tags: ReadonlyMap<string, Value>): readonly string[] => {
  const { context } = subject;
  const found: string[] = [];
  const environment = tags.get('Environment');
  const confidentiality = textOf(tags.get('Confidentiality'));
  if (!isEmpty(environment) && !agrees(environment, context.tier)) {
    found.push(`Environment is ${textOf(environment)}, the account is ${context.tier}`);
  }
  if (!matches(tags.get('CostCenter'), context.costCenterPattern))
    found.push('CostCenter is malformed');
  if (!matches(tags.get('Owner'), context.ownerPattern)) found.push('Owner is malformed');
  if (confidentiality !== undefined && !CONFIDENTIALITY.has(confidentiality)) {
    found.push('Confidentiality is none of public, internal, confidential, restricted');
  }
  return found;
};

/** A value that is nothing but a parameter may be anything; AWS and resources have names. */
const isOpenParameter = (value: Value): boolean =>
  isUnresolved(value) &&
  value.refs.length === 0 &&
  value.pattern === '\u0000' &&
  !value.why.startsWith('AWS::');

/** The core tags are there, not empty and well formed; with `data` also Confidentiality. */
export const coreTags: NamedJudge = (subject, options) => {
  const tags = tagsOf(subject);
  const wanted = options.data === true ? [...CORE_TAGS, 'Confidentiality'] : CORE_TAGS;
  const missing = wanted.filter((key) => isEmpty(tags.get(key)));
  const own = ownTags(subject.resource.properties);
  if (missing.length > 0 && isUnresolved(own))
    return unknown(`Tags can not be resolved: ${own.why}`);
  if (missing.length > 0) return fail(`missing: ${missing.join(', ')}`);
  const wrong = flaws(subject, tags);
  const open = wanted.find((key) => isOpenParameter(tags.get(key)));
  if (wrong.length === 0 && open !== undefined) return unknown(`${open} can not be resolved`);
  return wrong.length > 0 ? fail(wrong.join('; ')) : pass('all core tags are set');
};

/** The tag Confidentiality has one of the values. */
export const confidentiality: NamedJudge = (subject, options) => {
  const value = tagsOf(subject).get('Confidentiality');
  if (isUnresolved(value)) return unknown('Confidentiality can not be resolved');
  const holds = options.values?.includes(textOf(value) ?? '') ?? false;
  return (holds ? pass : fail)(`Confidentiality is ${textOf(value) ?? 'not set'}`);
};
