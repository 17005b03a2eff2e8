import { MONTH_HOURS } from '../../../plan/cost.ts';
import { claim, worthOf, type Judge } from '../claim.ts';
import type { ObservedAddress } from '../observed.ts';
import { FINE } from '../saving.ts';

/**
 * An Elastic IP address that belongs to nothing. AWS tells neither when it was allocated nor since
 * when it is free, so that the 14 days can not be shown: the evidence says so.
 */
export const judgeUnassociatedAddress: Judge<ObservedAddress> = (address, at) => {
  if (address.isAssociated || address.isOwn) return FINE;
  const quantities = [{ key: 'ec2:address-hour', amount: MONTH_HOURS }];
  return claim(address, {
    kind: 'unassociated-address',
    evidence: [
      { what: 'address', value: address.publicIp },
      { what: 'association', value: 'none; AWS does not tell since when' },
    ],
    worth: worthOf(quantities, '', { ...at, region: address.region }),
    risk: {
      level: 'medium',
      because: 'the address does not come back; allow-lists and DNS may name it',
    },
    remedy: { do: 'release-address' },
  });
};
