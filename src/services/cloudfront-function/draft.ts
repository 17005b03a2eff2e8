import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { foreignStack, targetMissing } from '../existing-target.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { draftCall } from '../operate-call.ts';
import { holdsCredential } from '../secret-values.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { CloudfrontFunctionFacts } from './facts-schema.ts';
import { PUBLISH } from './operations.ts';
import { cloudfrontFunctionTable } from './permissions.ts';
import { CLOUDFRONT_FUNCTION_TEMPLATE_TYPES, cloudfrontFunctionRemedies } from './remedies.ts';
import { functionTemplate, withFields } from './template.ts';
import { EDIT } from '../edit-issue.ts';

const TITLE = 'CloudFront Function';
const TYPE = 'AWS::CloudFront::Function';

/** The most that CloudFront takes. Source: "Quotas", CloudFront Functions. */
const MOST_BYTES = 10_240;

const codeRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const code = textOf(task, 'code');
  if (code === undefined)
    return task.taskType === 'UpdateResource'
      ? undefined
      : {
          code: 'missing-field',
          because: 'The code of the function is not given, and no plan invents any.',
          next: `Put it into a fenced block, with \`function handler(event)\` in it. ${EDIT}`,
        };
  if (holdsCredential(code))
    return {
      code: 'secret-in-request',
      because: 'The code holds what looks like a credential, and the edge is no place for one.',
      next: 'Remove it from the issue, rotate it, and keep what is secret behind the origin.',
    };
  if (!/\bfunction\s+handler\s*\(/.test(code))
    return {
      code: 'malformed-value',
      because: 'The code has no `function handler(event)`, which is what CloudFront calls.',
      next: `Mend the code. ${EDIT}`,
    };
  const bytes = Buffer.byteLength(code, 'utf8');
  if (bytes <= MOST_BYTES) return undefined;
  return {
    code: 'malformed-value',
    because: `The code is ${bytes} bytes long; CloudFront takes ${MOST_BYTES} of a function.`,
    next: `Shorten it, or ask for Lambda@Edge, which takes more. ${EDIT}`,
  };
};

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: cloudfrontFunctionTable,
  types: CLOUDFRONT_FUNCTION_TEMPLATE_TYPES,
  remedies: cloudfrontFunctionRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'create the function again from its code, and publish it',
  },
});

const createFunction = (context: DraftContext, facts: CloudfrontFunctionFacts): Decided<Draft> => {
  const { tier, choices } = context;
  const rule = { remedies: cloudfrontFunctionRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(functionTemplate(context, facts.name), rule);
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

/** What viewers meet is replaced everywhere at once, by code that this plan does not show. */
const published = ({ name, identifier, etag }: CloudfrontFunctionFacts): PlannedChange => ({
  action: 'change',
  logicalId: name,
  type: TYPE,
  physicalId: identifier,
  ownerAgent: ownerOf(TYPE),
  properties: [
    { path: '/Published', after: `the code that waits, of ETag ${etag}`, recreation: 'Never' },
  ],
  losesData: false,
  isSensitive: true,
  isConditional: false,
});

/** Publishes the code that was read, and no other. */
const publish = (context: DraftContext, facts: CloudfrontFunctionFacts): Decided<Draft> => {
  const { name, etag, owner } = facts;
  if (owner.owner === 'foreign') return refused(foreignStack(TITLE, name, owner.stackName));
  const step = draftCall(context, PUBLISH, name);
  return accepted({
    steps: [
      {
        ...step,
        operationClass: 'sensitive',
        summary: `publish the ${TITLE} ${name} as it is now, to every place that runs it`,
        input: { ...step.input, IfMatch: etag },
        changes: [published(facts)],
      },
    ],
    deviations: [],
  });
};

/** CloudFront itself refuses to delete what a distribution runs. */
const useRefusal = ({ name, users }: CloudfrontFunctionFacts): Refusal | undefined =>
  users.length === 0
    ? undefined
    : {
        code: 'stack-not-ready',
        because: `The ${TITLE} \`${name}\` is run by ${users.slice(0, 5).join(', ')}.`,
        next: 'Take it out of the distribution first, where that is managed; then `/plan`.',
      };

/** Pure: what a task for a function of CloudFront becomes, or why it can not be. */
export const draftCloudfrontFunction = (
  context: DraftContext,
  facts: CloudfrontFunctionFacts,
): Decided<Draft> => {
  const { task } = context;
  if (task.taskType === 'CreateResource') {
    const refusal = codeRefusal(context);
    return refusal === undefined ? createFunction(context, facts) : refused(refusal);
  }
  if (!facts.exists) return refused(targetMissing(TITLE, facts.name));
  if (textOf(task, 'action') === 'publish') return publish(context, facts);
  const isDelete = task.taskType === 'DeleteResource';
  const refusal = isDelete ? useRefusal(facts) : codeRefusal(context);
  return refusal === undefined
    ? draftNamedChange(context, facts, ruleOf(context))
    : refused(refusal);
};
