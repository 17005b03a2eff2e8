import { priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';
import { parseRegion } from '../../task/ids.ts';

/** A function of CloudFront is paid by the call, wherever the viewer is. */
export const cloudfrontFunctionCost = ({ type }: PricedResource, place: Place): Cost =>
  priced(
    type,
    {
      quantities: [{ key: 'cloudfront:function-million', amount: 1 }],
      assumptions: ['1 million requests a month; the first 2 million of an account are free'],
    },
    { ...place, region: parseRegion('us-east-1') ?? place.region },
  );
