import { IAM_ACTION_NAMES } from '../../execute/iam-action-names.ts';
import type { FailureEnd, Outcome, StepFailed, StepRefused } from '../../execute/outcome.ts';
import type { DigestedPlan, Plan } from '../../plan/plan.ts';
import type { Baseline, BaselineItem } from '../../review/baseline.ts';
import type { Review } from '../../review/finding.ts';
import { typeTableOf } from '../../services/registry.ts';
import { isMutation } from '../../task/aws-task.ts';
import { shortDigest } from '../../task/ids.ts';
import type { Refusal, RefusalCode } from '../../task/refusal.ts';
import { RESOURCE_TYPES } from '../../task/resource-type.ts';
import type { Tier } from '../../task/tier.ts';
import type { JudgedStack } from '../../services/stack-drift/judge.ts';
import type { JudgedResource } from '../health/judge.ts';

/** How an execution ended, in words of closed lists only: no name, no id, no text of AWS. */
export interface EndEvidence {
  readonly kind: Outcome['kind'];
  readonly code?: RefusalCode;
  readonly type?: string;
  /** `CREATE_FAILED` and the like. */
  readonly status?: string;
  readonly end?: FailureEnd;
  /** IAM's name of what was denied. */
  readonly action?: string;
}

/** One plan of the issue. */
export interface PlanEvidence {
  readonly digest: string;
  readonly purpose: Plan['purpose'];
  readonly tier: Tier;
  readonly types: readonly string[];
  readonly skipped: readonly BaselineItem[];
  readonly added: readonly BaselineItem[];
  readonly blocked: readonly BaselineItem[];
  /** Absent where nothing was carried out. */
  readonly end?: EndEvidence;
}

/** A kind of resource that was changed or deleted outside its stack, and which properties of it. */
export interface DriftEvidence {
  readonly type: string;
  readonly status: 'MODIFIED' | 'DELETED';
  readonly properties: readonly string[];
}

export interface HealthEvidence {
  readonly type: string;
  readonly rules: readonly string[];
}

/**
 * All that a lesson is made from. Nothing in it was written by a person or holds the name of a
 * resource, an account, an ARN or a secret: every word is of a list in the code or the baselines.
 */
export interface LessonEvidence {
  readonly issueNumber: number;
  readonly plans: readonly PlanEvidence[];
  readonly drifts: readonly DriftEvidence[];
  readonly ills: readonly HealthEvidence[];
}

/** A type that the application knows by name; a template can hold any other. */
const knownType = (type: string): string | undefined =>
  typeTableOf(type) !== undefined || RESOURCE_TYPES.some((one) => one === type) ? type : undefined;

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

const knownTypes = (types: readonly string[]): readonly string[] =>
  distinct(types.flatMap((type) => knownType(type) ?? [])).toSorted();

const isAction = (action: string): boolean => {
  const [service = '', name = ''] = action.split(':');
  const names = Object.hasOwn(IAM_ACTION_NAMES, service) ? IAM_ACTION_NAMES[service] : undefined;
  return names?.split(/\s+/).some((one) => one !== '' && one === name) === true;
};

const deniedAction = ({ because }: Refusal): string | undefined => {
  const action = /\bneeds (\S+) on /.exec(because)?.[1];
  return action !== undefined && isAction(action) ? action : undefined;
};

const ofRefusal = (refusal: Refusal | undefined): Pick<EndEvidence, 'code' | 'action'> => {
  if (refusal === undefined) return {};
  const action = deniedAction(refusal);
  return { code: refusal.code, ...(action === undefined ? {} : { action }) };
};

const ofStep = (step: StepFailed | StepRefused): Omit<EndEvidence, 'kind'> => {
  if (step.kind === 'refused') return ofRefusal(step.refusal);
  const type = knownType(step.cause.type);
  const { status } = step.cause;
  return {
    ...ofRefusal(step.refusal),
    ...(type === undefined ? {} : { type }),
    ...(/^[A-Z_]{4,60}$/.test(status) ? { status } : {}),
    end: step.end,
  };
};

const endOf = (outcome: Outcome): EndEvidence => {
  const { kind } = outcome;
  if (kind === 'refused') return { kind, ...ofRefusal(outcome.refusal) };
  if (kind === 'failed' || kind === 'partly') return { kind, ...ofStep(outcome.failure) };
  return { kind };
};

const itemsOf = (ids: readonly string[], baselines: readonly Baseline[]) => {
  const wanted = new Set(ids);
  return baselines.flatMap(({ items }) => items.filter(({ id }) => wanted.has(id)));
};

/** What a plan and its end are evidence of. */
export const planEvidence = (
  { plan, digest, review }: DigestedPlan & { readonly review: Review },
  outcome: Outcome | undefined,
  baselines: readonly Baseline[],
): PlanEvidence => {
  const blocked = review.findings.filter(({ status }) => status === 'BLOCKED');
  return {
    digest: shortDigest(digest),
    purpose: plan.purpose,
    tier: plan.tier,
    types: knownTypes(plan.tasks.filter(isMutation).map(({ resourceType }) => resourceType)),
    skipped: itemsOf(plan.choices.skipped, baselines),
    added: itemsOf(plan.choices.added, baselines),
    blocked: itemsOf(
      blocked.map(({ item }) => item),
      baselines,
    ),
    ...(outcome === undefined ? {} : { end: endOf(outcome) }),
  };
};

/** The top of a path such as `/Tags/0/Value`: a name of AWS's, never a key of people's. */
const topProperty = (path: string): readonly string[] =>
  /^\/?([A-Z][A-Za-z0-9]{1,63})(?:\/|$)/.exec(path)?.slice(1, 2) ?? [];

/** What a drifted stack is evidence of: kinds of resources, and tops of properties. */
export const driftEvidence = ({ resources }: JudgedStack): readonly DriftEvidence[] =>
  resources.flatMap(({ type, status, properties }) => {
    const known = knownType(type);
    if (known === undefined) return [];
    const tops = distinct(properties.flatMap(({ path }) => topProperty(path))).toSorted();
    return [{ type: known, status, properties: tops }];
  });

/** What something ill is evidence of: its kind, and the names of the rules it broke. */
export const healthEvidence = (members: readonly JudgedResource[]): readonly HealthEvidence[] =>
  members.flatMap(({ resourceType, evidence }) => {
    const known = knownType(resourceType);
    if (known === undefined || evidence.length === 0) return [];
    return [{ type: known, rules: distinct(evidence.map(({ rule }) => rule)).toSorted() }];
  });
