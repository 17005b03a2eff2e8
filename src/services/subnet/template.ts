import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { newName } from '../by-id/draft.ts';
import { SUBNETS } from '../network/kinds.ts';
import { partResource, partTemplate } from '../network/part-draft.ts';
import type { DraftContext } from '../service.ts';
import { booleanOf, textOf } from '../task-values.ts';

/** Properties of a subnet with what the task asks set over them; the rest stays as it is. */
export const withFields = (context: DraftContext, properties: JsonObject): JsonObject => {
  const isPublic = booleanOf(context.task, 'public');
  return isPublic === undefined ? properties : { ...properties, MapPublicIpOnLaunch: isPublic };
};

/** One subnet, private unless it was asked otherwise. */
export const subnetTemplate = (context: DraftContext, vpcId: string): Template => {
  const zone = textOf(context.task, 'availabilityZone');
  const base = {
    VpcId: vpcId,
    CidrBlock: textOf(context.task, 'cidr') ?? '',
    MapPublicIpOnLaunch: false,
    ...(zone === undefined ? {} : { AvailabilityZone: zone }),
  };
  return {
    ...partTemplate('Subnet', newName(context)),
    Resources: partResource(
      context,
      { kind: SUBNETS, suffix: 'Subnet' },
      withFields(context, base),
    ),
  };
};
