import { ownerOf } from '../../agents/roster.ts';
import type { PropertyChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { canonicalJson, type Json, type JsonObject } from '../../task/json.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext, Operation } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import type { StageFact } from './stage-fact.ts';
import type { Identified } from './target.ts';

/** The stage whose address has no path of its own. */
export const DEFAULT_STAGE = '$default';

/** The stage that a task names: people leave the mark of the default one out. */
export const askedStage = (task: MutationTask): string | undefined => {
  const stage = textOf(task, 'stage');
  return stage === 'default' ? DEFAULT_STAGE : stage;
};

/** Limits that the request names; undefined when it names none. */
export const askedLimits = (task: MutationTask): JsonObject | undefined => {
  const [rate, burst] = [numberOf(task, 'rateLimit'), numberOf(task, 'burstLimit')];
  const limits = {
    ...(rate === undefined ? {} : { ThrottlingRateLimit: rate }),
    ...(burst === undefined ? {} : { ThrottlingBurstLimit: burst }),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
};

/** How the stages of one version of API Gateway are called upon. */
export interface StageKind {
  readonly title: string;
  readonly type: string;
  /** The property that holds the limits, and what it holds. */
  readonly property: string;
  readonly valueOf: (limits: JsonObject) => Json;
  readonly throttle: Operation;
  readonly throttleInput: (limits: JsonObject) => JsonObject;
  readonly deploy: Operation;
  readonly deployInput: (description: string) => JsonObject;
}

/** The API of a call, and what its stages are like. */
export interface StagedApi {
  readonly kind: StageKind;
  readonly api: Identified;
  readonly stages: readonly StageFact[];
}

/** A stage as the catalogues name it: the API's id, a slash, the stage. */
export const stageTarget = (apiId: string, stage: string): string => `${apiId}/${stage}`;

const stageOf = (task: MutationTask, { stages }: StagedApi): StageFact | undefined => {
  const asked = askedStage(task);
  if (asked !== undefined) return stages.find(({ name }) => name === asked);
  return stages.length === 1 ? stages[0] : stages.find(({ name }) => name === DEFAULT_STAGE);
};

const noStage = ({ api, stages, kind }: StagedApi): Refusal => ({
  code: 'target-not-found',
  because: `It is not clear which stage of the ${kind.title} \`${api.name}\` is meant.`,
  next:
    stages.length === 0
      ? 'The API has no stage yet: make one where it is managed.'
      : `Name one of ${stages.map(({ name }) => `\`${name}\``).join(', ')} as \`Stage: …\`.`,
});

/** A call on a stage, with what is there before and after. */
const onStage = (
  draft: OperateDraft,
  rest: Pick<OperateDraft, 'input' | 'summary'> & {
    readonly type: string;
    readonly change: PropertyChange;
  },
): OperateDraft => ({
  ...draft,
  input: { ...draft.input, ...rest.input },
  summary: rest.summary,
  changes: [
    {
      action: 'change',
      logicalId: draft.target,
      type: rest.type,
      physicalId: draft.target,
      ownerAgent: ownerOf(rest.type),
      properties: [rest.change],
      losesData: false,
      isSensitive: false,
      isConditional: false,
    },
  ],
});

const limitsNow = ({ rateLimit, burstLimit }: StageFact): JsonObject | undefined =>
  rateLimit === null || burstLimit === null
    ? undefined
    : { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };

/** A stage without limits of its own: they can be set, and not taken away by a call. */
const FIRST_LIMITS = {
  reversibility: 'partly reversible',
  summary: 'the limits of the account held before; other limits can be set by another request',
} as const;

const bothNeeded = ({ name }: StageFact): Refusal => ({
  code: 'missing-field',
  because: `The stage \`${name}\` has no limits of its own, so both are needed.`,
  next: 'Edit the issue and give `Rate limit` and `Burst limit`.',
});

/** Other limits for a stage that no stack owns; nothing where it has them already. */
export const throttleStage = (
  context: DraftContext,
  staged: StagedApi,
  limits: JsonObject,
): Decided<Draft> => {
  const { kind, api } = staged;
  const stage = stageOf(context.task, staged);
  if (stage === undefined) return refused(noStage(staged));
  const before = limitsNow(stage);
  const wanted = { ...before, ...limits };
  if (Object.keys(wanted).length < 2) return refused(bothNeeded(stage));
  if (before !== undefined && canonicalJson(before) === canonicalJson(wanted))
    return accepted({ steps: [], deviations: [] });
  const step = onStage(draftCall(context, kind.throttle, stageTarget(api.id, stage.name)), {
    type: kind.type,
    input: kind.throttleInput(wanted),
    summary: `throttle the stage ${stage.name} of the ${kind.title} ${api.name}`,
    change: {
      path: `/Properties/${kind.property}`,
      ...(before === undefined ? {} : { before: kind.valueOf(before) }),
      after: kind.valueOf(wanted),
    },
  });
  const inverse = before === undefined ? { inverse: FIRST_LIMITS } : {};
  return accepted({ steps: [{ ...step, ...inverse }], deviations: [] });
};

/** What a deployment says of itself: whom it was made for, and which one the stage had before. */
const deploymentWords = ({ issue }: DraftContext, former: string): string =>
  `For ${issue.ref.owner}/${issue.ref.repo}#${issue.ref.number}, ` +
  `after ${former === '' ? 'none' : former}`;

/** Deploys what was changed in an API to a stage that waits for it. */
export const deployStage = (context: DraftContext, staged: StagedApi): Decided<Draft> => {
  const { kind, api } = staged;
  const stage = stageOf(context.task, staged);
  if (stage === undefined) return refused(noStage(staged));
  if (stage.isAutomatic)
    return refused({
      code: 'unsupported-task',
      because: `The stage \`${stage.name}\` deploys by itself: every change is live at once.`,
      next: 'There is nothing to deploy; close this issue.',
    });
  const former = stage.deploymentId;
  const step = onStage(draftCall(context, kind.deploy, stageTarget(api.id, stage.name)), {
    type: kind.type,
    input: kind.deployInput(deploymentWords(context, former)),
    summary: `deploy the ${kind.title} ${api.name} to its stage ${stage.name}`,
    change: {
      path: '/Properties/DeploymentId',
      ...(former === '' ? {} : { before: former }),
      after: 'a new deployment',
    },
  });
  return accepted({ steps: [step], deviations: [] });
};
