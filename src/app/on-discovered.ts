import { z } from 'zod';
import { renderDiscovery } from '../reply/discovery.ts';
import { Fault } from '../task/fault.ts';
import type { AuditAnswer } from '../reply/audit.ts';
import type { HealthAnswer } from '../reply/health.ts';
import type { DriftAnswer } from '../reply/drift-answer.ts';
import type { OrganizationAnswer } from '../reply/organization.ts';
import type { SavingsAnswer } from '../reply/savings-report.ts';
import type { Inventory } from '../report/inventory/gather.ts';
import type { OrchestratorDeps } from './deps.ts';
import { parseJob } from './issue-ref.ts';
import { followAnswer } from './follow-answer.ts';
import { parseAsked } from './plan-inputs.ts';
import { planIdOf, planSavings, savingsToPlan } from './plan-savings.ts';
import { ensureComment } from './replies.ts';

const shape = z.object({ answers: z.array(z.looseObject({ taskId: z.string() })) });

export type Answered =
  | (Omit<Inventory, 'complete'> & { readonly taskId: string; readonly places: number })
  | HealthAnswer
  | AuditAnswer
  | OrganizationAnswer
  | DriftAnswer
  | SavingsAnswer;

const savingsOf = (answers: readonly Answered[]): readonly SavingsAnswer[] =>
  answers.flatMap((answer) => ('kind' in answer && answer.kind === 'savings' ? [answer] : []));

/**
 * Posts what was found. A pure question is answered in the living comment and is then done. The
 * answer to a question that is no longer asked is left unsaid. Savings that can be had here are
 * planned at once, each as an item that is approved by itself.
 */
export const onDiscovered = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { ref, installationId } = parseJob(job);
  const workId = String(job['workId']);
  const work = await deps.store.readWork(workId);
  const state = await deps.store.readIssue(ref);
  if (work?.output === undefined || state === undefined) {
    throw new Fault('broken-promise', 'an answer to nothing');
  }
  await followAnswer(deps, work.output);
  if (state.questionId !== workId) return;
  const asked = parseAsked(work.input);
  const answers = shape.parse(work.output).answers as unknown as readonly Answered[];
  const isPure = job['alone'] === 1;
  const planId = isPure ? planIdOf(workId) : undefined;
  const wanted = planId === undefined ? undefined : savingsToPlan(savingsOf(answers), asked, deps);
  await ensureComment(deps, {
    ref,
    installationId,
    topic: isPure ? 'plan' : 'discovery',
    body: renderDiscovery({
      answers,
      tasks: asked.tasks,
      accounts: asked.accounts,
      ...(wanted === undefined ? {} : { planned: wanted.savings.length }),
      commitmentGroup: deps.config.commitmentGroup,
      maskAccountIds: deps.config.maskAccountIds,
    }),
  });
  if (!isPure || (planId !== undefined && state.planId === planId)) return;
  if (planId !== undefined && wanted !== undefined) {
    await deps.store.saveIssue(await planSavings(deps, state, { planId, asked, wanted }));
    return;
  }
  const note = 'The question was answered.';
  await deps.store.saveIssue({ ...state, status: 'Completed', note });
};
