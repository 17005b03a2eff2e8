import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { newName } from '../by-id/draft.ts';
import { SUBNETS } from '../network/kinds.ts';
import { partResource, partTemplate } from '../network/part-draft.ts';
import type { OwnStack } from '../owner.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of a subnet with what the task asks set over them; the rest stays as it is. */
export const withFields = (context: DraftContext, properties: JsonObject): JsonObject => {
  const isPublic = booleanOf(context.task, 'public');
  return isPublic === undefined ? properties : { ...properties, MapPublicIpOnLaunch: isPublic };
};

/** How a network that is made with a subnet leads to the internet. */
interface WayOut {
  /** Its table that leads there. */
  readonly publicTable?: string | undefined;
  readonly gateway?: string | undefined;
}

const EVERYWHERE = '0.0.0.0/0';

/** A table of the subnet alone, which leads to the gateway of its network. */
const ownTable = (context: DraftContext, vpc: string, gateway: string): Template['Resources'] => {
  const name = newName(context);
  const table = logicalIdOf(name, 'SubnetTable');
  return {
    [table]: {
      Type: 'AWS::EC2::RouteTable',
      Properties: { VpcId: vpc, Tags: tagList(context.tagsFor(`${name}-routes`)) },
    },
    [`${table}Out`]: {
      Type: 'AWS::EC2::Route',
      Properties: {
        RouteTableId: { Ref: table },
        DestinationCidrBlock: EVERYWHERE,
        GatewayId: gateway,
      },
    },
  };
};

/** True where an earlier plan gave the subnet a table of its own: what it has it keeps. */
const hasOwnTable = (own: OwnStack | null): boolean =>
  own?.resources.some(({ type }) => type === 'AWS::EC2::RouteTable') === true;

/** A public subnet of a network that is made with it uses a table that leads out of that. */
const routesOf = (
  context: DraftContext,
  { id, publicTable, gateway }: WayOut & { readonly id: string },
  own: OwnStack | null,
): Template['Resources'] => {
  if (booleanOf(context.task, 'public') !== true) return {};
  const shared = hasOwnTable(own) && gateway !== undefined ? undefined : publicTable;
  if (shared === undefined && gateway === undefined) return {};
  const name = newName(context);
  return {
    ...(shared === undefined && gateway !== undefined ? ownTable(context, id, gateway) : {}),
    [logicalIdOf(name, 'SubnetRoutes')]: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: {
        RouteTableId: shared ?? { Ref: logicalIdOf(name, 'SubnetTable') },
        SubnetId: { Ref: logicalIdOf(name, 'Subnet') },
      },
    },
  };
};

/** One subnet, private unless it was asked otherwise. */
export const subnetTemplate = (
  context: DraftContext,
  vpc: WayOut & { readonly id: string },
  own: OwnStack | null,
): Template => {
  const zone = textOf(context.task, 'availabilityZone');
  const base = {
    VpcId: vpc.id,
    CidrBlock: textOf(context.task, 'cidr') ?? '',
    MapPublicIpOnLaunch: false,
    ...(zone === undefined ? {} : { AvailabilityZone: zone }),
  };
  return {
    ...partTemplate('Subnet', newName(context)),
    Resources: {
      ...partResource(context, { kind: SUBNETS, suffix: 'Subnet' }, withFields(context, base)),
      ...routesOf(context, vpc, own),
    },
  };
};
