import type { Inverse } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { decideOne, functionMissing, mappedRefusal } from '../apis/target.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { nameTaken } from '../existing-target.ts';
import { draftDelete, draftStackUpdate, type ExistingRule } from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { RestApiFact, RestApiFacts } from './facts-schema.ts';
import { restApiTable } from './permissions.ts';
import { REST_API_TEMPLATE_TYPES, restApiRemedies, writesLogs } from './remedies.ts';
import { restApiName, restApiTemplate, withDeployment } from './template.ts';
import { updateRestApi } from './update.ts';

const TITLE = 'REST API';

const GONE: Inverse = {
  reversibility: 'irreversible',
  summary: 'a new API has another id, and so another address',
};

/** An API that asks nobody who is calling, because the request says so. */
const declinedBy = (context: DraftContext): readonly string[] =>
  textOf(context.task, 'authorization') === 'NONE' ? ['APIGW-01'] : [];

const createRefusal = (context: DraftContext, facts: RestApiFacts): Refusal | undefined => {
  const { task } = context;
  if (restApiName(task) === '')
    return {
      code: 'missing-field',
      because: 'The API has no name.',
      next: 'Edit the issue and name it, such as `Name: orders`.',
    };
  if (textOf(task, 'target') === undefined)
    return {
      code: 'missing-field',
      because: 'A REST API without a method can not be deployed, and nothing is said to answer.',
      next: 'Edit the issue and name the Lambda function, such as `Target: order-reader`.',
    };
  return functionMissing(context, facts.functionArn);
};

/** API Gateway writes logs with one role of the account and region, which is not ours to make. */
const logRefusal = (
  { account, region }: DraftContext,
  facts: RestApiFacts,
  template: Template,
): Refusal | undefined =>
  facts.mayLog || !writesLogs(template)
    ? undefined
    : {
        code: 'stack-not-ready',
        because: `API Gateway has no role with which it writes logs in ${account.name}, ${region}.`,
        next:
          'Set it once, by somebody who may: `aws apigateway update-account --patch-operations ' +
          'op=replace,path=/cloudwatchRoleArn,value=ROLE`, with a role that has the policy ' +
          '`AmazonAPIGatewayPushToCloudWatchLogs`; then `/plan`.',
      };

const templateFor = (context: DraftContext, facts: RestApiFacts): Template => {
  const { tier, choices, task } = context;
  const template = applyRemedies(restApiTemplate(context, facts.functionArn), {
    remedies: restApiRemedies,
    tier,
    choices,
    origin: 'new',
    declined: declinedBy(context),
  });
  return withDeployment(template, logicalIdOf(restApiName(task), 'RestApi'));
};

const createApi = (context: DraftContext, facts: RestApiFacts): Decided<Draft> => {
  const refusal = createRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const template = templateFor(context, facts);
  const silent = logRefusal(context, facts, template);
  if (silent !== undefined) return refused(silent);
  const { account, region, task } = context;
  const name = restApiName(task);
  if (facts.ownStack !== null) return draftStackUpdate(context, facts.ownStack, template);
  if (facts.found.length > 0)
    return refused(nameTaken(TITLE, name, `in ${account.name}, ${region}`));
  const step = createStack(context, template, {
    summary: `create ${TITLE} ${name}`,
    inverse: { reversibility: 'reversible', summary: `delete the stack of ${TITLE} ${name}` },
  });
  return accepted({ steps: [step], deviations: [] });
};

const RULE: ExistingRule = {
  title: TITLE,
  table: restApiTable,
  types: REST_API_TEMPLATE_TYPES,
  remedies: restApiRemedies,
  edit: (properties) => properties,
  inverseOfDelete: GONE,
};

const deleteApi = (
  context: DraftContext,
  facts: RestApiFacts,
  api: RestApiFact,
): Decided<Draft> => {
  const refusal = mappedRefusal(TITLE, api.name, facts.mappings);
  if (refusal !== undefined) return refused(refusal);
  const { owner, properties } = facts;
  const existing = { name: api.name, identifier: api.id, owner, properties };
  const draft = draftDelete(context, existing, RULE);
  if (!draft.ok) return draft;
  const steps = draft.value.steps.map((step) =>
    step.kind === 'change' ? { ...step, summary: `delete the ${TITLE} ${api.name}` } : step,
  );
  return accepted({ ...draft.value, steps });
};

/** Pure: what a task for a REST API becomes, or why it can not be. */
export const draftRestApi = (context: DraftContext, facts: RestApiFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createApi(context, facts);
  const api = decideOne(context, TITLE, facts.found);
  if (!api.ok) return api;
  return taskType === 'DeleteResource'
    ? deleteApi(context, facts, api.value)
    : updateRestApi(context, facts, api.value);
};
