import type { Template, TemplateResource } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { isAtLeast } from '../../task/tier.ts';
import { blockText, partsOf, type Block } from '../network/cidr.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { Inside } from './inside.ts';

/** How much of a network is made. */
export interface Extent {
  /** The zones with a public and a private subnet each; none where only the VPC is asked for. */
  readonly zones: readonly string[];
  /** Zones whose private subnets reach out through a NAT gateway of their own. */
  readonly natZones: readonly string[];
  /** Whether a network without subnets of its own has a gateway and a table that leads to it. */
  readonly isOpen: boolean;
  /** Undefined where no flow log is kept. */
  readonly flowLogDays: number | undefined;
}

/** A network that is to be made. */
export interface Network {
  readonly name: string;
  readonly block: Block;
  readonly extent: Extent;
}

/** Whether an item of the baseline is wanted: by the tier, `/skip` and `/add`, or the request. */
const isWanted = (
  { choices, tier, task }: DraftContext,
  item: string,
  rule: { readonly field: string; readonly from: 'sandbox' | 'development' | 'staging' },
): boolean => {
  const asked = booleanOf(task, rule.field);
  if (asked === true || choices.added.includes(item)) return true;
  if (asked === false || choices.skipped.includes(item)) return false;
  return isAtLeast(tier, rule.from);
};

/** One part in eight for each subnet: public and private ones, and some to spare. */
const SUBNET_BITS = 3;

/** Zones that a tier asks for: one that fails leaves the others. */
const zoneCount = (context: DraftContext): number =>
  numberOf(context.task, 'zones') ?? (isAtLeast(context.tier, 'staging') ? 3 : 2);

const natZones = (context: DraftContext, zones: readonly string[]): readonly string[] => {
  const isOut = isWanted(context, 'VPC-06', { field: 'natGateway', from: 'development' });
  if (!isOut) return [];
  const isEach = isAtLeast(context.tier, 'production') || context.choices.added.includes('VPC-16');
  return isEach && !context.choices.skipped.includes('VPC-16') ? zones : zones.slice(0, 1);
};

/** Subnets, ways out and flow log of a new network, by its tier and what was asked. */
export const extentOf = (
  context: DraftContext,
  available: readonly string[],
  inside: Inside,
): Extent => {
  const isWhole = booleanOf(context.task, 'subnets') ?? !inside.hasSubnets;
  const zones = isWhole ? available.slice(0, zoneCount(context)) : [];
  const isLogged = isWanted(context, 'VPC-09', { field: 'flowLogs', from: 'staging' });
  return {
    zones,
    natZones: natZones(context, zones),
    isOpen: inside.isOpen,
    flowLogDays:
      isLogged && !inside.hasFlowLog
        ? isAtLeast(context.tier, 'production')
          ? 90
          : 30
        : undefined,
  };
};

/** The last letter of a zone, by which its parts are called. */
const letterOf = (zone: string): string => zone.slice(-1).toUpperCase();

const EVERYWHERE = '0.0.0.0/0';

type Resources = Readonly<Record<string, TemplateResource>>;

/** `AddressA` as `address-a`: the end of a name that people read. */
const spoken = (suffix: string): string =>
  suffix.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();

/** Makes the parts of one network, each with a name that begins with the network's. */
const makerOf = (context: DraftContext, name: string) => {
  const id = (suffix: string): string => logicalIdOf(name, suffix);
  const ref = (suffix: string): JsonObject => ({ Ref: id(suffix) });
  const make = (suffix: string, type: string, properties: JsonObject): Resources => ({
    [id(suffix)]: { Type: `AWS::EC2::${type}`, Properties: properties },
  });
  const tagged = (suffix: string, type: string, properties: JsonObject): Resources =>
    make(suffix, type, {
      ...properties,
      Tags: tagList(context.tagsFor(`${name}-${spoken(suffix)}`)),
    });
  return { id, ref, make, tagged };
};
type Maker = ReturnType<typeof makerOf>;

/** A NAT gateway with its address, in the public subnet of a zone. */
const natOf = (maker: Maker, letter: string): Resources => ({
  ...maker.tagged(`Address${letter}`, 'EIP', { Domain: 'vpc' }),
  ...maker.tagged(`Nat${letter}`, 'NatGateway', {
    AllocationId: { 'Fn::GetAtt': [maker.id(`Address${letter}`), 'AllocationId'] },
    SubnetId: maker.ref(`Public${letter}`),
  }),
});

