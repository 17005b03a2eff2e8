import type { Template } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { askedLimits, deployStage, throttleStage, type StageKind } from '../apis/stage-calls.ts';
import { functionMissing } from '../apis/target.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { changeResource } from '../change-drafts.ts';
import { foreignStack, sharedStack } from '../existing-target.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import type { Owner } from '../owner.ts';
import type { Draft, DraftContext } from '../service.ts';
import { requestedTags } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withProperties } from '../template-edit.ts';
import type { ApiFact, HttpApiFacts } from './facts-schema.ts';
import { DEPLOY, THROTTLE } from './operations.ts';
import { httpApiTable, httpStageTable } from './permissions.ts';
import { httpApiRemedies } from './remedies.ts';
import { routesOf, wishedRoute, withAuthorization, withLimits, withRoute } from './template.ts';

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

/** How the stages of HTTP APIs are called upon. */
const STAGES: StageKind = {
  title: TITLE,
  type: httpStageTable.type,
  property: 'DefaultRouteSettings',
  valueOf: (limits) => limits,
  throttle: THROTTLE,
  throttleInput: (limits) => ({ DefaultRouteSettings: limits }),
  deploy: DEPLOY,
  deployInput: (Description) => ({ Description }),
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
      : throttleStage(context, { kind: STAGES, api, stages: facts.stages }, limits);
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
  if (textOf(context.task, 'action') === 'redeploy')
    return deployStage(context, { kind: STAGES, api, stages: facts.stages });
  return owner.owner === 'ours'
    ? updateOurs(context, facts, owner)
    : updateLoose(context, facts, api);
};
