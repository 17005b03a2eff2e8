import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { decideVpc } from '../network/choose.ts';
import { EDIT } from '../edit-issue.ts';
import { INTERNET_GATEWAYS } from '../network/kinds.ts';
import { draftPart, type PartRule } from '../network/part-draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import type { GatewayFacts } from './facts-schema.ts';
import { internetGatewayTable } from './permissions.ts';
import { INTERNET_GATEWAY_TEMPLATE_TYPES, internetGatewayRemedies } from './remedies.ts';
import { internetGatewayTemplate } from './template.ts';

const make = (context: DraftContext, facts: GatewayFacts): Decided<Template> => {
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const { id } = vpc.value;
  if (facts.ownStack !== null || !facts.served.includes(id))
    return accepted(internetGatewayTemplate(context, id));
  return refused({
    code: 'name-taken',
    because: `The VPC \`${id}\` has an internet gateway, and a VPC takes only one.`,
    next: `Lead routes to the one that it has, or name another VPC. ${EDIT}`,
  });
};

const RULE: PartRule<GatewayFacts> = {
  kind: INTERNET_GATEWAYS,
  table: internetGatewayTable,
  types: INTERNET_GATEWAY_TEMPLATE_TYPES,
  remedies: internetGatewayRemedies,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make another gateway and attach it; routes have to lead to its new id',
  },
  make,
};

/** Pure: what a task for an internet gateway becomes, or why it can not be. */
export const draftInternetGateway = (context: DraftContext, facts: GatewayFacts): Decided<Draft> =>
  draftPart(context, facts, RULE);
