import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import { decideVpc } from '../network/choose.ts';
import { EDIT } from '../edit-issue.ts';
import { parseBlock } from '../network/cidr.ts';
import { ROUTE_TABLES } from '../network/kinds.ts';
import { draftPart, type PartRule } from '../network/part-draft.ts';
import type { PartFacts } from '../network/part-facts.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate } from '../template-edit.ts';
import { routeTableTable } from './permissions.ts';
import { ROUTE_TABLE_TEMPLATE_TYPES, routeTableRemedies } from './remedies.ts';
import { namesRoute, routeTableTemplate, withRoute } from './template.ts';

const half = (because: string, line: string): Refusal => ({
  code: 'missing-field',
  because,
  next: `Edit the issue and add a line \`${line}\`.`,
});

/** The id of one that is there, or that stands for one that the same issue makes. */
const IS_GATEWAY = /^(?:igw|nat)-(?:[0-9a-f]{8,17}|made\.[A-Za-z0-9]+)$/;

/** By its name a gateway is known where the same issue makes it; AWS knows others by their ids. */
const nameless = (target: string): Refusal => ({
  code: 'target-not-found',
  because: `No task of this issue makes a gateway \`${target}\` that the table could lead to.`,
  next: `Name the gateway by its id, such as \`nat-0a11b22c33d44e55f\`. ${EDIT}`,
});

const routeRefusal = ({ task }: DraftContext): Refusal | undefined => {
  if (!namesRoute(task)) return undefined;
  const [to, target] = [textOf(task, 'cidr'), textOf(task, 'target')];
  if (to === undefined) return half('Where the route leads is not said.', 'CIDR: 0.0.0.0/0');
  if (target === undefined)
    return half('Which gateway the route leads to is not said.', 'Target: nat-0a11b22c33d44e55f');
  if (!IS_GATEWAY.test(target)) return nameless(target);
  if (parseBlock(to) !== undefined) return undefined;
  return {
    code: 'malformed-value',
    because: `\`${to}\` is no range of IPv4 addresses.`,
    next: `Write it as \`10.0.0.0/8\`, and everything as \`0.0.0.0/0\`. ${EDIT}`,
  };
};

const make = (context: DraftContext, facts: PartFacts): Decided<Template> => {
  const vpc = decideVpc(context, facts);
  return vpc.ok ? accepted(routeTableTemplate(context, vpc.value.id)) : vpc;
};

const RULE: PartRule<PartFacts> = {
  kind: ROUTE_TABLES,
  table: routeTableTable,
  types: ROUTE_TABLE_TEMPLATE_TYPES,
  remedies: routeTableRemedies,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make a table with the same routes; it has another id',
  },
  make,
};

/** A route is a resource of its own: it is written where the table's template is ours. */
const addRoute = (context: DraftContext, { owner, found }: PartFacts): Decided<Draft> => {
  if (owner.owner !== 'ours')
    return refused({
      code: 'unsupported-task',
      because: `The route table \`${found[0]?.id}\` stands in no stack of this application.`,
      next: 'Add the route where the table is managed, or ask for a new table with it.',
    });
  const present = parseOwnTemplate(owner.stack.templateBody);
  if (!present.ok) return present;
  const template = withRoute(present.value, owner.logicalId, context.task);
  return draftStackUpdate(context, owner.stack, template);
};

/** Pure: what a task for a route table becomes, or why it can not be. */
export const draftRouteTable = (context: DraftContext, facts: PartFacts): Decided<Draft> => {
  const { task } = context;
  const isDelete = task.taskType === 'DeleteResource';
  const refusal = isDelete ? undefined : routeRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  const isRoute = task.taskType === 'UpdateResource' && namesRoute(task);
  const isKnown = facts.found.length === 1 && facts.owner.owner !== 'foreign';
  return isRoute && isKnown ? addRoute(context, facts) : draftPart(context, facts, RULE);
};
