import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { askedLimits, deployStage, throttleStage, type StageKind } from '../apis/stage-calls.ts';
import { functionMissing } from '../apis/target.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { changeResource } from '../change-drafts.ts';
import { foreignStack, sharedStack } from '../existing-target.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import type { Owner } from '../owner.ts';
import type { Draft, DraftContext } from '../service.ts';
import { mergeTagList, requestedTags } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withProperties } from '../template-edit.ts';
import type { RestApiFact, RestApiFacts } from './facts-schema.ts';
import { DEPLOY, limitPatches, limitSettings, THROTTLE } from './operations.ts';
import { restApiTable, restStageTable } from './permissions.ts';
import { restApiRemedies } from './remedies.ts';
import {
  methodsOf,
  wishedMethods,
  withAsking,
  withDeployment,
  withMethod,
  withStageFields,
} from './template.ts';

const TITLE = 'REST API';

/** How the stages of REST APIs are called upon. */
const STAGES: StageKind = {
  title: TITLE,
  type: restStageTable.type,
  property: 'MethodSettings',
  valueOf: limitSettings,
  throttle: THROTTLE,
  throttleInput: limitPatches,
  deploy: DEPLOY,
  deployInput: (description) => ({ description }),
};

const withTags = (context: DraftContext, template: Template, apiId: string): Template => {
  const asked = requestedTags(context.task);
  if (Object.keys(asked).length === 0) return template;
  const Tags = mergeTagList(propertiesOf(template, apiId)['Tags'], asked);
  return withProperties(template, apiId, { Tags });
};

/** A new method of an old API asks who is calling, as one of a new API does. */
const guarded = (context: DraftContext, template: Template, before: Template): Template => {
  const { tier, choices, task } = context;
  const declined = textOf(task, 'authorization') === 'NONE' ? ['APIGW-01'] : [];
  const fresh = Object.entries(template.Resources).filter(([id]) => !(id in before.Resources));
  const remedies = restApiRemedies.filter(({ item }) => item === 'APIGW-01');
  const made = applyRemedies(
    { Resources: Object.fromEntries(fresh) },
    { remedies, tier, choices, origin: 'new', declined },
  );
  const whole = { ...template, Resources: { ...template.Resources, ...made.Resources } };
  return applyRemedies(whole, { remedies: restApiRemedies, tier, choices, origin: 'existing' });
};

const methodRefusal = ({ task }: DraftContext, template: Template): Refusal | undefined => {
  const [route, authorization] = [textOf(task, 'route'), textOf(task, 'authorization')];
  if (textOf(task, 'target') !== undefined) return undefined;
  if (route !== undefined && authorization === undefined)
    return {
      code: 'missing-field',
      because: `Nothing is said to answer the route \`${route}\`.`,
      next: 'Edit the issue and name the Lambda function, such as `Target: order-reader`.',
    };
  if (authorization === undefined || methodsOf(template, task).length > 0) return undefined;
  const what = route === undefined ? 'method' : `route \`${route}\``;
  return {
    code: 'target-not-found',
    because: `The API has no ${what} yet.`,
    next: 'Name a route of the API as `Route: GET /orders`.',
  };
};

/** CloudFormation takes a method away only after the deployment that should be without it. */
const MORE =
  'update the stack back to the template it has now; the stage answers the new method until it ' +
  'is deployed once more';

const methodIds = ({ Resources }: Template): readonly string[] =>
  Object.keys(Resources).filter((id) => Resources[id]?.Type === 'AWS::ApiGateway::Method');

const updateOurs = (
  context: DraftContext,
  facts: RestApiFacts,
  owner: Extract<Owner, { owner: 'ours' }>,
): Decided<Draft> => {
  const parsed = parseOwnTemplate(owner.stack.templateBody);
  if (!parsed.ok) return parsed;
  const before = parsed.value;
  const apiId = owner.logicalId;
  if (before.Resources[apiId] === undefined)
    return refused(sharedStack(TITLE, apiId, owner.stack.stackName));
  const unclear = methodRefusal(context, before);
  if (unclear !== undefined) return refused(unclear);
  const wishes = wishedMethods(context.task, facts.functionArn);
  const asked = wishes.length === 0 ? withAsking(before, context.task) : before;
  const routed = wishes.reduce((made, wish) => withMethod(made, apiId, wish), asked);
  const edited = withTags(context, withStageFields(routed, context.task), apiId);
  const template = withDeployment(guarded(context, edited, before), apiId);
  const draft = draftStackUpdate(context, owner.stack, template);
  const isMore = methodIds(template).some((id) => before.Resources[id] === undefined);
  if (!draft.ok || !isMore) return draft;
  const inverse = { reversibility: 'partly reversible', summary: MORE } as const;
  return accepted({ ...draft.value, steps: draft.value.steps.map((one) => ({ ...one, inverse })) });
};

const updateLoose = (
  context: DraftContext,
  facts: RestApiFacts,
  api: RestApiFact,
): Decided<Draft> => {
  const { task } = context;
  const beyond = ['target', 'route', 'authorization'].some(
    (name) => textOf(task, name) !== undefined,
  );
  if (beyond || task.parameters['tracing'] !== undefined)
    return refused({
      code: 'unsupported-task',
      because: `No stack owns the ${TITLE} \`${api.name}\`: only its limits and tags change here.`,
      next: 'Change it where the API was made, or ask for a new API.',
    });
  const limits = askedLimits(task);
  const throttled =
    limits === undefined
      ? accepted<Draft>({ steps: [], deviations: [] })
      : throttleStage(context, { kind: STAGES, api, stages: facts.stages }, limits);
  if (!throttled.ok || facts.properties === null) return throttled;
  const asked = requestedTags(task);
  if (Object.keys(asked).length === 0) return throttled;
  const after = { ...facts.properties, Tags: mergeTagList(facts.properties['Tags'], asked) };
  const loose = { table: restApiTable, identifier: api.id, properties: facts.properties };
  const tagged = changeResource(context, loose, after);
  if (!tagged.ok) return tagged;
  const own = tagged.value === undefined ? [] : [tagged.value];
  return accepted({ steps: [...own, ...throttled.value.steps], deviations: [] });
};

/** A stage of our stack gets a deployment with every change of its methods. */
const redeploy = (context: DraftContext, facts: RestApiFacts, api: RestApiFact): Decided<Draft> =>
  facts.owner.owner === 'ours'
    ? refused({
        code: 'unsupported-task',
        because: `The stack of \`${api.name}\` deploys every change of its methods by itself.`,
        next: 'There is nothing to deploy; close this issue.',
      })
    : deployStage(context, { kind: STAGES, api, stages: facts.stages });

/** An update of an API: in its template, by calls where no stack owns it, else refused. */
export const updateRestApi = (
  context: DraftContext,
  facts: RestApiFacts,
  api: RestApiFact,
): Decided<Draft> => {
  const { owner } = facts;
  const missing = functionMissing(context, facts.functionArn);
  if (missing !== undefined) return refused(missing);
  if (owner.owner === 'foreign') return refused(foreignStack(TITLE, api.name, owner.stackName));
  if (textOf(context.task, 'action') === 'redeploy') return redeploy(context, facts, api);
  return owner.owner === 'ours'
    ? updateOurs(context, facts, owner)
    : updateLoose(context, facts, api);
};
