import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { newName } from '../by-id/draft.ts';
import { ENDPOINTS } from '../network/kinds.ts';
import { partResource, partTemplate } from '../network/part-draft.ts';
import { groupResource } from '../security-group/template.ts';
import { ruleJson, type AskedRule } from '../security-group/rules.ts';
import type { DraftContext } from '../service.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Where a new endpoint goes. */
export interface EndpointPlace {
  readonly vpc: { readonly id: string; readonly cidr: string };
  /** The whole name of the service. */
  readonly service: string;
  /** Tables that lead to a gateway; empty for one of interfaces. */
  readonly tables: readonly string[];
  /** Subnets with an interface each; empty for a gateway. */
  readonly subnets: readonly string[];
}

const gateway = ({ tables }: EndpointPlace): JsonObject => ({
  VpcEndpointType: 'Gateway',
  RouteTableIds: tables,
});

const rule = (direction: AskedRule['direction'], source: string): JsonObject =>
  ruleJson({ direction, protocol: 'tcp', from: 443, to: 443, source }, 'Inside the VPC');

/** One that is reached in subnets lets in its VPC, on the one port it has, and nobody else. */
const groupOf = (context: DraftContext, { vpc }: EndpointPlace): Template['Resources'] => {
  const name = newName(context);
  return {
    [logicalIdOf(name, 'Group')]: groupResource({
      description: `Endpoint ${name}`,
      vpcId: vpc.id,
      tier: context.tier,
      tags: context.tagsFor(`${name}-group`),
      rules: {
        SecurityGroupIngress: [rule('SecurityGroupIngress', vpc.cidr)],
        SecurityGroupEgress: [rule('SecurityGroupEgress', vpc.cidr)],
      },
    }),
  };
};

/** An endpoint by tables for S3 and DynamoDB, else with interfaces in private subnets. */
export const endpointTemplate = (context: DraftContext, place: EndpointPlace): Template => {
  const name = newName(context);
  const isGateway = place.subnets.length === 0;
  const inSubnets = {
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: true,
    SubnetIds: place.subnets,
    SecurityGroupIds: [{ 'Fn::GetAtt': [logicalIdOf(name, 'Group'), 'GroupId'] }],
  };
  const properties = {
    VpcId: place.vpc.id,
    ServiceName: place.service,
    ...(isGateway ? gateway(place) : inSubnets),
  };
  return {
    ...partTemplate('VPC endpoint', name),
    Resources: {
      ...(isGateway ? {} : groupOf(context, place)),
      ...partResource(context, { kind: ENDPOINTS, suffix: 'Endpoint' }, properties),
    },
  };
};
