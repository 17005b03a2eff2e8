import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const ASSUMED_MILLION = 0.1;

/** Types of given templates that cost by use, and those that cost nothing. */
export const templateCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::SQS::Queue') return free(type);
  const quantities = [{ key: 'sqs:request-million', amount: ASSUMED_MILLION }];
  const assumptions = ['100,000 requests a month'];
  return priced(type, { quantities, assumptions }, place);
};
