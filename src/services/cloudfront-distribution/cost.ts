import { parseRegion } from '../../task/ids.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';
import { webAclBill } from '../web-acl/cost.ts';

const DISTRIBUTION = [
  { key: 'cloudfront:out-gb', amount: 10 },
  { key: 'cloudfront:request-10k', amount: 100 },
];

const ASSUMED = [
  '10 GB and 1 million requests a month to North America and Europe',
  'what an account has free of charge every month is not taken off',
];

/** The prices of CloudFront belong to viewers, not to the region of the stack. */
const everywhere = (place: Place): Place => ({
  ...place,
  region: parseRegion('us-east-1') ?? place.region,
});

/** A distribution by what viewers fetch; metrics beyond the plain ones by the month. */
export const distributionCost = (resource: PricedResource, place: Place): Cost => {
  const { type } = resource;
  const bill = (key: string, amount: number, assumptions: readonly string[]): Cost =>
    priced(type, { quantities: [{ key, amount }], assumptions }, place);
  if (type === 'AWS::CloudFront::Distribution')
    return priced(type, { quantities: DISTRIBUTION, assumptions: ASSUMED }, everywhere(place));
  if (type === 'AWS::CloudFront::MonitoringSubscription')
    return priced(
      type,
      {
        quantities: [{ key: 'cloudfront:metrics-month', amount: 1 }],
        assumptions: ['8 metrics'],
      },
      everywhere(place),
    );
  if (type === 'AWS::WAFv2::WebACL') return priced(type, webAclBill(resource), everywhere(place));
  return type === 'AWS::CloudWatch::Alarm' ? bill('cloudwatch:alarm-month', 1, []) : free(type);
};
