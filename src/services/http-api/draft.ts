import type { Inverse } from '../../plan/step.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { decideOne, functionMissing, mappedRefusal } from '../apis/target.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { nameTaken } from '../existing-target.ts';
import { draftDelete, draftStackUpdate, type ExistingRule } from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { textOf } from '../task-values.ts';
import type { ApiFact, HttpApiFacts } from './facts-schema.ts';
import { httpApiTable } from './permissions.ts';
import { HTTP_API_TEMPLATE_TYPES, httpApiRemedies } from './remedies.ts';
import { apiName, httpApiTemplate } from './template.ts';
import { updateApi } from './update.ts';

/** As people call it. */
export const TITLE = 'HTTP API';

const GONE: Inverse = {
  reversibility: 'irreversible',
  summary: 'a new API has another id, and so another address',
};

/** An API that asks nobody who is calling, because the request says so. */
const declinedBy = (context: DraftContext): readonly string[] =>
  textOf(context.task, 'authorization') === 'NONE' ? ['APIGW-02'] : [];

const createRefusal = (context: DraftContext, facts: HttpApiFacts): Refusal | undefined => {
  const { task } = context;
  if (textOf(task, 'protocol') === 'WEBSOCKET')
    return {
      code: 'unsupported-task',
      because: 'An API of WebSockets needs routes of its own for connecting, messages and leaving.',
      next: 'Give it as a CloudFormation template, or ask for an HTTP API.',
    };
  if (apiName(task) === '')
    return {
      code: 'missing-field',
      because: 'The API has no name.',
      next: 'Edit the issue and name it, such as `Name: orders`.',
    };
  if (textOf(task, 'route') !== undefined && textOf(task, 'target') === undefined)
    return {
      code: 'missing-field',
      because: `Nothing answers the route \`${textOf(task, 'route') ?? ''}\`.`,
      next: 'Edit the issue and name the Lambda function, such as `Target: order-reader`.',
    };
  return functionMissing(context, facts.functionArn);
};

const createApi = (context: DraftContext, facts: HttpApiFacts): Decided<Draft> => {
  const refusal = createRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const { tier, choices, account, region } = context;
  const name = apiName(context.task);
  const template = applyRemedies(httpApiTemplate(context, facts.functionArn), {
    remedies: httpApiRemedies,
    tier,
    choices,
    origin: 'new',
    declined: declinedBy(context),
  });
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
  table: httpApiTable,
  types: HTTP_API_TEMPLATE_TYPES,
  remedies: httpApiRemedies,
  edit: (properties) => properties,
  inverseOfDelete: GONE,
};

const deleteApi = (context: DraftContext, facts: HttpApiFacts, api: ApiFact): Decided<Draft> => {
  const refusal = mappedRefusal(TITLE, api.name, facts.mappings);
  if (refusal !== undefined) return refused(refusal);
  const { owner, properties } = facts;
  const draft = draftDelete(
    context,
    { name: api.name, identifier: api.id, owner, properties },
    RULE,
  );
  if (!draft.ok) return draft;
  const steps = draft.value.steps.map((step) =>
    step.kind === 'change' ? { ...step, summary: `delete the ${TITLE} ${api.name}` } : step,
  );
  return accepted({ ...draft.value, steps });
};

/** Pure: what a task for an HTTP API becomes, or why it can not be. */
export const draftHttpApi = (context: DraftContext, facts: HttpApiFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createApi(context, facts);
  const api = decideOne(context, TITLE, facts.found);
  if (!api.ok) return api;
  return taskType === 'DeleteResource'
    ? deleteApi(context, facts, api.value)
    : updateApi(context, facts, api.value);
};
