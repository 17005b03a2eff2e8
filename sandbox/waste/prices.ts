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
