import type { Conditions } from '../plan/action-need.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import type { NeedInput } from './service.ts';
import type { Act, PropertyActs } from './type-table.ts';
import { generatedName } from './type-table.ts';

/** The policy that bounds every role a plan makes. */
export const BOUNDARY_NAME = 'AwsCoworkerBoundary';

/** The path of every role, instance profile and policy a plan makes. */
export const IAM_PATH = '/coworker/';

/** ARN of the boundary in one account. */
export const boundaryArn = (accountId: string): string =>
  `arn:aws:iam::${accountId}:policy/${BOUNDARY_NAME}`;

/** The condition of every write on a role. */
export const underBoundary = (input: NeedInput): Conditions => ({
  StringEquals: { 'iam:PermissionsBoundary': boundaryArn(input.account.id) },
});

/** A need that IAM holds to no resource: the call names none, or has no ARN for it. */
export const anywhere = (action: string): Act => ({ action, resources: () => ['*'] });

const isChange = (input: NeedInput): boolean => input.action === 'change';

/** Actions that a property needs only when it changes on what exists. */
export const onChange = (...actions: readonly string[]): PropertyActs => ({
  set: actions.map((action) => ({ action, when: isChange })),
  unset: actions,
});

/** Actions that a property needs on create and on change, and those that take it away. */
export const onSet = (set: readonly Act[], unset: readonly Act[] = []): PropertyActs => ({
  set,
  unset,
});

/** `tag` when tags are given, and `untag` too when they change. */
export const tagActs = (tag: string, untag: string): PropertyActs => ({
  set: [tag, { action: untag, when: isChange }],
});

/** `arn:aws:<service>:<region>:<account>:<rest>`. */
export const regionalArn = (service: string, input: NeedInput, rest: string): string =>
  `arn:aws:${service}:${input.region}:${input.account.id}:${rest}`;

/** `arn:aws:iam::<account>:<kind>/coworker/<name>`: never outside the path of this application. */
export const iamArn = (kind: string, input: NeedInput, name: string): string =>
  `arn:aws:iam::${input.account.id}:${kind}${IAM_PATH}${name}`;

/** The condition that holds only for what CloudFormation made in this stack, which it tags. */
export const inThisStack = (input: NeedInput): Conditions => ({
  StringLike: {
    'aws:ResourceTag/aws:cloudformation:stack-id': input.stackId ?? `*:stack/${input.stackName}/*`,
  },
});

/**
 * The condition that holds only for what carries the tag of this issue, for types that take the
 * tags of a stack and none of CloudFormation's own. In a stack without the tag nothing holds it.
 */
export const ofThisIssue =
  (kind: 'ResourceTag' | 'RequestTag') =>
  (input: NeedInput): Conditions => ({
    StringEquals: { [`aws:${kind}/CoworkerIssue`]: input.tags?.['CoworkerIssue'] ?? 'none' },
  });

const attributeTarget = (value: JsonObject): string | undefined => {
  const attribute = value['Fn::GetAtt'];
  const target = Array.isArray(attribute) ? (attribute[0] as Json) : value['Ref'];
  return typeof target === 'string' ? target : undefined;
};

/**
 * The name that a property refers to: its text, or the generated name of the resource of this
 * template that a Ref or GetAtt names; undefined when neither is known.
 */
export const referredName = (value: Json | undefined, input: NeedInput): string | undefined => {
  if (typeof value === 'string') return value;
  const target = isJsonObject(value) ? attributeTarget(value) : undefined;
  if (target === undefined) return undefined;
  return generatedName({ stackName: input.stackName, logicalId: target });
};

/** What a property holds as a list; an empty one when it is none. */
export const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];
