import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const ZONE = [
  { key: 'route53:zone-month', amount: 1 },
  { key: 'route53:query-million', amount: 1 },
];

/** A zone by the month and the queries; its log by the lines. */
export const hostedZoneCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type === 'AWS::Route53::HostedZone')
    return priced(type, { quantities: ZONE, assumptions: ['1 million queries a month'] }, place);
  if (type !== 'AWS::Logs::LogGroup') return free(type);
  const quantities = [{ key: 'logs:ingested-gb', amount: 1 }];
  return priced(type, { quantities, assumptions: ['1 GB of query logs a month'] }, place);
};
