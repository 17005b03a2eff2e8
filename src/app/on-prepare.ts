import { contextOf } from '../services/draft-context.ts';
import { draftAll } from '../services/draft-all.ts';
import { readImportFacts } from '../services/import/facts.ts';
import { isImportTask } from '../services/import/import-task.ts';
import { serviceOf } from '../services/registry.ts';
import { isNewAccount } from '../task/about-account.ts';
import { isMutation, type MutationTask } from '../task/aws-task.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import { parsePlanId, type PlanId } from '../task/ids.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { DraftedPlan } from '../plan/drafted.ts';
import type { PreviewHandle, StackPreview } from '../plan/preview.ts';
import type { DeployDraft } from '../plan/step.ts';
import type { ReadPrices } from '../plan/cost.ts';
import { stepsOf, tierFor } from '../plan/make-plan.ts';
import { pricedChanges } from '../plan/priced-changes.ts';
import { touchedTypes, type TypeCount } from '../plan/type-share.ts';
import { planKnowledge } from '../services/plan-knowledge.ts';
import { answerWork } from './answer-work.ts';
import { neededPrices } from '../services/prices/needed-prices.ts';
import { judgeAccounts } from './compute-plan.ts';
import { countTypes } from './count-types.ts';
import { explainFault } from './explain-fault.ts';
import { parseAsked, type Asked } from './plan-inputs.ts';
import { readAccountFacts } from './read-account-facts.ts';
import { readDriftedStack } from './read-drifted-stack.ts';
import { organizationOf } from './organization.ts';
import type { ReaderDeps } from './reader-deps.ts';
import { readUndoFacts } from './read-undo-facts.ts';

/** The part of the worker's means that preparing needs. */
export type ReaderWork = Pick<ReaderDeps, 'aws' | 'config' | 'clock'>;

type Facts = Readonly<Record<string, JsonObject>>;

/** What the reader answers: facts and previews, or why there are none. */
export interface Prepared {
  readonly facts: Facts;
  readonly previews: readonly StackPreview[];
  readonly handles: readonly PreviewHandle[];
  /** Absent where few of a type are touched, and for what undoes a plan. */
  readonly counts?: readonly TypeCount[];
  /** Absent where nothing has a price that AWS could be asked for. */
  readonly prices?: ReadPrices;
}

const readFactsOf = async (
  deps: ReaderWork,
  asked: Asked,
  task: MutationTask,
): Promise<Decided<JsonObject>> => {
  const context = contextOf(asked, deps.config, task);
  if (!context.ok) return context;
  if (isNewAccount(task)) return readAccountFacts(deps.aws, deps.config);
  const service = serviceOf(task.resourceType);
  if (service === undefined) throw new Fault('broken-promise', `nobody plans ${task.resourceType}`);
  const reader = await deps.aws.openReader(task.accountId);
  if (!reader.ok) return reader;
  if (isImportTask(task))
    return accepted(await readImportFacts(service, context.value, reader.value));
  const organization = () => organizationOf(deps.aws);
  return accepted(await service.readFacts(context.value, reader.value, organization));
};

const readAllFacts = async (deps: ReaderWork, asked: Asked): Promise<Decided<Facts>> => {
  if (asked.undo !== undefined) return readUndoFacts(deps.aws, asked.undo);
  if (asked.reconcile !== undefined) return readDriftedStack(deps, asked);
  const tasks = asked.tasks.filter(isMutation);
  const found = await Promise.all(tasks.map((task) => readFactsOf(deps, asked, task)));
  const facts: Record<string, JsonObject> = {};
  for (const [index, one] of found.entries()) {
    // One saving that can not be read stands in no other's way: the plan says that it is missing.
    if (!one.ok && asked.savings !== undefined) continue;
    if (!one.ok) return one;
    facts[tasks[index]?.id ?? ''] = one.value;
  }
  return accepted(facts);
};

const deployDrafts = ({ steps }: DraftedPlan): readonly DeployDraft[] =>
  steps.flatMap(({ draft }) =>
    draft.kind === 'deploy' && draft.isProposed !== true ? [draft] : [],
  );

interface PreviewOrder {
  readonly planId: PlanId;
  readonly drafts: readonly DeployDraft[];
}

/** Change sets made so far; taken away again when a later one can not be made. */
interface Made {
  readonly previews: StackPreview[];
  readonly handles: PreviewHandle[];
}

