/**
 * Table of prices in USD that the truth is computed from, kept apart from the application's own so
 * that an error in one of them shows: AWS's list prices of us-east-1 and us-west-2, by the month.
 */

/** A GB and month of a volume. */
export const VOLUME_GB: Readonly<Record<string, number>> = {
  gp3: 0.08,
  gp2: 0.1,
  st1: 0.045,
  sc1: 0.015,
  io1: 0.125,
  standard: 0.05,
};
/** Above what is free of charge. */
export const GP3_IOPS = 0.005;
export const GP3_MBPS = 0.04;
export const IO1_IOPS = 0.065;

/** An hour of an instance that runs Linux. */
export const INSTANCE_HOUR: Readonly<Record<string, number>> = {
  't3.micro': 0.0104,
  't3.small': 0.0208,
  't3.medium': 0.0416,
  't3.large': 0.0832,
  't3.xlarge': 0.1664,
  't3.2xlarge': 0.3328,
  'm5.large': 0.096,
  'm5.xlarge': 0.192,
  'm5.2xlarge': 0.384,
  'm5.4xlarge': 0.768,
  'm6g.medium': 0.0385,
  'm6g.large': 0.077,
  'm6g.xlarge': 0.154,
  'c5.large': 0.085,
  'c5.xlarge': 0.17,
  'c5.2xlarge': 0.34,
  'r6i.large': 0.126,
  'r6i.xlarge': 0.252,
  'r6i.2xlarge': 0.504,
};

/** The type that is one size less. */
export const SMALLER: Readonly<Record<string, string>> = {
  't3.small': 't3.micro',
  't3.medium': 't3.small',
  't3.large': 't3.medium',
  't3.xlarge': 't3.large',
  't3.2xlarge': 't3.xlarge',
  'm5.xlarge': 'm5.large',
  'm5.2xlarge': 'm5.xlarge',
  'm5.4xlarge': 'm5.2xlarge',
  'm6g.large': 'm6g.medium',
  'm6g.xlarge': 'm6g.large',
  'c5.xlarge': 'c5.large',
  'c5.2xlarge': 'c5.xlarge',
  'r6i.xlarge': 'r6i.large',
  'r6i.2xlarge': 'r6i.xlarge',
};

/** A month of 730 hours. */
export const MONTH_HOURS = 730;

export const ADDRESS_MONTH = 3.65;
export const NAT_GATEWAY_MONTH = 32.85;

/** A GB and month of what a snapshot holds. */
export const SNAPSHOT_GB = 0.05;
export const SNAPSHOT_ARCHIVE_GB = 0.0125;

/** An hour of a database instance in one zone. */
export const DATABASE_HOUR: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  mysql: {
    'db.t3.small': 0.034,
    'db.t3.medium': 0.068,
    'db.t3.large': 0.136,
    'db.t4g.medium': 0.065,
    'db.t4g.large': 0.129,
    'db.m5.large': 0.171,
    'db.m5.xlarge': 0.342,
    'db.m5.2xlarge': 0.684,
    'db.r6g.large': 0.215,
    'db.r6g.xlarge': 0.43,
  },
  postgres: {
    'db.t3.small': 0.036,
    'db.t3.medium': 0.072,
    'db.t3.large': 0.145,
    'db.t4g.medium': 0.065,
    'db.t4g.large': 0.129,
    'db.m5.large': 0.178,
    'db.m5.xlarge': 0.356,
    'db.m5.2xlarge': 0.712,
    'db.r6g.large': 0.225,
    'db.r6g.xlarge': 0.45,
  },
};

/** The class that is one size less. */
export const SMALLER_CLASS: Readonly<Record<string, string>> = {
  'db.t3.medium': 'db.t3.small',
  'db.t3.large': 'db.t3.medium',
  'db.t4g.large': 'db.t4g.medium',
  'db.m5.xlarge': 'db.m5.large',
  'db.m5.2xlarge': 'db.m5.xlarge',
  'db.r6g.xlarge': 'db.r6g.large',
};

/** A load balancer of either kind, without what it carries. */
export const BALANCER_MONTH = 16.425;

/** A GB and month of the standard class, and of log lines. */
export const BUCKET_GB = 0.023;
export const LOG_GB = 0.03;
