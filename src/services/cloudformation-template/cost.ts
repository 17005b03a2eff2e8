import { free, priced } from '../prices/priced.ts';
import type { Service } from '../service.ts';

const ASSUMED_MILLION = 0.1;

/** Types of given templates that cost by use, and those that cost nothing. */
export const templateCost: Service['cost'] = (type, _properties, prices, region) => {
  if (type !== 'AWS::SQS::Queue') return free(type);
  const quantities = [{ key: 'sqs:request-million', amount: ASSUMED_MILLION }];
  const assumption = '100,000 requests a month';
  return priced(type, { quantities, assumption }, { prices, region });
};
