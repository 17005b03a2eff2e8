import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { newName } from '../by-id/draft.ts';
import { SUBNETS } from '../network/kinds.ts';
import { partResource, partTemplate } from '../network/part-draft.ts';
import type { DraftContext } from '../service.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of a subnet with what the task asks set over them; the rest stays as it is. */
export const withFields = (context: DraftContext, properties: JsonObject): JsonObject => {
  const isPublic = booleanOf(context.task, 'public');
  return isPublic === undefined ? properties : { ...properties, MapPublicIpOnLaunch: isPublic };
};

/** A public subnet of a network that is made with it uses the table that leads out of that. */
const routesOf = (context: DraftContext, table: string | undefined): Template['Resources'] => {
  if (table === undefined || booleanOf(context.task, 'public') !== true) return {};
  const name = newName(context);
  return {
    [logicalIdOf(name, 'SubnetRoutes')]: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { RouteTableId: table, SubnetId: { Ref: logicalIdOf(name, 'Subnet') } },
    },
  };
};

/** One subnet, private unless it was asked otherwise. */
export const subnetTemplate = (
  context: DraftContext,
  { id, publicTable }: { readonly id: string; readonly publicTable?: string | undefined },
): Template => {
  const zone = textOf(context.task, 'availabilityZone');
  const base = {
    VpcId: id,
    CidrBlock: textOf(context.task, 'cidr') ?? '',
    MapPublicIpOnLaunch: false,
    ...(zone === undefined ? {} : { AvailabilityZone: zone }),
  };
  return {
    ...partTemplate('Subnet', newName(context)),
    Resources: {
      ...partResource(context, { kind: SUBNETS, suffix: 'Subnet' }, withFields(context, base)),
      ...routesOf(context, publicTable),
    },
  };
};
