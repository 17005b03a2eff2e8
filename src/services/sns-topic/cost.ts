import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const ASSUMED_MILLION = 0.1;

/** Requests of an assumed use; deliveries depend on the subscriber and are not counted. */
export const snsCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::SNS::Topic') return free(type);
  const isFifo = properties['FifoTopic'] === true;
  const key = isFifo ? 'sns:fifo-publish-million' : 'sns:publish-million';
  const bill = {
    quantities: [{ key, amount: ASSUMED_MILLION }],
    assumptions: ['100,000 messages a month', 'deliveries not counted'],
  };
  return priced(type, bill, place);
};
