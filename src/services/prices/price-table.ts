/** Table of unit prices in USD: on-demand list prices of AWS by region, as of `AS_OF`. */

/** The day whose public list prices the rows hold; a later change of a price is not in them. */
export const AS_OF = '2025-06-01';

/** By key, then by region. A region that is not named has no known price. */
export const PRICES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  's3:standard-gb-month': {
    'us-east-1': 0.023,
    'us-east-2': 0.023,
    'us-west-2': 0.023,
    'us-west-1': 0.026,
    'eu-west-1': 0.023,
    'eu-central-1': 0.0245,
    'ap-northeast-1': 0.025,
    'ap-southeast-1': 0.025,
  },
  's3:standard-ia-gb-month': {
    'us-east-1': 0.0125,
    'us-east-2': 0.0125,
    'us-west-2': 0.0125,
    'us-west-1': 0.0144,
    'eu-west-1': 0.0125,
    'eu-central-1': 0.0135,
    'ap-northeast-1': 0.0138,
    'ap-southeast-1': 0.0138,
  },
  's3:put-1000': {
    'us-east-1': 0.005,
    'us-east-2': 0.005,
    'us-west-2': 0.005,
    'us-west-1': 0.0055,
    'eu-west-1': 0.005,
    'eu-central-1': 0.0054,
    'ap-northeast-1': 0.0047,
    'ap-southeast-1': 0.005,
  },
  'cloudwatch:alarm-month': {
    'us-east-1': 0.1,
    'us-east-2': 0.1,
    'us-west-2': 0.1,
    'us-west-1': 0.1,
    'eu-west-1': 0.1,
    'eu-central-1': 0.1,
    'ap-northeast-1': 0.1,
    'ap-southeast-1': 0.1,
  },
  'kms:key-month': {
    'us-east-1': 1,
    'us-east-2': 1,
    'us-west-2': 1,
    'us-west-1': 1,
    'eu-west-1': 1,
    'eu-central-1': 1,
    'ap-northeast-1': 1,
    'ap-southeast-1': 1,
  },
  'dynamodb:storage-gb-month': {
    'us-east-1': 0.25,
    'us-east-2': 0.25,
    'us-west-2': 0.25,
    'us-west-1': 0.28,
    'eu-west-1': 0.283,
    'eu-central-1': 0.306,
    'ap-northeast-1': 0.285,
    'ap-southeast-1': 0.285,
  },
  'dynamodb:pitr-gb-month': {
    'us-east-1': 0.2,
    'us-east-2': 0.2,
    'us-west-2': 0.2,
  },
  'dynamodb:write-million': {
    'us-east-1': 0.625,
    'us-east-2': 0.625,
    'us-west-2': 0.625,
  },
  'dynamodb:read-million': {
    'us-east-1': 0.125,
    'us-east-2': 0.125,
    'us-west-2': 0.125,
  },
  'dynamodb:wcu-hour': {
    'us-east-1': 0.00065,
    'us-east-2': 0.00065,
    'us-west-2': 0.00065,
  },
  'dynamodb:rcu-hour': {
    'us-east-1': 0.00013,
    'us-east-2': 0.00013,
    'us-west-2': 0.00013,
  },
  'sns:publish-million': {
    'us-east-1': 0.5,
    'us-east-2': 0.5,
    'us-west-2': 0.5,
    'us-west-1': 0.5,
    'eu-west-1': 0.5,
    'eu-central-1': 0.5,
    'ap-northeast-1': 0.5,
    'ap-southeast-1': 0.5,
  },
  'sns:fifo-publish-million': {
    'us-east-1': 0.3,
    'us-east-2': 0.3,
    'us-west-2': 0.3,
  },
};