const previewEach = async (
  deps: ReaderWork,
  asked: Asked,
  order: PreviewOrder & { readonly made: Made },
): Promise<Decided<Made>> => {
  for (const draft of order.drafts) {
    const account = asked.accounts.find((one) => one.id === draft.accountId);
    if (account === undefined) throw new Fault('broken-promise', 'a draft of a foreign account');
    const tier = tierFor(account, asked);
    const made = await deps.aws.createPreview({ draft, planId: order.planId, tier });
    if (!made.ok) return made;
    if (made.value.preview !== undefined) order.made.previews.push(made.value.preview);
    if (made.value.handle !== undefined) order.made.handles.push(made.value.handle);
  }
  return accepted(order.made);
};

const previewAll = async (
  deps: ReaderWork,
  asked: Asked,
  order: PreviewOrder,
): Promise<Decided<Made>> => {
  const made: Made = { previews: [], handles: [] };
  let isWhole = false;
  try {
    const previewed = await previewEach(deps, asked, { ...order, made });
    isWhole = previewed.ok;
    return previewed;
  } finally {
    if (!isWhole) for (const handle of made.handles) await deps.aws.deletePreview(handle);
  }
};

interface Drawn {
  readonly asked: Asked;
  readonly facts: Facts;
  readonly drafted: DraftedPlan;
  readonly previews: readonly StackPreview[];
}

/** What there is of the types of which the plan would touch more than a few. */
const countTouched = (
  deps: ReaderWork,
  { asked, drafted, previews }: Drawn,
): Promise<readonly TypeCount[]> => {
  const { accounts } = asked;
  const steps = stepsOf({ inputs: { previews, accounts }, drafted, known: planKnowledge });
  const touched = asked.undo === undefined ? touchedTypes(steps) : [];
  return countTypes(deps.aws, touched, { accounts, percent: deps.config.caps.percentOfType });
};

/** The prices of what is drawn. Their absence stops nothing: then the dated ones are shown. */
const pricesOf = async (
  deps: ReaderWork,
  { asked, facts, drafted, previews }: Drawn,
): Promise<ReadPrices | undefined> => {
  const { accounts } = asked;
  const steps = stepsOf({ inputs: { previews, accounts }, drafted, known: planKnowledge });
  const needed = neededPrices(pricedChanges({ previews, facts }, steps), Object.values(facts));
  const [first] = steps;
  return first === undefined || needed.length === 0
    ? undefined
    : deps.aws.readPrices(needed, first.accountId);
};

/** Reads facts, drafts and previews: what the reader worker does for one plan. */
export const prepare = async (
  deps: ReaderWork,
  planId: PlanId,
  told: Asked,
): Promise<Decided<Prepared>> => {
  const asked = judgeAccounts(told, deps.config);
  const facts = await readAllFacts(deps, asked);
  if (!facts.ok) return facts;
  const drafted = draftAll({ ...asked, facts: facts.value }, deps.config);
  if (!drafted.ok) return drafted;
  const drafts = deployDrafts(drafted.value);
  const previewed = await previewAll(deps, asked, { planId, drafts });
  if (!previewed.ok) return previewed;
  const { previews } = previewed.value;
  const drawn = { asked, facts: facts.value, drafted: drafted.value, previews };
  const counts = await countTouched(deps, drawn);
  const prices = await pricesOf(deps, drawn);
  return accepted({
    facts: facts.value,
    ...previewed.value,
    ...(counts.length === 0 ? {} : { counts }),
    ...(prices === undefined ? {} : { prices }),
  });
};

/** A fault in AWS while planning is an answer as well: nothing was changed, and it is said. */
const prepareOrExplain = async (
  deps: ReaderDeps,
  planId: PlanId,
  asked: Asked,
): Promise<Decided<Prepared>> => {
  try {
    return await prepare(deps, planId, asked);
  } catch (error) {
    return refused(explainFault(deps, error, planId));
  }
};

/**
 * Looks up what the tasks of one issue need, drafts their stacks and makes the change sets. The
 * answer is stored and the orchestrator told; the job carries ids only.
 */
export const onPrepare = async (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const planId = parsePlanId(String(job['planId']));
  if (planId === undefined) throw new Fault('broken-promise', 'a job names no plan');
  const order = { workId: planId, job, told: 'prepared' } as const;
  await answerWork(deps, order, (asked) => prepareOrExplain(deps, planId, parseAsked(asked)));
};
