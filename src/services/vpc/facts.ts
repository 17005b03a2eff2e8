import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readByIdFacts } from '../by-id/facts.ts';
import type { ByIdFacts } from '../by-id/facts-schema.ts';
import { companionName } from '../companion-stack.ts';
import { readOwnStack, readPage } from '../facts.ts';
import { DELIVERY } from '../flow-log/template.ts';
import { parseBlock } from '../network/cidr.ts';
import { ownStackName, partsWith } from '../joined/parts.ts';
import { FLOW_LOGS, VPCS } from '../network/kinds.ts';
import type { OwnStack } from '../owner.ts';
import type { DraftContext, Organization } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { VpcFacts } from './facts-schema.ts';
import { lookForRange, type RangeLook } from './overlap/facts.ts';
import { readInhabitants } from './inhabitants/facts.ts';

const zonesSchema = z.object({
  AvailabilityZones: z
    .array(z.object({ ZoneName: z.string().nullish(), ZoneType: z.string().nullish() }))
    .nullish(),
});

/** Zones proper: local ones and those of a telephone network are asked for by name elsewhere. */
const readZones = async ({ region }: DraftContext, reader: AwsReader): Promise<string[]> => {
  const input = { Filters: [{ Name: 'state', Values: ['available'] }] };
  const call = { client: 'EC2', operation: 'DescribeAvailabilityZones', region, input };
  const { AvailabilityZones } = await readPage(reader, call, zonesSchema);
  return (AvailabilityZones ?? [])
    .filter(({ ZoneType }) => (ZoneType ?? 'availability-zone') === 'availability-zone')
    .flatMap(({ ZoneName }) => ZoneName ?? [])
    .toSorted();
};

/** Without the organization the account of the task is all that is asked. */
const alone = (context: DraftContext, reader: AwsReader): Organization => ({
  accounts: [context.account],
  openReader: () => Promise.resolve(reader),
});

const NOT_LOOKED: RangeLook = { overlaps: [], free: [], unread: [] };

const idsIn = (stack: OwnStack | null): ReadonlySet<string> =>
  new Set((stack?.resources ?? []).map(({ physicalId }) => physicalId));

const lookAround = async (
  context: DraftContext,
  { ownStack }: ByIdFacts,
  organization: Organization,
): Promise<RangeLook> => {
  const block = parseBlock(textOf(context.task, 'cidr') ?? '');
  if (block === undefined) return NOT_LOOKED;
  return await lookForRange(block, idsIn(ownStack), organization);
};

const NONE = { zones: [], overlaps: [], free: [], unread: [] };

/** Stacks of the roles of flow logs that joined the stack of a network. */
const readPartStacks = async (
  { owner }: ByIdFacts,
  reader: AwsReader,
  region: DraftContext['region'],
): Promise<Pick<VpcFacts, 'partStacks'>> => {
  if (owner.owner !== 'ours') return {};
  const partStacks: OwnStack[] = [];
  for (const part of partsWith(owner.stack, FLOW_LOGS.type)) {
    const stack = await readOwnStack(reader, region, companionName(part, DELIVERY));
    if (typeof stack !== 'string') partStacks.push(stack);
  }
  return partStacks.length === 0 ? {} : { partStacks };
};

/** Looks up the VPC that is meant, what lives in it, and who has the range of a new one. */
export const readVpcFacts = async (
  context: DraftContext,
  reader: AwsReader,
  organization?: () => Promise<Organization>,
): Promise<VpcFacts> => {
  const base = await readByIdFacts(context, reader, { kind: VPCS, users: readInhabitants });
  const name = companionName(ownStackName(base.owner, context.stackName), DELIVERY);
  const delivery = await readOwnStack(reader, context.region, name);
  const deliveryStack = typeof delivery === 'string' ? null : delivery;
  if (context.task.taskType !== 'CreateResource') {
    const parts = await readPartStacks(base, reader, context.region);
    return { ...base, ...NONE, deliveryStack, ...parts };
  }
  const others = (await organization?.()) ?? alone(context, reader);
  const whole = others.accounts.length === 0 ? alone(context, reader) : others;
  const look = await lookAround(context, base, whole);
  return {
    ...base,
    zones: await readZones(context, reader),
    overlaps: [...look.overlaps],
    free: [...look.free],
    unread: [...look.unread],
    deliveryStack,
  };
};