const routed = (maker: Maker, table: string, target: JsonObject): Resources =>
  maker.make(`${table}Out`, 'Route', {
    RouteTableId: maker.ref(table),
    DestinationCidrBlock: EVERYWHERE,
    ...target,
  });

const subnetOf = (
  maker: Maker,
  { zone, block, kind }: { readonly zone: string; readonly block: Block; readonly kind: string },
  table: string,
): Resources => {
  const suffix = `${kind}${letterOf(zone)}`;
  return {
    ...maker.tagged(suffix, 'Subnet', {
      VpcId: maker.ref('Vpc'),
      AvailabilityZone: zone,
      CidrBlock: blockText(block),
      MapPublicIpOnLaunch: kind === 'Public',
    }),
    ...maker.make(`${suffix}Routes`, 'SubnetRouteTableAssociation', {
      RouteTableId: maker.ref(table),
      SubnetId: maker.ref(suffix),
    }),
  };
};

/** The way to the internet, for load balancers and NAT alone. */
const gatewayOf = (maker: Maker): Resources => ({
  ...maker.tagged('Gateway', 'InternetGateway', {}),
  ...maker.make('GatewayAttachment', 'VPCGatewayAttachment', {
    InternetGatewayId: maker.ref('Gateway'),
    VpcId: maker.ref('Vpc'),
  }),
});

/** A route to a gateway waits until that is attached. */
const publicRoutes = (maker: Maker): Resources => {
  const routes = routed(maker, 'PublicTable', { GatewayId: maker.ref('Gateway') });
  return {
    ...maker.tagged('PublicTable', 'RouteTable', { VpcId: maker.ref('Vpc') }),
    ...Object.fromEntries(
      Object.entries(routes).map(([id, route]) => [
        id,
        { ...route, DependsOn: maker.id('GatewayAttachment') },
      ]),
    ),
  };
};

/** One table for each way out; where there is none, one for all private subnets. */
const privateTables = (maker: Maker, extent: Extent): Resources => {
  const letters = extent.natZones.length > 1 ? extent.natZones.map(letterOf) : [''];
  return Object.assign(
    {},
    ...letters.map((letter) => ({
      ...maker.tagged(`PrivateTable${letter}`, 'RouteTable', { VpcId: maker.ref('Vpc') }),
      ...(extent.natZones.length === 0
        ? {}
        : routed(maker, `PrivateTable${letter}`, {
            NatGatewayId: maker.ref(`Nat${letter || letterOf(extent.natZones[0] ?? '')}`),
          })),
    })),
  ) as Resources;
};

/** The parts of a network with subnets; a block too small for them gives none. */
const innerOf = (maker: Maker, { block, extent }: Network): Resources => {
  const { zones, natZones: nats } = extent;
  const blocks = partsOf(block, block.bits + SUBNET_BITS, 2 * zones.length);
  if (zones.length === 0 || blocks.length === 0)
    return extent.isOpen ? { ...gatewayOf(maker), ...publicRoutes(maker) } : {};
  const subnets = zones.flatMap((zone, index) => {
    const [open, closed] = [blocks[index], blocks[zones.length + index]];
    if (open === undefined || closed === undefined) return [];
    const table = nats.length > 1 ? `PrivateTable${letterOf(zone)}` : 'PrivateTable';
    return [
      subnetOf(maker, { zone, block: open, kind: 'Public' }, 'PublicTable'),
      subnetOf(maker, { zone, block: closed, kind: 'Private' }, table),
    ];
  });
  return Object.assign(
    {},
    gatewayOf(maker),
    publicRoutes(maker),
    ...nats.map((zone) => natOf(maker, letterOf(zone))),
    privateTables(maker, extent),
    ...subnets,
  ) as Resources;
};

/** A VPC with public and private subnets over zones, their tables, and their ways out. */
export const vpcTemplate = (context: DraftContext, network: Network): Template => {
  const { name, block } = network;
  const maker = makerOf(context, name);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `VPC ${name}`,
    Resources: {
      ...maker.make('Vpc', 'VPC', {
        CidrBlock: blockText(block),
        EnableDnsHostnames: true,
        EnableDnsSupport: true,
        Tags: tagList(context.tagsFor(name)),
      }),
      ...innerOf(maker, network),
    },
  };
};
