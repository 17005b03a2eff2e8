import type { Plan } from '../../plan/plan.ts';
import type { Finding, GuardianVerdict } from '../finding.ts';
import { worstOf, type Remark } from './worst.ts';

/** What Michael looks at. */
export interface NecessityView {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
  /** Names of what the tasks would create and what is there already. */
  readonly existing: readonly string[];
}

const isGap = ({ status, isAdvisory }: Finding): boolean =>
  !isAdvisory && (status === 'ACCEPTABLE' || status === 'BLOCKED');

const warn = (because: string): Remark => ({ verdict: 'WARN', because });

const isTagItem = (finding: Finding): boolean => finding.references.includes('REQUIRED_TAGS');

const tags = ({ findings }: NecessityView): readonly Remark[] =>
  findings
    .filter((one) => isTagItem(one) && isGap(one))
    .map((one) => warn(`tags of ${one.resource}: ${one.detail}`));

const fit = ({ findings }: NecessityView): readonly Remark[] =>
  findings
    .filter((one) => one.item.startsWith('FIT-') && isGap(one))
    .map((one) => warn(one.detail));

/** Savings are priced by the search that found them. */
const isClaimed = ({ items = [] }: Plan): boolean =>
  items.some(({ worth }) => 'monthlyUsd' in worth);

/** An operation has no price by itself; what is made or changed should have one. */
const isUnpriced = ({ cost, steps }: Plan): boolean =>
  cost.lines.length === 0 &&
  cost.unpriced.some(({ logicalId }) =>
    steps.some(
      (step) =>
        step.kind !== 'operate' && step.changes.some((change) => change.logicalId === logicalId),
    ),
  );

const estimate = ({ plan, findings }: NecessityView): readonly Remark[] => [
  ...findings
    .filter((one) => one.item === 'POLICY-COST-01' && isGap(one))
    .map((one): Remark => ({ verdict: 'FAIL', because: one.detail })),
  ...(!isClaimed(plan) && isUnpriced(plan) ? [warn('nothing of the plan could be priced')] : []),
];

const duplicates = ({ existing }: NecessityView): readonly Remark[] =>
  existing.map((name) => warn(`${name} exists already`));

/** Necessity: tags, the estimate, the right service, and whether it exists already. */
export const askMichael = (view: NecessityView): GuardianVerdict =>
  worstOf('Michael', [...estimate(view), ...duplicates(view), ...fit(view), ...tags(view)]);
