import type { JsonObject } from '../../task/json.ts';
import { MONTH_HOURS } from '../../plan/cost.ts';
import { at } from '../compare.ts';
import {
  priced,
  type Cost,
  type Place,
  type PricedResource,
  type Quantity,
} from '../prices/priced.ts';

/** Nobody knows the use of a table; the assumption is said beside the figure. */
const ASSUMED = { gb: 5, readMillions: 5, writeMillions: 1 };

const hourly = (properties: JsonObject): readonly Quantity[] => {
  const units = (name: string): number => {
    const value = at(properties, `ProvisionedThroughput.${name}`);
    return typeof value === 'number' ? value : 0;
  };
  return [
    { key: 'dynamodb:rcu-hour', amount: units('ReadCapacityUnits') * MONTH_HOURS },
    { key: 'dynamodb:wcu-hour', amount: units('WriteCapacityUnits') * MONTH_HOURS },
  ];
};

const requests: readonly Quantity[] = [
  { key: 'dynamodb:read-million', amount: ASSUMED.readMillions },
  { key: 'dynamodb:write-million', amount: ASSUMED.writeMillions },
];

/** Storage, backups and either requests or capacity; indexes and streams are not counted. */
export const dynamodbCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  const isOnDemand = properties['BillingMode'] === 'PAY_PER_REQUEST';
  const pitr = at(properties, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled');
  const backups = [{ key: 'dynamodb:pitr-gb-month', amount: ASSUMED.gb }];
  const quantities = [
    { key: 'dynamodb:storage-gb-month', amount: ASSUMED.gb },
    ...(isOnDemand ? requests : hourly(properties)),
    ...(pitr === true ? backups : []),
  ];
  const use = [
    `${ASSUMED.readMillions} million reads a month`,
    `${ASSUMED.writeMillions} million writes a month`,
  ];
  const assumptions = [
    `${ASSUMED.gb} GB`,
    ...(isOnDemand ? use : ['capacity provisioned 730 hours a month']),
    'indexes and streams not counted',
  ];
  return priced(type, { quantities, assumptions }, place);
};
