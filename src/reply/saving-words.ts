import {
  monthlyUsdOf,
  type Remedy,
  type Saving,
  type SavingKind,
} from '../report/savings/saving.ts';
import { dollars } from './markdown.ts';
import { sentence } from './quote.ts';

const KINDS: Readonly<Record<SavingKind, string>> = {
  'idle-instance': 'idle instance',
  'oversized-instance': 'oversized instance',
  'oversized-database': 'oversized database',
  'unattached-volume': 'unattached volume',
  'unassociated-address': 'unassociated address',
  'idle-nat-gateway': 'idle NAT gateway',
  'idle-load-balancer': 'idle load balancer',
  'old-snapshot': 'old snapshot',
  'unused-bucket': 'unused bucket',
  'untiered-bucket': 'bucket without tiers',
  'unlimited-logs': 'logs without retention',
};

/** What was found, in words. */
export const kindWords = (kind: SavingKind): string => KINDS[kind];

/** What would be done, in words. */
export const remedyWords = (remedy: Remedy): string => {
  switch (remedy.do) {
    case 'stop-instance':
      return 'stop it';
    case 'resize-instance':
    case 'resize-database':
      return `change it to ${sentence(remedy.to, 40)}`;
    case 'delete-volume':
      return 'snapshot, then delete';
    case 'release-address':
      return 'release it';
    case 'delete-nat-gateway':
    case 'delete-load-balancer':
    case 'delete-snapshot':
      return 'delete it';
    case 'set-retention':
      return `keep ${remedy.days} days`;
    case 'add-tiering':
      return 'add Intelligent-Tiering';
    case 'propose':
      return sentence(remedy.what, 160);
  }
};

/** To the cent, so that what is shown adds up. */
export const centsOfSaving = (saving: Saving): number => Math.round(monthlyUsdOf(saving) * 100);

/** Dollars of whole cents. */
export const centDollars = (cents: number): string => dollars(cents / 100);

/** What it saves a month, or why nobody can say. */
export const worthWords = (saving: Saving): string => {
  const { worth } = saving;
  return 'unpriced' in worth
    ? `not priced: ${sentence(worth.unpriced, 160)}`
    : centDollars(centsOfSaving(saving));
};
