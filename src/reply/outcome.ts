import type { AnyApproval } from '../approve/approval.ts';
import type { Outcome } from '../execute/outcome.ts';
import type { Plan } from '../plan/plan.ts';
import type { ServiceAgent } from '../task/aws-resource.ts';
import type { PlanDigest } from '../task/ids.ts';
import { maskIds } from './markdown.ts';
import { renderFailure } from './failure.ts';
import { renderReceipt } from './receipt.ts';
import { withoutSecrets } from './secrets.ts';

/** Everything that is told when an execution has ended. */
export interface OutcomeView {
  readonly plan: Plan;
  readonly digest: PlanDigest;
  readonly outcome: Outcome;
  readonly approvals: readonly AnyApproval[];
  /** The service agents that look after what was made. */
  readonly agents: readonly ServiceAgent[];
  /** For a part of a plan of savings: that plan, and which of its items still wait. */
  readonly menu?: { readonly digest: PlanDigest; readonly open: readonly number[] };
  readonly maskAccountIds?: boolean;
}

/** The comment that ends an execution: a receipt when all was done, else what was done and not. */
export const renderOutcome = (view: OutcomeView): string => {
  const text = view.outcome.kind === 'done' ? renderReceipt(view) : renderFailure(view);
  const ids = view.plan.accounts.map((account) => account.id);
  return withoutSecrets(maskIds(text, ids, view.maskAccountIds === true));
};
