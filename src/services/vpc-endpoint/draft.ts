import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { decideVpc } from '../network/choose.ts';
import { EDIT } from '../edit-issue.ts';
import { ENDPOINTS } from '../network/kinds.ts';
import { onePerZone } from '../network/one-per-zone.ts';
import { draftPart, type PartRule } from '../network/part-draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { EndpointFacts } from './facts-schema.ts';
import { endpointTable } from './permissions.ts';
import { VPC_ENDPOINT_TEMPLATE_TYPES, vpcEndpointRemedies } from './remedies.ts';
import { endpointTemplate } from './template.ts';

/** The two services that are reached by a route, at no cost. */
const BY_ROUTE: ReadonlySet<string> = new Set(['s3', 'dynamodb']);

const presentRefusal = (
  facts: EndpointFacts,
  vpcId: string,
  service: string,
): Refusal | undefined => {
  if (facts.ownStack !== null) return undefined;
  const one = facts.present.find((row) => row.vpcId === vpcId && row.service === service);
  if (one === undefined) return undefined;
  return {
    code: 'name-taken',
    because: `The VPC \`${vpcId}\` has \`${one.id}\` for \`${service}\` already.`,
    next: `Use that one, or name another VPC or service. ${EDIT}`,
  };
};

/** One private subnet of each zone: AWS takes no two of a zone. */
const subnetsIn = (facts: EndpointFacts, vpcId: string): readonly string[] => {
  const inside = facts.subnets.filter((one) => one.vpcId === vpcId && one.isPrivate);
  return onePerZone(inside)
    .map(({ id }) => id)
    .toSorted();
};

const noPlace = (vpcId: string, what: string): Refusal => ({
  code: 'target-not-found',
  because: `The VPC \`${vpcId}\` has no ${what} that the endpoint could serve.`,
  next: `Name another VPC, or ask for a ${what} first. ${EDIT}`,
});

const make = (context: DraftContext, facts: EndpointFacts): Decided<Template> => {
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const asked = textOf(context.task, 'service') ?? '';
  const service = `com.amazonaws.${context.region}.${asked}`;
  const { id } = vpc.value;
  const taken = presentRefusal(facts, id, service);
  if (taken !== undefined) return refused(taken);
  const isRoute = BY_ROUTE.has(asked);
  const tables = facts.tables.filter((one) => one.vpcId === id).map((one) => one.id);
  const subnets = isRoute ? [] : subnetsIn(facts, id);
  if (isRoute && tables.length === 0) return refused(noPlace(id, 'route table'));
  if (!isRoute && subnets.length === 0) return refused(noPlace(id, 'private subnet'));
  return accepted(endpointTemplate(context, { vpc: vpc.value, service, tables, subnets }));
};

const RULE: PartRule<EndpointFacts> = {
  kind: ENDPOINTS,
  table: endpointTable,
  types: VPC_ENDPOINT_TEMPLATE_TYPES,
  remedies: vpcEndpointRemedies,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make another endpoint for the same service; it has another id',
  },
  make,
};

/** Pure: what a task for a VPC endpoint becomes, or why it can not be. */
export const draftVpcEndpoint = (context: DraftContext, facts: EndpointFacts): Decided<Draft> =>
  draftPart(context, facts, RULE);
