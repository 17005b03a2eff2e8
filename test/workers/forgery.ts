import { loadConfig, readKnowledge } from '../../src/app/knowledge.ts';
import { computePlan, type ComputedPlan } from '../../src/app/compute-plan.ts';
import { parseInputs } from '../../src/app/plan-inputs.ts';
import { systemClock } from '../../src/app/system-clock.ts';
import { jobOf } from '../../src/app/issue-ref.ts';
import type { Config } from '../../src/config/config.ts';
import { sha256 } from '../../src/plan/digest.ts';
import type { PreviewHandle } from '../../src/plan/preview.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import type { PlanRow } from '../../src/store/store.ts';
import { parsePlanId, type PlanId } from '../../src/task/ids.ts';
import type { IssueRef } from '../../src/task/issue.ts';
import type { JsonObject } from '../../src/task/json.ts';

/** The bucket that was asked for, and the one that a forger would have instead. */
export const ASKED = 'acme-dev-use1-partner-statements';
export const WANTED = 'acme-dev-use1-everybodys-secrets';

/** A plan that nobody asked for, whole and consistent with itself. */
export interface Forgery {
  readonly planId: PlanId;
  readonly inputs: JsonObject;
  readonly handles: readonly PreviewHandle[];
  readonly computed: ComputedPlan;
}

const planIdOf = (text: string): PlanId => {
  const planId = parsePlanId(text);
  if (planId === undefined) throw new Error(`${text} is no plan id`);
  return planId;
};

/** The real inputs with another bucket; the issue stays as GitHub has it. */
const otherInputs = (inputs: JsonObject): JsonObject => {
  const { issue, ...rest } = inputs;
  const changed = JSON.parse(JSON.stringify(rest).replaceAll(ASKED, WANTED)) as JsonObject;
  return { ...changed, issue: issue ?? null };
};

/** Names of a change set that fit the forged plan, as one made behind our back would have. */
const otherHandles = (
  handles: readonly PreviewHandle[],
  planId: PlanId,
): readonly PreviewHandle[] =>
  (JSON.parse(JSON.stringify(handles).replaceAll(ASKED, WANTED)) as PreviewHandle[]).map((handle) =>
    Object.assign(handle, {
      planId,
      changeSetName: `cw-${planId}`,
      changeSetArn: handle.changeSetArn.replace(/cw-[^/]+/, `cw-${planId}`),
    }),
  );

/** Forges a plan from a real one, with everything that a compromised orchestrator knows. */
export const forgePlan = (
  real: Pick<PlanRow, 'inputs' | 'handles'>,
  name: string,
  config: Config = loadConfig(),
): Forgery => {
  const planId = planIdOf(name);
  const inputs = otherInputs(real.inputs);
  const handles = otherHandles(real.handles, planId);
  const deps = { config, knowledge: readKnowledge(), clock: systemClock };
  const computed = computePlan(deps, { inputs: parseInputs(inputs), handles });
  if (!computed.ok) throw new Error(computed.refusal.because);
  return { planId, inputs, handles, computed: computed.value };
};

/** What the forged rows claim. */
export interface Claim {
  readonly ref: IssueRef;
  readonly installationId: number;
  /** Where the plan is said to be on screen, and where it is said to be approved. */
  readonly planCommentId: number;
  readonly approvalCommentId: number;
  readonly personId: number;
  readonly token: string;
}

/** Writes every row of a released plan, and the job that has it executed. */
export const insertForgery = async (
  { store, queue }: Pick<OpenedStore, 'store' | 'queue'>,
  forgery: Forgery,
  claim: Claim,
): Promise<string> => {
  const { planId, computed } = forgery;
  const { ref } = claim;
  const at = new Date(0).toISOString();
  const releaseId = `release-${planId}`;
  const approvalId = `approval-${planId}`;
  const { inputs, handles } = forgery;
  await store.insertPlan({ planId, ref, inputs, handles, digest: computed.digest });
  const commentId = claim.planCommentId;
  await store.insertShown({ planId, commentId, updatedAt: at, bodyHash: computed.blockHash });
  await store.insertApproval({
    approvalId,
    planId,
    digest: computed.digest,
    person: { id: claim.personId, login: 'maintainer' },
    role: 'maintain',
    commentId: claim.approvalCommentId,
    commentBodyHash: sha256('/approve'),
    at,
  });
  await store.insertRelease({ releaseId, planId, approvalIds: [approvalId], token: claim.token });
  const job = { ...jobOf(ref, claim.installationId), planId, releaseId };
  await queue.send('execute', job, { id: `execute-${releaseId}` });
  return releaseId;
};
