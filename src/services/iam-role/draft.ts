import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { BOUNDARY_NAME } from '../acts.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { IamFacts } from './facts-schema.ts';
import { decideAttached, detaches, withAttached } from './attached.ts';
import { GRANTS_HINT } from './grants.ts';
import { roleTable } from './permissions.ts';
import {
  decideManaged,
  decideStatements,
  never,
  ownNameRefusal,
  unownedRefusal,
} from './refusals.ts';
import { IAM_TEMPLATE_TYPES, iamRemedies } from './remedies.ts';
import { roleTemplate, TRUSTED, withRights, type Rights } from './template.ts';

const TITLE = 'role';

const boundaryRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const boundary = textOf(task, 'permissionsBoundary')?.split('/').at(-1);
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

const decideRights = (context: DraftContext, facts: IamFacts): Decided<Rights> => {
  const statements = decideStatements(context);
  if (!statements.ok) return statements;
  const managed = decideManaged(facts, detaches(context.task));
  if (!managed.ok) return managed;
  return accepted({ statements: statements.value, managed: managed.value });
};

const ruleOf = (rights: Rights, edit?: ExistingRule['edit']): ExistingRule => ({
  title: TITLE,
  table: roleTable,
  types: IAM_TEMPLATE_TYPES,
  remedies: iamRemedies,
  edit: edit ?? ((properties) => withRights(properties, rights)),
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

/** What is attached stays attached: a request names what comes or goes. */
const updateRole = (context: DraftContext, facts: IamFacts, rights: Rights): Decided<Draft> => {
  const statements = { statements: rights.statements, managed: [] };
  const present = presentProperties(facts)['ManagedPolicyArns'];
  const attached = decideAttached(present, rights.managed, context.task);
  if (!attached.ok) return attached;
  const isNamed = rights.managed.length > 0;
  const edit = (properties: JsonObject): JsonObject => {
    const next = withRights(properties, statements);
    return isNamed ? withAttached(next, attached.value) : next;
  };
  return draftNamedChange(context, facts, ruleOf(rights, edit));
};

/** Pure: what a role task becomes, or why it can not be. Always a sensitive operation. */
export const draftIam = (context: DraftContext, facts: IamFacts): Decided<Draft> => {
  const own = ownNameRefusal(context, 'roles') ?? boundaryRefusal(context);
  if (own !== undefined) return refused(own);
  const rights = decideRights(context, facts);
  if (!rights.ok) return rights;
  if (context.task.taskType === 'CreateResource') return createRole(context, facts, rights.value);
  const refusal = unownedRefusal(TITLE, facts) ?? nothingAsked(context, rights.value);
  if (refusal !== undefined) return refused(refusal);
  return context.task.taskType === 'UpdateResource' && facts.owner.owner === 'ours'
    ? updateRole(context, facts, rights.value)
    : draftNamedChange(context, facts, ruleOf(rights.value));
};
