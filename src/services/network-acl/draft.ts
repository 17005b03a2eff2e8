import type { Template } from '../../plan/template.ts';
import { accepted, type Decided, type Refusal } from '../../task/refusal.ts';
import type { Found } from '../by-id/facts-schema.ts';
import { decideVpc } from '../network/choose.ts';
import { NETWORK_ACLS } from '../network/kinds.ts';
import { draftPart, type PartRule } from '../network/part-draft.ts';
import type { PartFacts } from '../network/part-facts.ts';
import type { Draft, DraftContext } from '../service.ts';
import { networkAclTable } from './permissions.ts';
import { NETWORK_ACL_TEMPLATE_TYPES, networkAclRemedies } from './remedies.ts';
import { networkAclTemplate } from './template.ts';

const make = (context: DraftContext, facts: PartFacts): Decided<Template> => {
  const vpc = decideVpc(context, facts);
  return vpc.ok ? accepted(networkAclTemplate(context, vpc.value)) : vpc;
};

const objection = ({ task }: DraftContext, { id, isDefault }: Found): Refusal | undefined =>
  isDefault && task.taskType === 'DeleteResource'
    ? {
        code: 'aws-refused',
        because: `\`${id}\` is the default list of its VPC, which AWS keeps as long as the VPC.`,
        next: 'Leave it, and associate subnets with a list of their own.',
      }
    : undefined;

const RULE: PartRule<PartFacts> = {
  kind: NETWORK_ACLS,
  table: networkAclTable,
  types: NETWORK_ACL_TEMPLATE_TYPES,
  remedies: networkAclRemedies,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make a list with the same entries; it has another id',
  },
  make,
  objection,
};

/** Pure: what a task for a network ACL becomes, or why it can not be. */
export const draftNetworkAcl = (context: DraftContext, facts: PartFacts): Decided<Draft> =>
  draftPart(context, facts, RULE);
