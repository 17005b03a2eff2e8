import { MONTH_HOURS } from '../../plan/cost.ts';
import { largesOf } from '../prices/instance-size.ts';
import type { Quantity } from '../prices/priced.ts';
import { engineOf } from './engines.ts';

/** Hours of a class all month, by the list of its engine; undefined where none is kept. */
export const classQuantity = (
  engine: string,
  instanceClass: string,
  copies: number,
): Quantity | undefined => {
  const [, family = '', size = ''] = instanceClass.split('.');
  const [list, larges] = [engineOf(engine)?.priceList, largesOf(`${family}.${size}`)];
  if (list === undefined || larges === undefined) return undefined;
  return { key: `rds:${list}-large-hour:${family}`, amount: larges * MONTH_HOURS * copies };
};
