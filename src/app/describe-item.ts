import { renderItem } from '../reply/explain-item.ts';
import type { BaselineItem } from '../review/baseline.ts';
import type { Finding } from '../review/finding.ts';
import { explanationOf } from '../review/skills/explain-item.ts';
import type { ComputedPlan } from './compute-plan.ts';
import type { OrchestratorDeps } from './deps.ts';

/** An item of a baseline with what the review of a plan found of it, and what is said of it. */
export interface DescribedItem {
  readonly item: BaselineItem;
  readonly findings: readonly Finding[];
  readonly body: string;
}

interface DescribeDeps extends Pick<OrchestratorDeps, 'knowledge'> {
  readonly config: Pick<OrchestratorDeps['config'], 'maskAccountIds'>;
}

/** What is said of an item, with or without a plan; undefined for an id that no baseline has. */
export const describeItem = (
  { knowledge, config }: DescribeDeps,
  id: string,
  computed: Pick<ComputedPlan, 'digest' | 'plan' | 'review'> | undefined,
): DescribedItem | undefined => {
  const item = knowledge.baselines.flatMap(({ items }) => items).find((one) => one.id === id);
  if (item === undefined) return undefined;
  const why = explanationOf(id, knowledge.baselines, knowledge.skills)?.why ?? [];
  if (computed === undefined) return { item, findings: [], body: renderItem({ item, why }) };
  const { digest, plan, review } = computed;
  const findings = review.findings.filter((finding) => finding.item === item.id);
  const shown = { digest, tier: plan.tier, findings };
  const masked = config.maskAccountIds ? plan.accounts.map((account) => account.id) : [];
  return { item, findings, body: renderItem({ item, why, plan: shown, masked }) };
};
