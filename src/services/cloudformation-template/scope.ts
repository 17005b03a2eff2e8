import { changesOfTemplate } from '../../plan/changes.ts';
import type { DeployDraft } from '../../plan/step.ts';
import { ownerOf } from '../../agents/roster.ts';
import type { Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { needsOfDeploy, unscopedIn } from '../needs.ts';
import type { DraftContext } from '../service.ts';
import { typeTableOf } from '../type-tables.ts';
import type { TypeFact } from './facts-schema.ts';

const NEXT =
  'Write the name or ARN out in the template, or as a parameter with a value, and edit the issue.';

const unnamed = (ids: readonly string[]): Refusal => ({
  code: 'template-unsupported',
  because:
    `The names of ${ids.map((id) => `\`${id}\``).join(', ')} can not be known beforehand, ` +
    'so the session could not be bounded to them.',
  next: NEXT,
});

const unbounded = (actions: readonly string[]): Refusal => ({
  code: 'template-unsupported',
  because: `It can not be known beforehand on what the stack would use ${actions.join(', ')}.`,
  next: NEXT,
});

/** A type that DescribeType shows to be somebody's own, or to run with a role of its own. */
export const runsAsItself = (types: readonly TypeFact[]): Refusal | undefined => {
  const own = types.find((one) => !one.isPublic || one.hasPublisher || one.hasRole);
  if (own === undefined) return undefined;
  return {
    code: 'template-unsupported',
    because: `${own.type} is not AWS's own here: it would run as itself.`,
    next: 'Take it out of the template, or deploy it through a pull request.',
  };
};

/**
 * Why the session of a given template could not be bounded: a name that is known only to AWS, or
 * an action whose resource is. Undefined where a session is not ours to make.
 */
export const unboundedNeeds = (context: DraftContext, draft: DeployDraft): Refusal | undefined => {
  if (!isExecuteTier(context.tier)) return undefined;
  const hidden = unscopedIn(draft, context.account).map((one) => one.logicalId);
  if (hidden.length > 0) return unnamed(hidden);
  const known = {
    ownerOf,
    isStateful: () => false,
    sensitiveProperties: () => [],
    nameProperty: (type: string) => typeTableOf(type)?.nameProperty,
  };
  const changes = changesOfTemplate(draft, known);
  const needs = needsOfDeploy({ draft, account: context.account, changes });
  const open = needs.filter((need) => need.resources.length === 0).map((need) => need.action);
  return open.length === 0 ? undefined : unbounded(open);
};
