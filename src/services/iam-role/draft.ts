import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { BOUNDARY_NAME } from '../acts.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { IamFacts } from './facts-schema.ts';
import { GRANTS_HINT, parseGrants } from './grants.ts';
import { isTooWide } from './managed-policies.ts';
import { roleTable } from './permissions.ts';
import { IAM_TEMPLATE_TYPES, iamRemedies } from './remedies.ts';
import { roleTemplate, TRUSTED, withRights, type Rights } from './template.ts';

const TITLE = 'role';
const EDIT = 'Edit the issue, and the plan is made again.';

const never = (because: string): Refusal => ({
  code: 'never-do',
  because,
  next: `Ask for exactly the permissions that are needed. ${EDIT}`,
});

/** IAM compares names without case. */
const ownRefusal = (context: DraftContext): Refusal | undefined => {
  if (/^aws-?coworker/i.test(targetOf(context.task))) {
    return never('The roles of this application itself are never the target of a plan.');
  }
  const boundary = textOf(context.task, 'permissionsBoundary')?.split('/').at(-1);
  if (boundary === undefined || boundary === BOUNDARY_NAME) return undefined;
  return never(`Every role is under the boundary ${BOUNDARY_NAME}; no other takes its place.`);
};

const trustRefusal = (context: DraftContext): Refusal | undefined => {
  const service = textOf(context.task, 'trustedService');
  if (service === undefined) {
    return {
      code: 'missing-field',
      because: 'A role needs the one service that may take it.',
      next: 'Edit the issue and add a line `Trusted service: lambda.amazonaws.com`.',
    };
  }
  if (TRUSTED.has(service)) return undefined;
  if (service.includes('*')) return never('A trust policy never trusts everybody.');
  return {
    code: 'malformed-value',
    because: `\`${service}\` is not a service that takes roles here.`,
    next: `Use one of ${[...TRUSTED.keys()].join(', ')}, or give a CloudFormation template.`,
  };
};

const decideStatements = (context: DraftContext): Decided<Rights['statements']> => {
  const text = textOf(context.task, 'permissions');
  if (text === undefined) return accepted([]);
  if (/(^|[\s`'"])\*([\s`'"]|$)|\ball (actions|resources|permissions)\b|\badmin/i.test(text)) {
    return refused(never('No policy allows every action or every resource.'));
  }
  const place = { accountId: context.account.id, region: context.region };
  const statements = parseGrants(text, place);
  if (statements !== undefined) return accepted(statements);
  return refused({
    code: 'malformed-value',
    because: 'What the role may do could not be read as whole permissions on named things.',
    next: `${GRANTS_HINT} For anything else give a CloudFormation template.`,
  });
};

const decideManaged = (facts: IamFacts): Decided<Rights['managed']> => {
  const wide = facts.policies.find(({ asked, arn }) => isTooWide(asked) || isTooWide(arn ?? ''));
  if (wide !== undefined) {
    return refused(never(`\`${wide.asked}\` gives away an account or a whole service.`));
  }
  const missing = facts.policies.find((policy) => policy.arn === null);
  if (missing !== undefined) {
    return refused({
      code: 'target-not-found',
      because: `AWS has no managed policy named \`${missing.asked}\`.`,
      next: `Mend its name. ${EDIT}`,
    });
  }
  return accepted(facts.policies.flatMap((policy) => (policy.arn === null ? [] : [policy.arn])));
};

const decideRights = (context: DraftContext, facts: IamFacts): Decided<Rights> => {
  const statements = decideStatements(context);
  if (!statements.ok) return statements;
  const managed = decideManaged(facts);
  if (!managed.ok) return managed;
  return accepted({ statements: statements.value, managed: managed.value });
};

const ruleOf = (rights: Rights): ExistingRule => ({
  title: TITLE,
  table: roleTable,
  types: IAM_TEMPLATE_TYPES,
  remedies: iamRemedies,
  edit: (properties) => withRights(properties, rights),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'create the role again; what was assumed with it has to be assumed again',
  },
});

const createRole = (context: DraftContext, facts: IamFacts, rights: Rights): Decided<Draft> => {
  const refusal = trustRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  const service = textOf(context.task, 'trustedService') ?? '';
  const { tier, choices } = context;
  const template = applyRemedies(roleTemplate(context, { ...rights, name: facts.name, service }), {
    remedies: iamRemedies,
    tier,
    choices,
    origin: 'new',
  });
  return draftNamedCreate(context, facts, { ...ruleOf(rights), template, deviations: [] });
};

/** A role that no stack of ours made may be anybody's way in: it is left alone. */
const unownedRefusal = (facts: IamFacts): Refusal | undefined =>
  facts.exists && facts.owner.owner === 'nobody'
    ? {
        code: 'no-route',
        because:
          `The role \`${facts.name}\` was not made by this application, ` +
          'and no session of it may change one that was not.',
        next: 'Change it where it is managed, or ask for a new role under another name.',
      }
    : undefined;

const nothingAsked = (context: DraftContext, rights: Rights): Refusal | undefined => {
  const isUpdate = context.task.taskType === 'UpdateResource';
  const isEmpty = rights.statements.length === 0 && rights.managed.length === 0;
  if (!isUpdate || !isEmpty || context.task.parameters['tags'] !== undefined) return undefined;
  return {
    code: 'missing-field',
    because: 'The request does not say what the role shall be allowed.',
    next: GRANTS_HINT,
  };
};

/** Pure: what a role task becomes, or why it can not be. Always a sensitive operation. */
export const draftIam = (context: DraftContext, facts: IamFacts): Decided<Draft> => {
  const own = ownRefusal(context);
  if (own !== undefined) return refused(own);
  const rights = decideRights(context, facts);
  if (!rights.ok) return rights;
  if (context.task.taskType === 'CreateResource') return createRole(context, facts, rights.value);
  const refusal = unownedRefusal(facts) ?? nothingAsked(context, rights.value);
  if (refusal !== undefined) return refused(refusal);
  return draftNamedChange(context, facts, ruleOf(rights.value));
};
