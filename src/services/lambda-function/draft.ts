import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { boundaryArn, IAM_PATH } from '../acts.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { isSecretValue } from '../secret-values.ts';
import type { Draft, DraftContext } from '../service.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import type { CodeFact, LambdaFacts, RoleFact } from './facts-schema.ts';
import { RETENTION_DAYS, RUNTIMES } from './fields.ts';
import { lambdaTable } from './permissions.ts';
import { LAMBDA_TEMPLATE_TYPES, lambdaRemedies } from './remedies.ts';
import { functionTemplate, logGroupName, withFields } from './template.ts';
import { EDIT } from '../edit-issue.ts';

const TITLE = 'function';

const codeRefusal = (context: DraftContext, code: CodeFact | null): Refusal | undefined => {
  const text = textOf(context.task, 'code') ?? '';
  if (code === null) {
    return {
      code: text === '' ? 'missing-field' : 'malformed-value',
      because: 'The code of a function is a package in a bucket; no plan invents or uploads one.',
      next: 'Edit the issue and add a line `code: s3://bucket/key.zip`.',
    };
  }
  if (code.state === 'missing') {
    return {
      code: 'target-not-found',
      because: `There is no object \`${code.key}\` in the bucket \`${code.bucket}\`.`,
      next: `Upload it, or mend the line \`code\`. ${EDIT}`,
    };
  }
  if (code.state === 'versioned') return undefined;
  return {
    code: 'template-unsupported',
    because:
      `The bucket \`${code.bucket}\` keeps no versions: ` +
      'the code could be overwritten after the review.',
    next: 'Turn versioning of that bucket on, upload the package again, then `/plan`.',
  };
};

const roleRefusal = (context: DraftContext, role: RoleFact): Refusal | undefined => {
  const isBounded = role.boundary === boundaryArn(context.account.id);
  if (role.path !== IAM_PATH || !isBounded) {
    return {
      code: 'missing-permission',
      because:
        `The role \`${role.name}\` is not under \`${IAM_PATH}\` and its boundary, ` +
        'so no session of this application may pass it on.',
      next: `Leave the role out to get one of its own, or ask for an IAM role first. ${EDIT}`,
    };
  }
  if (role.trustsLambda) return undefined;
  return {
    code: 'malformed-value',
    because: `The role \`${role.name}\` does not trust lambda.amazonaws.com.`,
    next: `Name another role, or leave it out. ${EDIT}`,
  };
};

/** The ARN to use: of a role that exists, or that another task of this issue makes. */
const decideRole = (context: DraftContext, role: RoleFact | null): Decided<string | undefined> => {
  const named = textOf(context.task, 'role')?.split('/').at(-1);
  if (named === undefined) return accepted(undefined);
  if (role !== null) {
    const refusal = roleRefusal(context, role);
    return refusal === undefined ? accepted(role.arn) : refused(refusal);
  }
  if (context.siblings?.makes('AWS::IAM::Role', named) === true) {
    return accepted(`arn:aws:iam::${context.account.id}:role${IAM_PATH}${named}`);
  }
  return refused({
    code: 'target-not-found',
    because: `There is no role named \`${named}\` in ${context.account.name}.`,
    next: `Leave the role out to get one of its own, or ask for it first. ${EDIT}`,
  });
};

const secretRefusal = (context: DraftContext): Refusal | undefined => {
  const given = context.task.parameters['environment'];
  const variables = typeof given === 'object' && !Array.isArray(given) ? given : {};
  const name = Object.entries(variables).find(([key, value]) => isSecretValue(key, value))?.[0];
  if (name === undefined) return undefined;
  return {
    code: 'secret-in-request',
    because: `The variable \`${name}\` holds what looks like a secret.`,
    next: 'Remove it from the issue, rotate it, and let the function read it from Secrets Manager.',
  };
};

const valueRefusal = (context: DraftContext): Refusal | undefined => {
  const { task } = context;
  const runtime = textOf(task, 'runtime');
  if (runtime !== undefined && !RUNTIMES.has(runtime)) {
    return {
      code: 'malformed-value',
      because: `Lambda makes no new function with the runtime \`${runtime}\`.`,
      next: `Use one of ${[...RUNTIMES].join(', ')}. ${EDIT}`,
    };
  }
  const days = numberOf(task, 'logRetentionDays');
  if (days === undefined || RETENTION_DAYS.includes(days)) return undefined;
  return {
    code: 'malformed-value',
    because: `CloudWatch Logs keeps no log for exactly ${days} days.`,
    next: `Use one of ${RETENTION_DAYS.join(', ')}. ${EDIT}`,
  };
};

