import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { decideNamedSubnet } from '../network/choose.ts';
import { EDIT } from '../edit-issue.ts';
import { NAT_GATEWAYS } from '../network/kinds.ts';
import { draftPart, type PartRule } from '../network/part-draft.ts';
import type { PartFacts } from '../network/part-facts.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { natGatewayTable } from './permissions.ts';
import { NAT_GATEWAY_TEMPLATE_TYPES, natGatewayRemedies } from './remedies.ts';
import { natGatewayTemplate } from './template.ts';

const publicOnes = ({ subnets }: PartFacts): string =>
  subnets
    .filter(({ isPrivate }) => !isPrivate)
    .slice(0, 6)
    .map(({ id, name }) => (name === '' ? `\`${id}\`` : `\`${id}\` (${name})`))
    .join(', ');

const make = (context: DraftContext, facts: PartFacts): Decided<Template> => {
  const named = textOf(context.task, 'subnet');
  const open = publicOnes(facts);
  const choices = open === '' ? 'There is no public subnet yet.' : `Public ones are ${open}.`;
  if (named === undefined)
    return refused({
      code: 'missing-field',
      because: 'In which subnet the gateway shall stand is not said.',
      next: `Edit the issue and add a line \`Subnet: subnet-0a11b22c33d44e55f\`. ${choices}`,
    });
  const subnet = decideNamedSubnet(context, facts, { field: 'subnet', named });
  if (!subnet.ok) return subnet;
  if (!subnet.value.isPrivate) return accepted(natGatewayTemplate(context, subnet.value.id));
  return refused({
    code: 'contradictory',
    because:
      `The subnet \`${subnet.value.id}\` is private: no route leads from it to the internet, so ` +
      'a NAT gateway in it would carry nothing.',
    next: `Name a public subnet. ${choices} ${EDIT}`,
  });
};

const RULE: PartRule<PartFacts> = {
  kind: NAT_GATEWAYS,
  table: natGatewayTable,
  types: NAT_GATEWAY_TEMPLATE_TYPES,
  remedies: natGatewayRemedies,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make another gateway; routes have to lead to its new id',
  },
  make,
};

/** Pure: what a task for a NAT gateway becomes, or why it can not be. */
export const draftNatGateway = (context: DraftContext, facts: PartFacts): Decided<Draft> =>
  draftPart(context, facts, RULE);
