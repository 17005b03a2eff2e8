import type { Config } from '../config/config.ts';
import type { AwsAccount } from '../task/account.ts';
import type { MutationTask } from '../task/aws-task.ts';
import type { IssueSnapshot } from '../task/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { TIERS } from '../task/tier.ts';
import { textIn } from './compare.ts';

export type Tags = Readonly<Record<string, string>>;

/** Everything tags are made of. */
export interface TagSources {
  readonly task: MutationTask;
  readonly account: AwsAccount;
  readonly issue: IssueSnapshot;
  readonly config: Config;
}

/** Tags that only the application writes; a request may repeat them, never change them. */
const OUR_TAGS: ReadonlySet<string> = new Set([
  'Name',
  'CreatedBy',
  'CreatedDate',
  'CoworkerManaged',
  'CoworkerAgent',
  'CoworkerIssue',
  'MiyabiManaged',
]);

const CONFIDENTIALITY = ['public', 'internal', 'confidential', 'restricted'];
const ENVIRONMENT_ALIASES: Tags = { dev: 'development', prod: 'production', stg: 'staging' };
const QA_ALIAS: Tags = { qa: 'test' };

/** Request parameter that stands for a tag. */
const PARAMETER_OF: Tags = {
  Owner: 'owner',
  CostCenter: 'costCenter',
  Application: 'application',
  Confidentiality: 'confidentiality',
  Environment: 'environment',
};

/** AWS allows more in some services; this is what all of them and session tags take. */
const VALUE = /^[\p{L}\p{N} _./=+-]{1,256}$/u;
const KEY = /^(?!aws:)[\p{L}\p{N} _./=+-]{1,128}$/iu;

/** The canonical environment of a word such as `prod`; undefined when it names none. */
export const canonicalEnvironment = (word: string): string | undefined => {
  const lower = word.trim().toLowerCase();
  const name = ENVIRONMENT_ALIASES[lower] ?? QA_ALIAS[lower] ?? lower;
  return TIERS.find((tier) => tier === name);
};

/** True for a text that every AWS service accepts as a tag value. */
export const isTagValue = (text: string): boolean => VALUE.test(text) && text.trim() !== '';

const malformed = (name: string, because: string): Refusal => ({
  code: 'malformed-value',
  because: `The tag ${name} ${because}.`,
  next: `Edit the issue and give ${name} a value of letters, digits, spaces and _ . / = + -.`,
});

const requestTags = (task: MutationTask): Tags => {
  const given = task.parameters['tags'];
  const isMap = typeof given === 'object' && !Array.isArray(given);
  return isMap ? (given as Tags) : {};
};

