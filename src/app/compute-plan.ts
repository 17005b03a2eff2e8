import { classifyAgain } from '../config/classify-account.ts';
import type { Config } from '../config/config.ts';
import { requirementOf, type Requirement } from '../approve/requirement.ts';
import { blameAdded } from '../execute/blame-added.ts';
import { compileSessionPolicy, type SessionPolicy } from '../execute/session-policy.ts';
import { parseIssue } from '../intake/parse-issue.ts';
import { requestHash } from '../intake/request-hash.ts';
import { digestPlan, sha256 } from '../plan/digest.ts';
import { makePlan } from '../plan/make-plan.ts';
import { refuseChanging } from '../plan/adoption.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import type { DigestedPlan, Plan } from '../plan/plan.ts';
import { renderPlanBlock } from '../reply/plan-comment.ts';
import { renderNotes } from '../reply/question.ts';
import { reviewPlan } from '../review/review-plan.ts';
import type { Review } from '../review/finding.ts';
import { draftAll } from '../services/draft-all.ts';
import { knowledgeWith } from '../services/plan-knowledge.ts';
import { TASK_LABEL, type IssueSnapshot } from '../task/issue.ts';
import { canonicalJson, type JsonObject } from '../task/json.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { Step } from '../plan/step.ts';
import type { PlanRow } from '../store/store.ts';
import { computeMenu, isMenu, partOf, type Menu } from './compute-items.ts';
import type { WorkerDeps } from './deps.ts';
import { parseInputs } from './plan-inputs.ts';
import { withLinesApart } from './split-lines.ts';

/** A plan with everything that follows from it; the same in every worker. */
export interface ComputedPlan extends DigestedPlan {
  readonly review: Review;
  readonly policies: ReadonlyMap<string, SessionPolicy>;
  readonly requirement: Requirement;
  /** The plan as people see it: what the deployer compares with the comment on GitHub. */
  readonly block: string;
  readonly blockHash: string;
  /** What was noticed beside the request, for people; empty when nothing was. */
  readonly notes: string;
  /** For savings of which none is chosen yet: by number, what its approval asks for. */
  readonly itemRequirements?: ReadonlyMap<number, Requirement>;
}

/** Who types `/reconcile` or `/adopt` asks, whoever opened the issue: that was this application. */
const requestersOf = ({ issue, reconcile }: PlanInputs) =>
  reconcile === undefined || issue.labeller === undefined
    ? whoTouched(issue)
    : [{ login: issue.labeller.login, did: 'Asked' }];

const whoTouched = ({ author, labeller, editor, confirmer }: IssueSnapshot) => [
  { login: author.login, did: 'Asked' },
  ...(labeller === undefined ? [] : [{ login: labeller.login, did: 'labelled' }]),
  ...(editor === undefined ? [] : [{ login: editor.login, did: 'edited' }]),
  ...(confirmer === undefined ? [] : [{ login: confirmer.login, did: 'confirmed' }]),
];

const handleOf = (step: Step, handles: readonly PreviewHandle[]): PreviewHandle | undefined =>
  handles.find(
    (one) =>
      step.kind === 'deploy' &&
      one.stackName === step.stackName &&
      one.accountId === step.accountId &&
      one.region === step.region,
  );

const compilePolicies = (
  plan: Plan,
  { handles, inputs }: PlanSource,
  config: Config,
): Decided<ReadonlyMap<string, SessionPolicy>> => {
  const policies = new Map<string, SessionPolicy>();
  if (plan.route !== 'execute') return accepted(policies);
  for (const step of plan.steps) {
    const handle = handleOf(step, handles);
    const compiled = compileSessionPolicy(step, handle);
    if (!compiled.ok) {
      const { added } = inputs.choices;
      const { refusal } = compiled;
      if (added.length > 0) return refused(blameAdded(refusal, added));
      return refused(withLinesApart(refusal, step, { inputs, config, handle }));
    }
    policies.set(step.id, compiled.value);
  }
  return accepted(policies);
};

/** What a plan is computed from: its inputs, and the change sets it was previewed with. */
export interface PlanSource {
  readonly inputs: PlanInputs;
  readonly handles: readonly PreviewHandle[];
}

