import { ownerOf } from '../../agents/roster.ts';
import type { PropertyChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { functionMissing } from '../apis/target.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { changeResource } from '../change-drafts.ts';
import { foreignStack, sharedStack } from '../existing-target.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import { draftCall } from '../operate-call.ts';
import type { Owner } from '../owner.ts';
import type { Draft, DraftContext, Operation } from '../service.ts';
import { requestedTags } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withProperties } from '../template-edit.ts';
import type { ApiFact, HttpApiFacts, StageFact } from './facts-schema.ts';
import { DEPLOY, deploymentWords, stageTarget, THROTTLE } from './operations.ts';
import { httpApiTable, httpStageTable } from './permissions.ts';
import { httpApiRemedies } from './remedies.ts';
import {
  askedLimits,
  askedStage,
  DEFAULT_STAGE,
  routesOf,
  wishedRoute,
  withAuthorization,
  withLimits,
  withRoute,
} from './template.ts';

const TITLE = 'HTTP API';

/** Tags of an API are a map, unlike those of most types. */
const withTagMap = (context: DraftContext, before: JsonObject): JsonObject => {
  const asked = requestedTags(context.task);
  const present = isJsonObject(before['Tags']) ? before['Tags'] : {};
  const own = Object.entries(present).filter(([name]) => !name.startsWith('aws:'));
  return Object.keys(asked).length === 0
    ? before
    : { ...before, Tags: { ...Object.fromEntries(own), ...asked } };
};

const edited = (
  context: DraftContext,
  facts: HttpApiFacts,
  { template, apiId }: { readonly template: Template; readonly apiId: string },
): Template => {
  const { task } = context;
  const limits = askedLimits(task);
  const limited = limits === undefined ? template : withLimits(template, limits);
  const wish = wishedRoute(task, facts.functionArn);
  const routed =
    wish === undefined ? withAuthorization(limited, task) : withRoute(limited, apiId, wish);
  return withProperties(routed, apiId, withTagMap(context, propertiesOf(routed, apiId)));
};

/** A new route of an old API asks who is calling, as one of a new API does. */
const guarded = (context: DraftContext, template: Template, before: Template): Template => {
  const { tier, choices, task } = context;
  const declined = textOf(task, 'authorization') === 'NONE' ? ['APIGW-02'] : [];
  const fresh = Object.entries(template.Resources).filter(([id]) => !(id in before.Resources));
  const remedies = httpApiRemedies.filter(({ item }) => item === 'APIGW-02');
  const made = applyRemedies(
    { Resources: Object.fromEntries(fresh) },
    { remedies, tier, choices, origin: 'new', declined },
  );
  const whole = { ...template, Resources: { ...template.Resources, ...made.Resources } };
  return applyRemedies(whole, { remedies: httpApiRemedies, tier, choices, origin: 'existing' });
};

/** A route without a function, or a way of asking without a route: nothing could be changed. */
const routeRefusal = ({ task }: DraftContext, template: Template): Refusal | undefined => {
  const [route, target] = [textOf(task, 'route'), textOf(task, 'target')];
  const authorization = textOf(task, 'authorization');
  if (target !== undefined) return undefined;
  if (route !== undefined && authorization === undefined)
    return {
      code: 'missing-field',
      because: `Nothing is said to answer the route \`${route}\`.`,
      next: 'Edit the issue and name the Lambda function, such as `Target: order-reader`.',
    };
  if (authorization === undefined || routesOf(template, task).length > 0) return undefined;
  return {
    code: 'target-not-found',
    because: `The API has no ${route === undefined ? 'route' : `route \`${route}\``} yet.`,
    next: 'Name a route of the API as `Route: GET /orders`.',
  };
};

const updateOurs = (
  context: DraftContext,
  facts: HttpApiFacts,
  owner: Extract<Owner, { owner: 'ours' }>,
): Decided<Draft> => {
  const parsed = parseOwnTemplate(owner.stack.templateBody);
  if (!parsed.ok) return parsed;
  const apiId = owner.logicalId;
  if (parsed.value.Resources[apiId] === undefined)
    return refused(sharedStack(TITLE, apiId, owner.stack.stackName));
  const unclear = routeRefusal(context, parsed.value);
  if (unclear !== undefined) return refused(unclear);
  const template = edited(context, facts, { template: parsed.value, apiId });
  return draftStackUpdate(context, owner.stack, guarded(context, template, parsed.value));
};

const stageOf = (context: DraftContext, { stages }: HttpApiFacts): StageFact | undefined => {
  const asked = askedStage(context.task);
  if (asked !== undefined) return stages.find(({ name }) => name === asked);
  return stages.length === 1 ? stages[0] : stages.find(({ name }) => name === DEFAULT_STAGE);
};

const noStage = (api: ApiFact, { stages }: HttpApiFacts): Refusal => ({
  code: 'target-not-found',
  because: `It is not clear which stage of \`${api.name}\` (${api.id}) is meant.`,
  next:
    stages.length === 0
      ? 'The API has no stage yet: make one where it is managed.'
      : `Name one of ${stages.map(({ name }) => `\`${name}\``).join(', ')} as \`Stage: …\`.`,
});

