import { ownerOf } from '../../agents/roster.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { draftTags } from '../by-id/tag-call.ts';
import { foreignStack, nameTaken, targetMissing } from '../existing-target.ts';
import {
  draftDelete,
  draftStackUpdate,
  draftUpdate,
  type ExistingFacts,
  type ExistingRule,
} from '../existing-tasks.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { usedBefore } from '../task-order/used-before.ts';
import { thingAt, type KnownUser } from '../task-order/user.ts';
import { textOf } from '../task-values.ts';
import type { AddressFact, ElasticIpFacts } from './facts-schema.ts';
import { RELEASE, TAG_ADDRESS } from './operations.ts';
import { addressTable } from './permissions.ts';
import { ELASTIC_IP_TEMPLATE_TYPES, elasticIpRemedies } from './remedies.ts';
import { addressName, addressTemplate } from './template.ts';

const TITLE = 'Elastic IP';

const RULE: ExistingRule = {
  title: TITLE,
  table: addressTable,
  types: ELASTIC_IP_TEMPLATE_TYPES,
  remedies: elasticIpRemedies,
  edit: (properties) => properties,
  inverseOfDelete: RELEASE.inverse,
};

const createAddress = (context: DraftContext, facts: ElasticIpFacts): Decided<Draft> => {
  const name = addressName(context);
  const { tier, choices } = context;
  const rule = { remedies: elasticIpRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(addressTemplate(context), rule);
  if (facts.ownStack !== null) return draftStackUpdate(context, facts.ownStack, template);
  if (facts.found.length > 0)
    return refused(nameTaken(TITLE, name, `in ${context.account.name}, ${context.region}`));
  const step = createStack(context, template, {
    summary: `allocate Elastic IP ${name}`,
    inverse: { reversibility: 'reversible', summary: 'delete the stack; the address is released' },
  });
  return accepted({ steps: [step], deviations: [] });
};

/** The one address that is meant; several of one name are asked about. */
const decideAddress = (context: DraftContext, facts: ElasticIpFacts): Decided<AddressFact> => {
  const target = textOf(context.task, 'id') ?? textOf(context.task, 'name') ?? '';
  const [first, ...others] = facts.found;
  if (first === undefined) return refused(targetMissing(TITLE, target));
  if (others.length === 0) return accepted(first);
  const ids = facts.found.map((one) => `\`${one.id}\` (${one.publicIp})`).join(', ');
  return refused({
    code: 'missing-field',
    because: `Several addresses are named \`${target}\`: ${ids}.`,
    next: 'Edit the issue and name one by its allocation id.',
  });
};

const useRefusal = ({ id, publicIp, usedBy }: AddressFact): Refusal | undefined =>
  usedBy === ''
    ? undefined
    : {
        code: 'still-in-use',
        because: `The Elastic IP \`${id}\` (${publicIp}) is used by \`${usedBy}\`.`,
        next: 'Take it from there first, where that is managed, or keep it; then `/plan`.',
      };

const existing = (facts: ElasticIpFacts, address: AddressFact): ExistingFacts => ({
  name: address.name === '' ? address.id : address.name,
  identifier: address.id,
  owner: facts.owner,
  properties: null,
});

/** The release of an address that no stack owns, by EC2's own call. */
const releaseOf = (context: DraftContext, address: AddressFact): OperateDraft => {
  const name = address.name === '' ? '' : `, ${address.name}`;
  return {
    ...draftCall(context, RELEASE, address.id),
    summary: `release ${address.id} (${address.publicIp}${name})`,
    changes: [
      {
        action: 'delete',
        logicalId: address.id,
        type: addressTable.type,
        physicalId: address.id,
        ownerAgent: ownerOf(addressTable.type),
        properties: [],
        losesData: false,
        isSensitive: false,
        isConditional: false,
      },
    ],
  };
};

/** By what of an address EC2 tells its use, and what that is. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^i-/, 'AWS::EC2::Instance'],
  [/^eni-/, 'AWS::EC2::NetworkInterface'],
  [/^eipassoc-/, 'AWS::EC2::EIPAssociation'],
];

const userOf = (context: DraftContext, { usedBy }: AddressFact): KnownUser => {
  const place = { accountId: context.account.id, region: context.region };
  const type = KINDS.find(([pattern]) => pattern.test(usedBy))?.[1];
  return {
    words: `\`${usedBy}\``,
    is: type === undefined ? [] : [thingAt(place, type, usedBy)],
  };
};

const releaseAddress = (
  context: DraftContext,
  facts: ElasticIpFacts,
  address: AddressFact,
): Decided<Draft> => {
  const user = userOf(context, address);
  const refusal = context.siblings?.deletes(user) === true ? undefined : useRefusal(address);
  if (refusal !== undefined) return refused(refusal);
  const draft: Decided<Draft> =
    facts.owner.owner === 'nobody'
      ? accepted({ steps: [releaseOf(context, address)], deviations: [] })
      : draftDelete(context, existing(facts, address), RULE);
  return usedBefore(address.usedBy === '' ? [] : [user], draft);
};

/** Only tags change: in the stack of an address, else by EC2's own call. */
const updateAddress = (
  context: DraftContext,
  facts: ElasticIpFacts,
  address: AddressFact,
): Decided<Draft> => {
  const { owner } = facts;
  if (owner.owner === 'ours') return draftUpdate(context, existing(facts, address), RULE);
  if (owner.owner === 'foreign') return refused(foreignStack(TITLE, address.id, owner.stackName));
  const { id, tags } = address;
  return accepted(draftTags(context, TAG_ADDRESS, { type: 'AWS::EC2::EIP', target: id, id, tags }));
};

/** Pure: what a task for an Elastic IP address becomes, or why it can not be. */
export const draftElasticIp = (context: DraftContext, facts: ElasticIpFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createAddress(context, facts);
  const address = decideAddress(context, facts);
  if (!address.ok) return address;
  return taskType === 'DeleteResource'
    ? releaseAddress(context, facts, address.value)
    : updateAddress(context, facts, address.value);
};
