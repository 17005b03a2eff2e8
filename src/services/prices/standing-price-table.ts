/** Table of unit prices in USD of what costs money by standing there, as of the book's date. */

const AMERICA = ['us-east-1', 'us-east-2', 'us-west-2'] as const;

type Row = Readonly<Record<string, number>>;

const alike = (usd: number, ireland?: number): Row => ({
  ...Object.fromEntries(AMERICA.map((region) => [region, usd])),
  ...(ireland === undefined ? {} : { 'eu-west-1': ireland }),
});

/**
 * One hour of the size `large` of a family of database classes in one zone; other sizes are
 * multiples of it. MariaDB costs what MySQL costs. Source: aws.amazon.com/rds/pricing
 */
const DATABASE_HOURS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  mysql: {
    t3: 0.136,
    t4g: 0.129,
    m5: 0.171,
    m6g: 0.152,
    m6i: 0.171,
    r5: 0.24,
    r6g: 0.215,
    r6i: 0.24,
  },
  postgres: {
    t3: 0.145,
    t4g: 0.129,
    m5: 0.178,
    m6g: 0.159,
    m6i: 0.178,
    r5: 0.25,
    r6g: 0.225,
    r6i: 0.25,
  },
  aurora: { t3: 0.164, t4g: 0.146, r5: 0.29, r6g: 0.26, r6i: 0.29 },
};

const DATABASES = Object.fromEntries(
  Object.entries(DATABASE_HOURS).flatMap(([engine, families]) =>
    Object.entries(families).map(([family, usd]) => [
      `rds:${engine}-large-hour:${family}`,
      alike(usd),
    ]),
  ),
);

/** By key, then by region. A region that is not named has no known price. */
export const STANDING_PRICES: Readonly<Record<string, Row>> = {
  // aws.amazon.com/ebs/pricing
  'ebs:standard-gb-month': alike(0.05, 0.055),
  'ebs:io1-gb-month': alike(0.125, 0.138),
  'ebs:io2-gb-month': alike(0.125, 0.138),
  'ebs:io1-iops-month': alike(0.065, 0.072),
  'ebs:gp3-iops-month': alike(0.005, 0.0055),
  'ebs:gp3-mbps-month': alike(0.04, 0.044),
  'ebs:snapshot-gb-month': alike(0.05, 0.05),
  'ebs:snapshot-archive-gb-month': alike(0.0125, 0.0125),
  // aws.amazon.com/vpc/pricing
  'ec2:address-hour': alike(0.005, 0.005),
  'ec2:nat-gateway-hour': alike(0.045, 0.048),
  // aws.amazon.com/privatelink/pricing
  'ec2:endpoint-hour': alike(0.01),
  // aws.amazon.com/elasticloadbalancing/pricing
  'elb:application-hour': alike(0.0225, 0.0252),
  'elb:network-hour': alike(0.0225, 0.0252),
  'elb:gateway-hour': alike(0.0125),
  // aws.amazon.com/cloudwatch/pricing
  'logs:stored-gb-month': alike(0.03, 0.03),
  // aws.amazon.com/secrets-manager/pricing
  'secretsmanager:secret-month': alike(0.4, 0.4),
  // aws.amazon.com/rds/pricing: storage in one zone
  'rds:gp2-gb-month': alike(0.115),
  'rds:gp3-gb-month': alike(0.115),
  // aws.amazon.com/rds/aurora/pricing: Aurora Standard
  'rds:aurora-gb-month': alike(0.1),
  // aws.amazon.com/config/pricing, /guardduty/pricing, /security-hub/pricing
  'config:item': alike(0.003),
  'guardduty:event-million': { 'us-east-1': 4 },
  'securityhub:check': { 'us-east-1': 0.001 },
  // aws.amazon.com/efs/pricing: Standard storage
  'efs:standard-gb-month': alike(0.3),
  ...DATABASES,
};
