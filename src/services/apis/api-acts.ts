import { ofThisIssue } from '../acts.ts';
import type { NeedInput } from '../service.ts';
import type { Act, PropertyActs } from '../type-table.ts';

/** API Gateway knows its resources by path, without an account: `arn:aws:apigateway:<region>::`. */
export const apiPath = (region: string, path: string): string =>
  `arn:aws:apigateway:${region}::${path}`;

/** An id is known once the API was made; before that any API of the region is meant. */
export const idOrAny = (value: unknown): string =>
  typeof value === 'string' && /^[a-z0-9]{6,12}$/.test(value) ? value : '*';

/** Any call of API Gateway on some paths. */
export const onPaths = (
  action: string,
  paths: (input: NeedInput) => readonly string[],
  more: Partial<Exclude<Act, string>> = {},
): Act => ({
  action,
  resources: (input) => paths(input).map((path) => apiPath(input.region, path)),
  ...more,
});

/** What carries the tag of the issue it was made for, where its id is not known yet. */
export const ofIssue = { conditions: ofThisIssue('ResourceTag') } as const;

/** Tags are resources of their own, named by the ARN of what they are on. */
const tagPaths = (): readonly string[] => ['/tags/*'];

/** Tags of an API or a stage: HTTP APIs take them by POST, REST APIs by PUT. */
export const apiTags = (verb: 'POST' | 'PUT'): PropertyActs => ({
  set: [
    onPaths(`apigateway:${verb}`, tagPaths),
    onPaths('apigateway:DELETE', tagPaths, { when: (input) => input.action === 'change' }),
  ],
});

const DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
] as const;

/**
 * What API Gateway asks of the caller who turns the access log of an HTTP API on; IAM gives none of
 * it a resource. Source: "Configure logging for HTTP APIs in API Gateway".
 */
export const LOG_DELIVERY: readonly Act[] = DELIVERY.map((action) => ({
  action,
  resources: () => ['*'],
}));