/** A call on a stage, with what is there before and after. */
const onStage = (
  context: DraftContext,
  [operation, target]: readonly [Operation, string],
  rest: { readonly input: JsonObject; readonly summary: string; readonly change: PropertyChange },
): OperateDraft => {
  const draft = draftCall(context, operation, target);
  const { type } = httpStageTable;
  return {
    ...draft,
    input: { ...draft.input, ...rest.input },
    summary: rest.summary,
    changes: [
      {
        action: 'change',
        logicalId: target,
        type,
        physicalId: target,
        ownerAgent: ownerOf(type),
        properties: [rest.change],
        losesData: false,
        isSensitive: false,
        isConditional: false,
      },
    ],
  };
};

const limitsNow = ({ rateLimit, burstLimit }: StageFact): JsonObject | undefined =>
  rateLimit === null || burstLimit === null
    ? undefined
    : { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };

/** A stage without limits of its own: they can be set, and not taken away by a call. */
const FIRST_LIMITS = {
  reversibility: 'partly reversible',
  summary: 'the limits of the account held before; other limits can be set by another request',
} as const;

const throttle = (
  context: DraftContext,
  facts: HttpApiFacts,
  { api, limits }: { readonly api: ApiFact; readonly limits: JsonObject },
): Decided<Draft> => {
  const stage = stageOf(context, facts);
  if (stage === undefined) return refused(noStage(api, facts));
  const before = limitsNow(stage);
  const wanted = { ...before, ...limits };
  if (Object.keys(wanted).length < 2)
    return refused({
      code: 'missing-field',
      because: `The stage \`${stage.name}\` has no limits of its own, so both are needed.`,
      next: 'Edit the issue and give `Rate limit` and `Burst limit`.',
    });
  const isSo = JSON.stringify(before) === JSON.stringify(wanted);
  if (isSo) return accepted({ steps: [], deviations: [] });
  const path = '/Properties/DefaultRouteSettings';
  const step = onStage(context, [THROTTLE, stageTarget(api.id, stage.name)], {
    input: { DefaultRouteSettings: wanted },
    summary: `throttle the stage ${stage.name} of the ${TITLE} ${api.name}`,
    change: { path, ...(before === undefined ? {} : { before }), after: wanted },
  });
  const inverse = before === undefined ? { inverse: FIRST_LIMITS } : {};
  return accepted({ steps: [{ ...step, ...inverse }], deviations: [] });
};

/** Deploys what was changed in an API to a stage that waits for it. */
const deployStage = (context: DraftContext, facts: HttpApiFacts, api: ApiFact): Decided<Draft> => {
  const stage = stageOf(context, facts);
  if (stage === undefined) return refused(noStage(api, facts));
  if (stage.isAutomatic)
    return refused({
      code: 'unsupported-task',
      because: `The stage \`${stage.name}\` deploys by itself: every change is live at once.`,
      next: 'There is nothing to deploy; close this issue.',
    });
  const { ref } = context.issue;
  const former = stage.deploymentId;
  const Description = deploymentWords(`${ref.owner}/${ref.repo}#${ref.number}`, former);
  const step = onStage(context, [DEPLOY, stageTarget(api.id, stage.name)], {
    input: { Description },
    summary: `deploy the ${TITLE} ${api.name} to its stage ${stage.name}`,
    change: {
      path: '/Properties/DeploymentId',
      ...(former === '' ? {} : { before: former }),
      after: 'a new deployment',
    },
  });
  return accepted({ steps: [step], deviations: [] });
};

const updateLoose = (context: DraftContext, facts: HttpApiFacts, api: ApiFact): Decided<Draft> => {
  const { task } = context;
  if (['target', 'route', 'authorization'].some((name) => textOf(task, name) !== undefined))
    return refused({
      code: 'unsupported-task',
      because: `No stack owns \`${api.name}\` (${api.id}), and a route is more than one resource.`,
      next: 'Change the route where the API was made, or ask for a new API.',
    });
  const limits = askedLimits(task);
  const throttled =
    limits === undefined
      ? accepted<Draft>({ steps: [], deviations: [] })
      : throttle(context, facts, { api, limits });
  if (!throttled.ok || facts.properties === null) return throttled;
  const loose = { table: httpApiTable, identifier: api.id, properties: facts.properties };
  const tagged = changeResource(context, loose, withTagMap(context, facts.properties));
  if (!tagged.ok) return tagged;
  const own = tagged.value === undefined ? [] : [tagged.value];
  return accepted({ steps: [...own, ...throttled.value.steps], deviations: [] });
};

/** An update of an API: in its template, by calls where no stack owns it, else refused. */
export const updateApi = (
  context: DraftContext,
  facts: HttpApiFacts,
  api: ApiFact,
): Decided<Draft> => {
  const { owner } = facts;
  const missing = functionMissing(context, facts.functionArn);
  if (missing !== undefined) return refused(missing);
  if (owner.owner === 'foreign') return refused(foreignStack(TITLE, api.name, owner.stackName));
  if (textOf(context.task, 'action') === 'redeploy') return deployStage(context, facts, api);
  return owner.owner === 'ours'
    ? updateOurs(context, facts, owner)
    : updateLoose(context, facts, api);
};
