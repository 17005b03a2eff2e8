import { z } from 'zod';
import type { ApprovalFacts, ApprovedPlan } from '../approve/approved-plan.ts';
import type { Journal, JournalEntry } from '../execute/ports.ts';
import { stepId, type PlanId } from '../task/ids.ts';
import { isJsonObject, type JsonObject } from '../task/json.ts';

/** The line of the journal that says what was proven when an execution began. */
const PROVEN = 'approval proven';

/** What a worker proved to itself; only it can write this line. */
export interface ApprovalProof {
  /** GitHub's `updated_at` of the plan comment. */
  readonly screenUpdatedAt: string;
  readonly facts: ApprovalFacts;
}

const shape = z.object({
  releaseId: z.string(),
  screenUpdatedAt: z.string(),
  facts: z.custom<JsonObject>(isJsonObject),
});

/** Writes down what was proven, before it is redeemed and anything is called. */
export const writeProof = async (
  journal: Journal,
  releaseId: string,
  proven: { readonly screenUpdatedAt: string; readonly approved: ApprovedPlan },
): Promise<void> => {
  const { facts } = proven.approved;
  await journal.append({
    planId: facts.planId,
    stepId: stepId(0),
    kind: 'intent',
    what: PROVEN,
    detail: {
      releaseId,
      screenUpdatedAt: proven.screenUpdatedAt,
      facts: JSON.parse(JSON.stringify(facts)) as JsonObject,
    },
  });
};

const proofOf = ({ what, detail }: JournalEntry, releaseId: string): ApprovalProof | undefined => {
  const parsed = what === PROVEN ? shape.safeParse(detail).data : undefined;
  if (parsed?.releaseId !== releaseId) return undefined;
  // Written by this worker from the type itself, and read by nobody else.
  const facts = parsed.facts as unknown as ApprovalFacts;
  return { screenUpdatedAt: parsed.screenUpdatedAt, facts };
};

/** What was proven of one release; a proof of another one proves nothing of it. */
export const readProof = async (
  journal: Journal,
  planId: PlanId,
  releaseId: string,
): Promise<ApprovalProof | undefined> => {
  const entries = await journal.read(planId);
  return entries.map((entry) => proofOf(entry, releaseId)).findLast((one) => one !== undefined);
};
