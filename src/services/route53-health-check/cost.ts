import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** Names that only AWS gives: what they lead to counts as an endpoint of AWS. */
const OF_AWS = /\.(amazonaws\.com|cloudfront\.net|awsapprunner\.com|elasticbeanstalk\.com)$/i;

const BEYOND = 'an endpoint outside AWS; one of AWS costs less';

const configOf = ({ properties }: PricedResource): JsonObject => {
  const config = properties['HealthCheckConfig'];
  return isJsonObject(config) ? config : {};
};

/** Each of HTTPS, a text that is looked for, a fast interval and measured latency is paid for. */
const extrasOf = (config: JsonObject): number => {
  const type = textIn(config['Type']);
  return [
    type.startsWith('HTTPS'),
    type.endsWith('_STR_MATCH'),
    config['RequestInterval'] === 10,
    config['MeasureLatency'] === true,
  ].filter(Boolean).length;
};

/** A check by the month; a domain that is not AWS's own counts as an endpoint outside AWS. */
export const healthCheckCost = (resource: PricedResource, place: Place): Cost => {
  const { type } = resource;
  if (type === 'AWS::CloudWatch::Alarm') {
    const quantities = [{ key: 'cloudwatch:alarm-month', amount: 1 }];
    return priced(type, { quantities, assumptions: ['standard resolution'] }, place);
  }
  if (type !== 'AWS::Route53::HealthCheck') return free(type);
  const config = configOf(resource);
  const [base, extra, words] = OF_AWS.test(textIn(config['FullyQualifiedDomainName']))
    ? (['health-check-month', 'health-check-extra-month', 'an endpoint of AWS'] as const)
    : (['health-check-beyond-month', 'health-check-beyond-extra-month', BEYOND] as const);
  const extras = extrasOf(config);
  const quantities = [
    { key: `route53:${base}`, amount: 1 },
    ...(extras === 0 ? [] : [{ key: `route53:${extra}`, amount: extras }]),
  ];
  return priced(type, { quantities, assumptions: [words] }, place);
};
