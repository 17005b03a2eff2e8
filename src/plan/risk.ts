import type { Tier } from '../task/tier.ts';
import type { PlannedChange } from './change.ts';
import { isReplaced } from './new-revision.ts';
import type { Risk } from './plan.ts';
import type { OperationClass } from './step.ts';

type Level = Risk['level'];

/** What risk is judged from. */
export interface RiskInput {
  readonly tier: Tier;
  readonly changes: readonly PlannedChange[];
  readonly operationClass: OperationClass;
  /** How many steps are one call of an operation. */
  readonly operations: number;
  /** True when a stack that is updated was changed from outside. */
  readonly isDrifted: boolean;
  /** True when all of that is recorded in its template and nothing of it is set back. */
  readonly isRecorded: boolean;
  /** True when a stack that is rolled back is not as the undone plan left it. */
  readonly isChangedSince: boolean;
}

interface Signal {
  readonly level: Level;
  readonly because: string;
  readonly holds: (input: RiskInput) => boolean;
}

const some =
  (test: (change: PlannedChange) => boolean) =>
  (input: RiskInput): boolean =>
    input.changes.some(test);

const isAccount = ({ type }: PlannedChange): boolean => type === 'AWS::Organizations::Account';

/** Worst first. Risk is computed from the plan alone; no word of the request can lower it. */
const SIGNALS: readonly Signal[] = [
  {
    level: 'high',
    because: 'an account is opened, which nobody can take back',
    holds: some(isAccount),
  },
  { level: 'high', because: 'data is lost', holds: some((c) => c.losesData) },
  {
    level: 'high',
    because: 'a resource is replaced: the old one is lost',
    holds: some((c) => isReplaced(c) && !c.isConditional),
  },
  {
    level: 'high',
    because: 'an existing permission, network or protection setting changes',
    holds: some((c) => c.isSensitive && c.action !== 'create'),
  },
  {
    level: 'high',
    because: 'something was changed outside its stack, which this plan may set back',
    holds: (input) => input.isDrifted && !input.isRecorded,
  },
  {
    level: 'high',
    because: 'something was changed outside its stack, which this plan records as it is',
    holds: (input) => input.isDrifted && input.isRecorded,
  },
  {
    level: 'high',
    because: 'a stack is not as the undone plan left it',
    holds: (input) => input.isChangedSince,
  },
  {
    level: 'high',
    because: 'an operation that can not be undone',
    holds: (input) => input.operationClass === 'destructive' && input.changes.length === 0,
  },
  {
    level: 'medium',
    because: 'a resource leaves its stack and stays as it is',
    holds: some((c) => c.action === 'release'),
  },
  {
    level: 'medium',
    because: 'what is there becomes a part of a stack, and stays as it is',
    holds: some((c) => c.action === 'import'),
  },
  { level: 'medium', because: 'a resource is deleted', holds: some((c) => c.action === 'delete') },
  {
    level: 'medium',
    because: 'CloudFormation may have to replace a resource',
    holds: some((c) => c.isConditional),
  },
  {
    level: 'medium',
    because: 'a new revision takes the place of one, which starts nothing new any more',
    holds: some((c) => c.isNewRevision === true),
  },
  {
    level: 'medium',
    because: 'new permissions or network rules are created',
    holds: some((c) => c.isSensitive && c.action === 'create' && !isAccount(c)),
  },
  {
    level: 'medium',
    because: 'something that runs is changed',
    holds: some((c) => c.action === 'change'),
  },
  {
    level: 'medium',
    because: 'the account is of tier production',
    holds: (input) => input.tier === 'production',
  },
];

const whyLow = ({ changes, operations }: RiskInput): string => {
  if (changes.length > 0) return 'new resources only, nothing that exists is touched';
  return operations > 0
    ? 'nothing that exists is changed or lost'
    : 'nothing is created, changed or lost';
};

/** Risk and its reasons, worst first; `low` says why as well. */
export const riskOf = (input: RiskInput): Risk => {
  const found = SIGNALS.filter((signal) => signal.holds(input));
  const level = found[0]?.level ?? 'low';
  if (level === 'low') {
    return { level, because: [whyLow(input)] };
  }
  return { level, because: found.map((signal) => signal.because) };
};