const missingField = (context: DraftContext): Refusal | undefined => {
  const missing = ['runtime', 'handler'].find((name) => textOf(context.task, name) === undefined);
  if (missing === undefined) return undefined;
  const next = `Edit the issue and add a line \`${missing}: …\`.`;
  return { code: 'missing-field', because: `A function needs its ${missing}.`, next };
};

const keptLogs = (context: DraftContext, facts: LambdaFacts): readonly Deviation[] =>
  facts.hasLogGroup
    ? [
        {
          taskId: context.task.id,
          asked: 'a log group with a retention',
          planned: `the log group ${logGroupName(facts.name)} as it is`,
          because: 'it exists already and no stack of this task owns it',
        },
      ]
    : [];

const remedied = (context: DraftContext, template: Template): Template =>
  applyRemedies(template, {
    remedies: lambdaRemedies,
    tier: context.tier,
    choices: context.choices,
    origin: 'new',
    declined: booleanOf(context.task, 'tracing') === false ? ['LAMBDA-08'] : [],
  });

const ruleOf = (context: DraftContext, facts: LambdaFacts): ExistingRule => ({
  title: TITLE,
  table: lambdaTable,
  types: LAMBDA_TEMPLATE_TYPES,
  remedies: lambdaRemedies,
  edit: (properties) => withFields(properties, context.task, facts.code),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'create the function again from its code; its log is lost',
  },
});

const createFunction = (context: DraftContext, facts: LambdaFacts): Decided<Draft> => {
  const refusal = missingField(context) ?? codeRefusal(context, facts.code);
  if (refusal !== undefined || facts.code === null) {
    return refused(refusal ?? { code: 'missing-field', because: 'No code is named.', next: EDIT });
  }
  const role = decideRole(context, facts.role);
  if (!role.ok) return role;
  const { name, code, hasLogGroup } = facts;
  const parts = { name, code, roleArn: role.value, hasLogGroup };
  const template = remedied(context, functionTemplate(context, parts));
  const rule = ruleOf(context, facts);
  return draftNamedCreate(context, facts, {
    ...rule,
    template,
    deviations: keptLogs(context, facts),
  });
};

const updateRefusal = (context: DraftContext, facts: LambdaFacts): Refusal | undefined => {
  const { task } = context;
  if (task.taskType === 'UpdateResource' && numberOf(task, 'logRetentionDays') !== undefined) {
    return {
      code: 'unsupported-task',
      because: 'The retention belongs to the log group, which an update of the function leaves.',
      next: 'Give the changed template of its stack in an issue for a CloudFormation template.',
    };
  }
  return textOf(task, 'code') === undefined ? undefined : codeRefusal(context, facts.code);
};

const changeFunction = (context: DraftContext, facts: LambdaFacts): Decided<Draft> => {
  const role = decideRole(context, facts.role);
  if (!role.ok) return role;
  const rule = ruleOf(context, facts);
  const arn = role.value;
  const edit: ExistingRule['edit'] = (properties) =>
    arn === undefined ? rule.edit(properties) : { ...rule.edit(properties), Role: arn };
  return draftNamedChange(context, facts, { ...rule, edit });
};

/**
 * Lambda tells Cloud Control the settings of a function only together with a signed address of its
 * code, which no role here may get; so what can not be read is neither changed nor deleted.
 */
const unownedRefusal = ({ exists, owner, name }: LambdaFacts): Refusal | undefined =>
  exists && owner.owner === 'nobody'
    ? {
        code: 'no-route',
        because:
          `The function \`${name}\` was not made by this application, and its settings can only ` +
          'be read together with an address of its code, which no role here may get.',
        next: 'Change it where it is managed, or ask for a new function under another name.',
      }
    : undefined;

/** A key of its own beside function, role and queue is more than one session holds. */
const ownKeyRefusal = (context: DraftContext): Refusal | undefined => {
  const isAdded = context.choices.added.includes('LAMBDA-09');
  if (!isAdded || !isExecuteTier(context.tier)) return undefined;
  if (textOf(context.task, 'kmsKey') !== undefined) return undefined;
  return {
    code: 'no-route',
    because: '`LAMBDA-09` adds a key, whose permissions do not fit one session with the function.',
    next: 'Name a key that exists, by a line `kmsKey: arn:aws:kms:…`, or type `/skip LAMBDA-09`.',
  };
};

/** Pure: what a function task becomes, or why it can not be. */
export const draftLambda = (context: DraftContext, facts: LambdaFacts): Decided<Draft> => {
  const refusal = ownKeyRefusal(context) ?? secretRefusal(context) ?? valueRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  if (context.task.taskType === 'CreateResource') return createFunction(context, facts);
  const broken = updateRefusal(context, facts) ?? unownedRefusal(facts);
  return broken === undefined ? changeFunction(context, facts) : refused(broken);
};
