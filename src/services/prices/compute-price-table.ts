/** Table of unit prices in USD of compute: on-demand list prices of AWS, as of the book's date. */

const EVERYWHERE = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-northeast-1',
  'ap-southeast-1',
] as const;
const AMERICA = ['us-east-1', 'us-east-2', 'us-west-2'] as const;

type Row = Readonly<Record<string, number>>;

const alike = (regions: readonly string[], usd: number): Row =>
  Object.fromEntries(regions.map((region) => [region, usd]));

/** Linux, one hour of the size `large` of a family; other sizes are multiples of it. */
const LARGE_HOUR: Readonly<Record<string, number>> = {
  t2: 0.0928,
  t3: 0.0832,
  t3a: 0.0752,
  t4g: 0.0672,
  m5: 0.096,
  m6g: 0.077,
  m6i: 0.096,
  m7g: 0.0816,
  m7i: 0.1008,
  c5: 0.085,
  c6g: 0.068,
  c6i: 0.085,
  c7g: 0.0725,
  c7i: 0.08925,
  r5: 0.126,
  r6g: 0.1008,
  r6i: 0.126,
  r7g: 0.1071,
  r7i: 0.1323,
};

const INSTANCES = Object.fromEntries(
  Object.entries(LARGE_HOUR).map(([family, usd]) => [
    `ec2:linux-large-hour:${family}`,
    alike(AMERICA, usd),
  ]),
);

/** By key, then by region. A region that is not named has no known price. */
export const COMPUTE_PRICES: Readonly<Record<string, Row>> = {
  'lambda:gb-second': alike(EVERYWHERE, 0.000_016_666_7),
  'lambda:arm-gb-second': alike(EVERYWHERE, 0.000_013_333_4),
  'lambda:request-million': alike(EVERYWHERE, 0.2),
  'logs:ingested-gb': alike(AMERICA, 0.5),
  'sqs:request-million': alike(AMERICA, 0.4),
  'ebs:gp3-gb-month': alike(AMERICA, 0.08),
  'ebs:gp2-gb-month': alike(AMERICA, 0.1),
  'ebs:st1-gb-month': alike(AMERICA, 0.045),
  'ebs:sc1-gb-month': alike(AMERICA, 0.015),
  'ec2:detailed-monitoring-month': alike(AMERICA, 2.1),
  // aws.amazon.com/fargate/pricing: Linux on x86.
  'fargate:vcpu-hour': alike(AMERICA, 0.04048),
  'fargate:gb-hour': alike(AMERICA, 0.004445),
  // aws.amazon.com/eks/pricing: a version in standard support.
  'eks:cluster-hour': alike(EVERYWHERE, 0.1),
  ...INSTANCES,
};
