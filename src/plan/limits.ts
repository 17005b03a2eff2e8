import { refused, type Decided, type Refusal } from '../task/refusal.ts';
import { routeOf, type Route, type Tier } from '../task/tier.ts';
import type { Config } from '../config/config.ts';
import type { PlannedChange } from './change.ts';
import type { PlanKnowledge } from './drafted.ts';
import type { PlanInputs } from './inputs.ts';
import { isContinuation } from './stack-call.ts';
import type { Step } from './step.ts';
import { largeShare } from './type-share.ts';

/** A session under role chaining lives one hour; forward and back must end well before. */
const SESSION_BUDGET_MINUTES = 40;

/** The session of a workflow is not chained, and lives two hours. */
const PIPELINE_BUDGET_MINUTES = 100;

const listed = (names: readonly string[]): string =>
  names
    .slice(0, 5)
    .map((name) => `\`${name}\``)
    .join(', ');

/** The one route of a plan; tiers that go different ways do not share a plan. */
export const routeOfTiers = (tiers: readonly Tier[]): Decided<Route> => {
  const routes = [...new Set(tiers.map(routeOf))];
  const [route] = routes;
  if (route === undefined || routes.length > 1) {
    return refused({
      code: 'no-route',
      because: 'The tasks of this issue take different routes: some run here, some go by review.',
      next: 'Open one issue for sandbox, development and test, and one for staging and production.',
    });
  }
  if (route === 'none') {
    return refused({
      code: 'tier-unknown',
      because: 'Nobody has said which tier this account belongs to, so it is read-only.',
      next: 'Name the account or its organizational unit with a tier in `config/organization.yml`.',
    });
  }
  return { ok: true, value: route };
};

const isLost = (change: PlannedChange): boolean =>
  change.action === 'delete' || change.action === 'replace';

const tooMany = (steps: readonly Step[], config: Config): Refusal | undefined => {
  const touched = steps
    .flatMap((step) => step.changes)
    .filter((change) => isLost(change) || change.action === 'change');
  const cap = config.caps.resourcesLostOrChanged;
  if (touched.length <= cap) return undefined;
  return {
    code: 'too-many-resources',
    because:
      `${touched.length} existing resources would be lost or changed; ` +
      `one plan may touch ${cap}.`,
    next: `Split the request so that each plan touches at most ${cap} resources.`,
  };
};

/**
 * Minutes of CloudFormation in the session of one step, which it works with to the end. A deletion
 * does not roll back, and a rollback only goes back: each takes half of forward and back.
 */
const sessionMinutes = (step: Step): number => {
  const { kind, slowestMinutes } = step;
  if (kind === 'remove' || isContinuation(step)) return slowestMinutes / 2;
  return kind === 'deploy' ? slowestMinutes : 0;
};

/** Minutes of what takes longer than older workflows and roles had time for; else undefined. */
export const longMinutes = (step: Step): number | undefined => {
  const minutes = sessionMinutes(step);
  return minutes > SESSION_BUDGET_MINUTES ? minutes : undefined;
};

interface Slow {
  readonly how: string;
  readonly next: string;
}

const SLOW_REMOVAL: Slow = {
  how: 'to delete all that the stack holds',
  next:
    'Take its slowest resources out with a smaller template first, or delete the stack by hand: ' +
    "a person's session lives longer.",
};
const SLOW_ROLLBACK: Slow = {
  how: 'to set back all that the stack holds',
  next: "Continue the rollback by hand: a person's session lives longer.",
};
const SLOW_OTHER: Slow = {
  how: 'forward and back',
  next: 'Split the template into smaller stacks, or deploy it through a pull request.',
};

const slowOf = (step: Step): Slow => {
  if (isContinuation(step)) return SLOW_ROLLBACK;
  return step.kind === 'remove' ? SLOW_REMOVAL : SLOW_OTHER;
};

const tooSlow = ({ steps, isProposed }: LimitedPlan): Refusal | undefined => {
  const budget = isProposed ? PIPELINE_BUDGET_MINUTES : SESSION_BUDGET_MINUTES;
  const slow = steps.find((step) => sessionMinutes(step) > budget);
  if (slow === undefined) return undefined;
  const { how, next } = slowOf(slow);
  const isSplit = isProposed && next === SLOW_OTHER.next;
  return {
    code: 'too-slow-for-session',
    because:
      `Step ${slow.id} can take ${sessionMinutes(slow)} minutes ${how}; ` +
      `a session ${isProposed ? 'of the workflow lives two hours' : 'lives one hour'}.`,
    next: isSplit ? 'Split the request into smaller stacks, each in an issue of its own.' : next,
  };
};

/** Another name makes another resource: CloudFormation refuses only to make one twice. */
const isRenamed = ({ properties }: PlannedChange, property: string): boolean =>
  properties.some(({ path }) => path.replace(/^\/?(Properties\/)?/, '') === property);

const named = (step: Step, known: PlanKnowledge): readonly string[] => {
  if (step.kind !== 'deploy') return [];
  return step.changes
    .filter((change) => change.action === 'replace' && !change.isConditional)
    .filter((change) => {
      const property = known.nameProperty(change.type);
      const properties = step.template.Resources[change.logicalId]?.Properties;
      if (property === undefined || properties?.[property] === undefined) return false;
      return change.losesData || !isRenamed(change, property);
    })
    .map((change) => change.logicalId);
};

const replacesNamed = (steps: readonly Step[], known: PlanKnowledge): Refusal | undefined => {
  const ids = steps.flatMap((step) => named(step, known));
  if (ids.length === 0) return undefined;
  return {
    code: 'replaces-named-resource',
    because: `${listed(ids)} would be replaced under a fixed name; CloudFormation refuses that.`,
    next: 'Ask for a new resource under another name, move the data, then delete the old one.',
  };
};

/** A plan that is to be held against the limits. */
export interface LimitedPlan {
  readonly steps: readonly Step[];
  readonly inputs: Pick<PlanInputs, 'accounts' | 'counts' | 'undo'>;
  readonly config: Config;
  readonly known: PlanKnowledge;
  /** True where a pull request carries it out, in the longer session of a workflow. */
  readonly isProposed: boolean;
}

/** What undoes a plan touches what that plan touched, and can not be split from it. */
const shareBroken = ({ steps, inputs, config }: LimitedPlan): Refusal | undefined =>
  inputs.undo === undefined
    ? largeShare(steps, {
        counts: inputs.counts ?? [],
        accounts: inputs.accounts,
        percent: config.caps.percentOfType,
      })
    : undefined;

/** The first limit that a plan breaks, if any. */
export const brokenLimit = (plan: LimitedPlan): Refusal | undefined =>
  tooMany(plan.steps, plan.config) ??
  shareBroken(plan) ??
  tooSlow(plan) ??
  replacesNamed(plan.steps, plan.known);