/** Tags that the request itself gives; for an update no other tag changes. */
export const requestedTags = (task: MutationTask): Tags => {
  const byParameter = Object.entries(PARAMETER_OF).flatMap(([name, parameter]) => {
    const value = task.parameters[parameter];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { ...requestTags(task), ...Object.fromEntries(byParameter) };
};

/** Request first, then the account's own tag, then the configured default. */
const valueOf = (name: string, sources: TagSources): string | undefined => {
  const parameter = sources.task.parameters[PARAMETER_OF[name] ?? ''];
  const asked = requestTags(sources.task)[name];
  const given = typeof parameter === 'string' ? parameter : asked;
  return given ?? sources.account.tags[name] ?? sources.config.tags.defaults[name];
};

/** Roles and policies hold no data; everything else stores or processes some. */
const holdsData = (task: MutationTask): boolean => !task.resourceType.startsWith('AWS::IAM::');

const loginOf = (login: string): string => login.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-');

const draftTags = (sources: TagSources): Record<string, string | undefined> => {
  const { issue, config, task } = sources;
  const name = task.parameters['name'];
  return {
    ...config.tags.defaults,
    ...requestTags(task),
    Environment: sources.account.tier,
    Owner: valueOf('Owner', sources),
    CostCenter: valueOf('CostCenter', sources),
    Application:
      valueOf('Application', sources) ?? (typeof name === 'string' ? name : issue.ref.repo),
    CreatedBy: loginOf(issue.author.login),
    CreatedDate: issue.createdAt.slice(0, 10),
    CoworkerManaged: 'true',
    CoworkerAgent: task.assignedAgent,
    CoworkerIssue: `${issue.ref.owner}/${issue.ref.repo}/issues/${issue.ref.number}`,
    ...(config.tags.miyabi ? { MiyabiManaged: 'true' } : {}),
    Confidentiality: holdsData(task)
      ? (valueOf('Confidentiality', sources) ?? 'internal')
      : undefined,
  };
};

const contradiction = (because: string): Refusal => ({
  code: 'contradictory',
  because,
  next: 'Edit the issue: leave this tag out, or name the account that it fits.',
});

const environmentRefusal = (sources: TagSources): Refusal | undefined => {
  const { tier, name } = sources.account;
  if (tier === 'unknown')
    return {
      code: 'tier-unknown',
      because: `Nobody has classified the account \`${name}\`, so nothing is changed in it.`,
      next: 'Give the account a tier in `config/organization.yml` by a pull request.',
    };
  const asked = sources.task.parameters['environment'] ?? requestTags(sources.task)['Environment'];
  if (typeof asked !== 'string' || canonicalEnvironment(asked) === tier) return undefined;
  return contradiction(
    `The request tags Environment otherwise than the account: ${name} is ${tier}.`,
  );
};

const patternRefusal = (tags: Tags, config: Config): Refusal | undefined => {
  const rules = [
    ['Owner', config.tags.ownerPattern],
    ['CostCenter', config.tags.costCenterPattern],
  ] as const;
  const broken = rules.find(([name, pattern]) => !new RegExp(pattern, 'u').test(tags[name] ?? ''));
  if (broken !== undefined)
    return malformed(broken[0], `does not have the form \`${broken[1]}\` that configuration asks`);
  const level = tags['Confidentiality'];
  if (level === undefined || CONFIDENTIALITY.includes(level)) return undefined;
  return malformed('Confidentiality', `is none of ${CONFIDENTIALITY.join(', ')}`);
};

const missingRefusal = (name: string): Refusal => ({
  code: 'missing-field',
  because: `No value for the tag ${name}: not in the request, the account or the configuration.`,
  next: `Edit the issue and add a line \`${name}: …\`.`,
});

const valueRefusal = (tags: Record<string, string | undefined>): Refusal | undefined => {
  const missing = ['Owner', 'CostCenter'].find((name) => tags[name] === undefined);
  if (missing !== undefined) return missingRefusal(missing);
  for (const [name, value] of Object.entries(tags)) {
    if (!KEY.test(name)) return malformed('key', 'holds a character that AWS does not accept');
    if (value !== undefined && !isTagValue(value))
      return malformed(name, 'is empty or holds a character that AWS does not accept');
  }
  return undefined;
};

const reservedRefusal = (sources: TagSources, tags: Tags): Refusal | undefined => {
  const asked = Object.entries(requestTags(sources.task));
  const taken = asked.find(([name, value]) => OUR_TAGS.has(name) && tags[name] !== value);
  if (taken === undefined) return undefined;
  return contradiction(`The tag ${taken[0]} is written by the application and means something.`);
};

/**
 * Every tag of section 4 of the governance specification, as a function of the resource's name; or
 * the refusal of the first value that does not fit. CreatedDate and CoworkerIssue are the issue's.
 */
export const decideTags = (sources: TagSources): Decided<(resourceName: string) => Tags> => {
  const drafted = draftTags(sources);
  const tags = Object.fromEntries(
    Object.entries(drafted).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const refusal =
    environmentRefusal(sources) ??
    valueRefusal(drafted) ??
    patternRefusal(tags, sources.config) ??
    reservedRefusal(sources, tags);
  if (refusal !== undefined) return refused(refusal);
  return accepted((resourceName) => ({ ...tags, Name: resourceName }));
};

/** A tag list with some values set over it, without AWS's own tags, which nobody may write. */
export const mergeTagList = (present: Json | undefined, tags: Tags): readonly JsonObject[] => {
  const rows = Array.isArray(present) ? (present as readonly Json[]).filter(isJsonObject) : [];
  const before = rows.map((row) => [textIn(row['Key']), textIn(row['Value'])] as const);
  const kept = before.filter(([name]) => !name.startsWith('aws:'));
  return tagList({ ...Object.fromEntries(kept), ...tags });
};

/** Tags as CloudFormation writes them in a template, sorted by key. */
export const tagList = (tags: Tags): { readonly Key: string; readonly Value: string }[] =>
  Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
