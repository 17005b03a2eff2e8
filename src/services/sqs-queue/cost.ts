import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const ASSUMED_MILLION = 0.1;

/** Requests of an assumed use: a queue that nobody asks costs nothing. */
export const sqsCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::SQS::Queue') return free(type);
  const isFifo = properties['FifoQueue'] === true;
  const key = isFifo ? 'sqs:fifo-request-million' : 'sqs:request-million';
  const quantities = [{ key, amount: ASSUMED_MILLION }];
  return priced(type, { quantities, assumptions: ['100,000 requests a month'] }, place);
};
