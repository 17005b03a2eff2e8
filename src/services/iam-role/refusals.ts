import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { IamFacts } from './facts-schema.ts';
import { GRANTS_HINT, parseGrants } from './grants.ts';
import { isTooWide } from './managed-policies.ts';
import { EDIT } from '../edit-issue.ts';

/** What no plan gives to anybody, and what to ask for instead. */
export const never = (because: string): Refusal => ({
  code: 'never-do',
  because,
  next: `Ask for exactly the permissions that are needed. ${EDIT}`,
});

/** The names of this application's own parts. IAM compares names without case. */
export const ownNameRefusal = (context: DraftContext, things: string): Refusal | undefined =>
  /^aws-?coworker/i.test(targetOf(context.task))
    ? never(`The ${things} of this application itself are never the target of a plan.`)
    : undefined;

/** What no stack of ours made may be anybody's way in: it is left alone. */
export const unownedRefusal = (title: string, facts: NamedFacts): Refusal | undefined =>
  facts.exists && facts.owner.owner === 'nobody'
    ? {
        code: 'no-route',
        because:
          `The ${title} \`${facts.name}\` was not made by this application, ` +
          'and no session of it may change one that was not.',
        next: `Change it where it is managed, or ask for a new ${title} under another name.`,
      }
    : undefined;

/** The statements that the words of a task say; none where it says nothing. */
export const decideStatements = (context: DraftContext): Decided<readonly JsonObject[]> => {
  const text = textOf(context.task, 'permissions');
  if (text === undefined) return accepted([]);
  if (/(^|[\s`'"])\*([\s`'"]|$)|\ball (actions|resources|permissions)\b|\badmin/i.test(text)) {
    return refused(never('No policy allows every action or every resource.'));
  }
  const place = { accountId: context.account.id, region: context.region };
  const statements = parseGrants(text, place);
  if (statements !== undefined) return accepted(statements);
  return refused({
    code: 'malformed-value',
    because: 'What it may do could not be read as whole permissions on named things.',
    next: `${GRANTS_HINT} For anything else give a CloudFormation template.`,
  });
};

/**
 * The ARNs of the managed policies that a task names, none of which gives an account away; to take
 * one away that does is always right.
 */
export const decideManaged = (
  { policies }: Pick<IamFacts, 'policies'>,
  isTakenAway = false,
): Decided<readonly string[]> => {
  const wide = policies.find(({ asked, arn }) => isTooWide(asked) || isTooWide(arn ?? ''));
  if (!isTakenAway && wide !== undefined) {
    return refused(never(`\`${wide.asked}\` gives away an account or a whole service.`));
  }
  const missing = policies.find((policy) => policy.arn === null);
  if (missing !== undefined) {
    return refused({
      code: 'target-not-found',
      because: `There is no managed policy named \`${missing.asked}\`, of AWS or made here.`,
      next: `Mend its name. ${EDIT}`,
    });
  }
  return accepted(policies.flatMap((policy) => (policy.arn === null ? [] : [policy.arn])));
};
