import type { Inverse } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { decideSpread, type SpreadRule } from '../network/spread.ts';
import type { OwnStack } from '../owner.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate, withProperties } from '../template-edit.ts';
import type { LoadBalancerFacts } from './facts-schema.ts';
import { createRefusal, deleteRefusal, updateRefusal } from './field-refusal.ts';
import { loadBalancerTable } from './permissions.ts';
import { LOAD_BALANCER_TEMPLATE_TYPES, loadBalancerRemedies } from './remedies.ts';
import { isNetwork, loadBalancerTemplate, withFields } from './template.ts';

const TITLE = 'load balancer';

const placeRule = (isPublic: boolean, isNet: boolean): SpreadRule => ({
  title: TITLE,
  isPublic,
  leastZones: isNet ? 1 : 2,
});

const behind = ({ groups, targets }: LoadBalancerFacts): string => {
  if (groups.length === 0) return '';
  const names = groups.map((name) => `\`${name}\``).join(', ');
  const count = targets === 1 ? 'its 1 target gets' : `its ${targets} targets get`;
  return targets === 0 ? `; nothing is behind it in ${names}` : `; ${count} no requests (${names})`;
};

const inverseOfDelete = (facts: LoadBalancerFacts): Inverse => ({
  reversibility: 'partly reversible',
  summary: `a new one has another address, and records that name this one break${behind(facts)}`,
});

const ruleOf = (
  context: DraftContext,
  facts: LoadBalancerFacts,
  more: JsonObject = {},
): ExistingRule => ({
  title: TITLE,
  table: loadBalancerTable,
  types: LOAD_BALANCER_TEMPLATE_TYPES,
  remedies: loadBalancerRemedies,
  edit: (properties) => ({ ...withFields(properties, context.task), ...more }),
  inverseOfDelete: inverseOfDelete(facts),
});

const createBalancer = (context: DraftContext, facts: LoadBalancerFacts): Decided<Draft> => {
  const refusal = createRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  const { task, tier, choices } = context;
  const isPublic = textOf(task, 'scheme') === 'internet-facing';
  const place = decideSpread(context, facts, placeRule(isPublic, isNetwork(task)));
  if (!place.ok) return place;
  const parts = { name: facts.name, place: place.value };
  const rule = { remedies: loadBalancerRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(loadBalancerTemplate(context, parts), rule);
  const named = { ...ruleOf(context, facts), template, deviations: [] };
  return draftNamedCreate(context, facts, named);
};

/** Other subnets, where the request names them. */
const movedTo = (context: DraftContext, facts: LoadBalancerFacts): Decided<JsonObject> => {
  if (context.task.parameters['subnets'] === undefined) return accepted({});
  const isPublic = facts.scheme === 'internet-facing';
  const place = decideSpread(context, facts, placeRule(isPublic, facts.kind === 'network'));
  if (!place.ok) return place;
  return accepted({ Subnets: place.value.subnets.map(({ id }) => id) });
};

/** What stands beside the load balancer in its stack: listeners, and the group behind them. */
const withParts = (template: Template, { task }: DraftContext): Template => {
  const certificate = textOf(task, 'certificate');
  const path = textOf(task, 'healthCheckPath');
  return Object.entries(template.Resources).reduce((edited, [id, { Properties }]) => {
    if (certificate !== undefined && Properties?.['Certificates'] !== undefined)
      return withProperties(edited, id, { Certificates: [{ CertificateArn: certificate }] });
    return path !== undefined && Properties?.['HealthCheckPath'] !== undefined
      ? withProperties(edited, id, { HealthCheckPath: path })
      : edited;
  }, template);
};

const elsewhere = (name: string): Refusal => ({
  code: 'unsupported-task',
  because: `No stack of ours holds \`${name}\`: its listeners and groups stand by themselves.`,
  next: 'Ask for the listener by its load balancer and port, or for the target group by its name.',
});

/** The parts are set in the same template, beside what else changes in it. */
const withPartsOf = (context: DraftContext, stack: OwnStack, draft: Draft): Decided<Draft> => {
  const [step] = draft.steps;
  const present = parseOwnTemplate(stack.templateBody);
  if (!present.ok) return present;
  const template = step?.kind === 'deploy' ? step.template : present.value;
  return draftStackUpdate(context, stack, withParts(template, context));
};

const namesParts = ({ task }: DraftContext): boolean =>
  textOf(task, 'certificate') !== undefined || textOf(task, 'healthCheckPath') !== undefined;

const updateBalancer = (context: DraftContext, facts: LoadBalancerFacts): Decided<Draft> => {
  const refusal = facts.exists ? updateRefusal(context, facts) : undefined;
  if (refusal !== undefined) return refused(refusal);
  const moved = movedTo(context, facts);
  if (!moved.ok) return moved;
  const draft = draftNamedChange(context, facts, ruleOf(context, facts, moved.value));
  if (!draft.ok || !namesParts(context)) return draft;
  return facts.owner.owner === 'ours'
    ? withPartsOf(context, facts.owner.stack, draft.value)
    : refused(elsewhere(facts.name));
};

/** Pure: what a task for a load balancer becomes, or why it can not be. */
export const draftLoadBalancer = (
  context: DraftContext,
  facts: LoadBalancerFacts,
): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createBalancer(context, facts);
  if (taskType === 'UpdateResource') return updateBalancer(context, facts);
  const refusal = deleteRefusal(facts);
  return refusal === undefined
    ? draftNamedChange(context, facts, ruleOf(context, facts))
    : refused(refusal);
};
