import type { Requirement } from '../approve/requirement.ts';
import type { Config } from '../config/config.ts';
import type { SessionPolicy } from '../execute/session-policy.ts';
import type { DigestedPlan } from '../plan/plan.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { Review } from '../review/finding.ts';

/** Everything the plan comment shows. All of it is the same wherever the plan is made again. */
export interface PlanView extends DigestedPlan {
  readonly review: Review;
  readonly requirement: Requirement;
  /** By step id: what the session of a step may do. Empty where nothing is executed here. */
  readonly policies: ReadonlyMap<string, SessionPolicy>;
  readonly handles: readonly PreviewHandle[];
  /** Everybody who counts as a requester, with what each did. */
  readonly requesters?: readonly { readonly login: string; readonly did: string }[];
  /** For a plan of savings: by number, what the approval of an item by itself asks for. */
  readonly itemRequirements?: ReadonlyMap<number, Requirement>;
  /** True where no person approves: a standing approval decides. */
  readonly isHeal?: boolean;
  readonly config: Pick<Config, 'approvals' | 'maskAccountIds' | 'personas'>;
}
