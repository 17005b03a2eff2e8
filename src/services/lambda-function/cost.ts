import { logGroupCost } from '../log-group/cost.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** Nobody knows how often it will run; the assumption is said beside the figure. */
const ASSUMED_MILLION = 0.1;
const ASSUMED_SECONDS_EACH = 0.5;
const ASSUMED_LOG_GB = 1;

const functionCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  const memory = properties['MemorySize'];
  const gigabytes = (typeof memory === 'number' ? memory : 128) / 1024;
  const isArm = JSON.stringify(properties['Architectures'] ?? []).includes('arm64');
  const seconds = ASSUMED_MILLION * 1_000_000 * ASSUMED_SECONDS_EACH;
  const quantities = [
    { key: isArm ? 'lambda:arm-gb-second' : 'lambda:gb-second', amount: gigabytes * seconds },
    { key: 'lambda:request-million', amount: ASSUMED_MILLION },
  ];
  const assumptions = [
    '100,000 calls a month',
    `half a second each at ${gigabytes * 1024} MB`,
    'free tier not counted',
  ];
  return priced(type, { quantities, assumptions }, place);
};

/** A function by assumed calls, its log by assumed lines, companions at their list price. */
export const lambdaCost = (resource: PricedResource, place: Place): Cost => {
  const { type } = resource;
  const bill = (key: string, amount: number, ...assumptions: readonly string[]): Cost =>
    priced(type, { quantities: [{ key, amount }], assumptions }, place);
  switch (type) {
    case 'AWS::Lambda::Function':
      return functionCost(resource, place);
    case 'AWS::Logs::LogGroup':
      return bill('logs:ingested-gb', ASSUMED_LOG_GB, '1 GB of log lines a month');
    case 'AWS::SQS::Queue':
      return bill('sqs:request-million', ASSUMED_MILLION, '100,000 requests a month');
    case 'AWS::CloudWatch::Alarm':
      return bill('cloudwatch:alarm-month', 1);
    case 'AWS::Logs::MetricFilter':
      return logGroupCost(resource, place);
    case 'AWS::KMS::Key':
      return bill('kms:key-month', 1, 'requests not counted');
    default:
      return free(type);
  }
};
