import { MONTH_HOURS } from '../../plan/cost.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** A public address costs the same whether something uses it or not. */
export const elasticIpCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::EC2::EIP') return free(type);
  const quantities = [{ key: 'ec2:address-hour', amount: MONTH_HOURS }];
  return priced(type, { quantities, assumptions: ['kept 730 hours a month'] }, place);
};
