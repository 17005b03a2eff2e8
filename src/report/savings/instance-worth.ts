import { largesOf } from '../../services/prices/instance-size.ts';
import { MONTH_HOURS } from '../../plan/cost.ts';
import { worthOf, type Standpoint } from './claim.ts';
import type { ObservedInstance } from './observed.ts';
import type { Worth } from './saving.ts';

const ASSUMPTION = 'on demand, all month; a reservation or Savings Plan that covers it saves less';

/** What an instance costs a month more than another type; all of it without another. */
export const instanceWorth = (
  instance: ObservedInstance,
  to: string | undefined,
  at: Standpoint,
): Worth => {
  const { instanceType, region } = instance;
  if (!instance.isListPriced)
    return { unpriced: 'no price is kept for its system, spot or dedicated hardware' };
  const [family = ''] = instanceType.split('.');
  const [now, then] = [largesOf(instanceType), to === undefined ? 0 : largesOf(to)];
  if (now === undefined || then === undefined)
    return { unpriced: `no price is kept for ${instanceType}` };
  const amount = (now - then) * MONTH_HOURS;
  const key = `ec2:linux-large-hour:${family}`;
  return worthOf([{ key, amount }], ASSUMPTION, { ...at, region });
};
