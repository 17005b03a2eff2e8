import type { PolicyDocument } from './policy.ts';
import { withTwins } from './tag-twins.ts';

/**
 * Public parameters belong to no account: their ARN has an empty one. The simulator knows no such
 * parameter, so both the request and the policies name this account for it.
 */
const NOBODY = '000000000000';

const parameters = (text: string): string =>
  text.replaceAll(/(arn:aws:ssm:[^:"]*)::parameter/g, `$1:${NOBODY}:parameter`);

/**
 * The simulator's data joins the two versions of API Gateway and loses which paths the methods of
 * the second one take. A path is compared as it is, under the one kind that takes every method.
 */
const paths = (text: string): string =>
  text.replaceAll(
    /(arn:aws:apigateway:[^:"]*:[^:"]*:)(\/[^"]*)/g,
    (_all, head: string, path: string) =>
      `${head}/restapis/a/resources/r/methods/m/responses/${path.replaceAll('/', '~')}`,
  );

const owned = (text: string): string => paths(parameters(text));

const known = new WeakMap<PolicyDocument, PolicyDocument>();

/** A resource with an owner. */
export const ownedArn = owned;

/** A policy whose public parameters have an owner; the same document gives the same copy. */
export const ownedPolicy = (document: PolicyDocument): PolicyDocument => {
  const before = known.get(document);
  if (before !== undefined) return before;
  const made = withTwins(JSON.parse(owned(JSON.stringify(document))) as PolicyDocument);
  known.set(document, made);
  return made;
};