/** Reads a stored plan as a source; throws where the row is not of the shape. */
export const sourceOf = (row: Pick<PlanRow, 'inputs' | 'handles'>): PlanSource => ({
  inputs: parseInputs(row.inputs),
  handles: row.handles,
});

/** What accounts are is for this worker's own configuration to say, whoever wrote the row. */
export const judgeAccounts = <T extends Pick<PlanInputs, 'accounts'>>(
  inputs: T,
  config: Config,
): T => ({
  ...inputs,
  accounts: inputs.accounts.map((account) => classifyAgain(account, config)),
});

/** Orders to the application, hidden text and a raised tier: seen again in the same text. */
const notesOf = ({ issue, accounts, reconcile, heal }: PlanInputs, config: Config): string => {
  if (reconcile !== undefined || heal !== undefined) return '';
  const { tasksPerIssue } = config.caps;
  const read = parseIssue({ ...issue, labels: [TASK_LABEL] }, { accounts }, { tasksPerIssue });
  return read.kind === 'ignore' ? '' : renderNotes(read.notes, read.hidden);
};

/** Members in one order, wherever the inputs come from: a database keeps none. */
const inOneOrder = (inputs: PlanInputs): PlanInputs =>
  parseInputs(JSON.parse(canonicalJson(inputs)) as JsonObject);

const make = (inputs: PlanInputs, config: Config, savings?: Menu['savings']): Decided<Plan> => {
  const drafted = draftAll(inputs, config);
  if (!drafted.ok) return drafted;
  return makePlan({
    inputs,
    requestHash: requestHash(inputs.issue),
    drafted: drafted.value,
    config,
    known: knowledgeWith(inputs.prices, Object.values(inputs.facts)),
    ...(savings === undefined ? {} : { savings }),
  });
};

interface Made {
  readonly plan: Plan;
  readonly inputs: PlanInputs;
  readonly itemRequirements?: Menu['requirements'];
}

/** The plan of an issue; of savings, that of all items to choose from, or that of the chosen. */
const makeFrom = (inputs: PlanInputs, config: Config): Decided<Made> => {
  if (!isMenu(inputs)) {
    const { onlyItems } = inputs;
    const own = onlyItems === undefined ? inputs : partOf(inputs, onlyItems);
    const made = make(own, config);
    return made.ok ? accepted({ plan: made.value, inputs: own }) : made;
  }
  const menu = computeMenu(inputs, config, (part) => make(part, config));
  if (!menu.ok) return menu;
  const { inputs: own, savings, requirements } = menu.value;
  const made = make(own, config, savings);
  if (!made.ok) return made;
  return accepted({ plan: made.value, inputs: own, itemRequirements: requirements });
};

/**
 * Makes, reviews, prices, limits and renders a plan from its inputs: pure of the inputs, the
 * configuration and the knowledge that the worker itself has loaded.
 */
export const computePlan = (
  deps: Pick<WorkerDeps, 'config' | 'knowledge' | 'clock'>,
  source: PlanSource,
): Decided<ComputedPlan> => {
  const { handles } = source;
  const { config, knowledge } = deps;
  const made = makeFrom(judgeAccounts(inOneOrder(source.inputs), config), config);
  if (!made.ok) return made;
  const { plan, inputs, itemRequirements } = made.value;
  const changing = refuseChanging(inputs);
  if (changing !== undefined) return refused(changing);
  const policies = compilePolicies(plan, { handles, inputs }, config);
  if (!policies.ok) return policies;
  const digested = digestPlan(plan);
  const review = reviewPlan({
    plan,
    baselines: knowledge.baselines,
    config,
    inputs,
    today: deps.clock.now().toISOString().slice(0, 10),
  });
  const requirement = requirementOf(plan, config);
  const view = {
    ...digested,
    review,
    requirement,
    policies: policies.value,
    handles,
    requesters: requestersOf(inputs),
    isHeal: inputs.heal !== undefined,
    config,
    ...(itemRequirements === undefined ? {} : { itemRequirements }),
  };
  const block = renderPlanBlock(view);
  if (!block.ok) return block;
  const whole = {
    ...view,
    block: block.value,
    blockHash: sha256(block.value),
    notes: notesOf(inputs, config),
  };
  return accepted(whole);
};
