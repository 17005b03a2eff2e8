import { MONTH_HOURS } from '../../plan/cost.ts';
import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { elasticIpCost } from '../elastic-ip/cost.ts';
import { logGroupCost } from '../log-group/cost.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const hours = (amount: number): number => amount * MONTH_HOURS;

/** In each subnet an endpoint of its own stands; one that names none stands in one. */
const zonesOf = (subnets: Json | undefined): number => Math.max(1, listOf(subnets).length);

/** What AWS asks for the parts of a network; what passes through them is not counted. */
export const networkCost = (resource: PricedResource, place: Place): Cost => {
  const { type, properties } = resource;
  if (type === 'AWS::EC2::NatGateway')
    return priced(
      type,
      {
        quantities: [{ key: 'ec2:nat-gateway-hour', amount: hours(1) }],
        assumptions: ['730 hours a month; what it carries is not counted'],
      },
      place,
    );
  if (type === 'AWS::EC2::VPCEndpoint' && properties['VpcEndpointType'] === 'Interface')
    return priced(
      type,
      {
        quantities: [{ key: 'ec2:endpoint-hour', amount: hours(zonesOf(properties['SubnetIds'])) }],
        assumptions: ['730 hours a month in each subnet; what it carries is not counted'],
      },
      place,
    );
  if (type === 'AWS::EC2::EIP') return elasticIpCost(resource, place);
  if (type === 'AWS::Logs::LogGroup' || type === 'AWS::KMS::Key')
    return logGroupCost(resource, place);
  if (type !== 'AWS::CloudWatch::Alarm') return free(type);
  const quantities = [{ key: 'cloudwatch:alarm-month', amount: 1 }];
  return priced(type, { quantities, assumptions: [] }, place);
};
