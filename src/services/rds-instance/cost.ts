import type { JsonObject } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import { classQuantity } from '../databases/price.ts';
import { companionCost } from '../databases/companion-cost.ts';
import { priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const TYPE = 'AWS::RDS::DBInstance';

const storageOf = (properties: JsonObject, copies: number) => {
  const size = Number(textIn(properties['AllocatedStorage']));
  const type = textIn(properties['StorageType']) || 'gp2';
  return Number.isFinite(size) && size > 0
    ? [{ key: `rds:${type}-gb-month`, amount: size * copies }]
    : [];
};

/** Running all month, twice in two zones, with its storage; backups beyond it are not counted. */
export const rdsCost = (resource: PricedResource, place: Place): Cost => {
  const { type, properties } = resource;
  if (type !== TYPE) return companionCost(resource, place);
  const instanceClass = textIn(properties['DBInstanceClass']);
  const engine = textIn(properties['Engine']);
  const isMember = properties['DBClusterIdentifier'] !== undefined;
  if (properties['SourceDBInstanceIdentifier'] !== undefined && engine === '')
    return { unpriced: 'a replica costs what its source costs, which the template does not say' };
  const copies = properties['MultiAZ'] === true ? 2 : 1;
  const hours = classQuantity(engine, instanceClass, copies);
  if (hours === undefined)
    return { unpriced: `no price is kept for ${engine} on ${instanceClass || 'this class'}` };
  const quantities = [hours, ...(isMember ? [] : storageOf(properties, copies))];
  const assumptions = [
    copies === 2 ? 'running 730 hours a month in two zones' : 'running 730 hours a month',
    'backups beyond the size of the storage, traffic and credits not counted',
  ];
  return priced(type, { quantities, assumptions }, place);
};
