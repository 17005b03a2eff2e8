import type { WayToSave } from '../report/savings/ask-for.ts';
import {
  centsOfSaving,
  type Remedy,
  type Saving,
  type SavingKind,
} from '../report/savings/saving.ts';
import { dollars } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';

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

/** The same for a kind that stands in a plan; one that is not known here is shown as it is. */
export const kindOf = (kind: string): string =>
  Object.hasOwn(KINDS, kind) ? KINDS[kind as SavingKind] : sentence(kind, 40);

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

/** Dollars of whole cents. */
export const centDollars = (cents: number): string => dollars(cents / 100);

/** What it saves a month, or why nobody can say. */
export const worthWords = (saving: Pick<Saving, 'worth'>): string => {
  const { worth } = saving;
  return 'unpriced' in worth
    ? `not priced: ${sentence(worth.unpriced, 160)}`
    : centDollars(centsOfSaving(saving));
};

/** The same of a year; empty for what is not priced. */
export const yearWords = (saving: Saving): string =>
  'unpriced' in saving.worth ? '' : `${centDollars(centsOfSaving(saving) * 12)} a year`;

/** Cents that CloudWatch takes for a thousand metrics. Source: aws.amazon.com/cloudwatch/pricing */
const CENTS_A_THOUSAND_METRICS = 1;

/** What CloudWatch takes for so many metrics. */
export const metricCentWords = (metrics: number): string =>
  centDollars(Math.round((metrics / 1000) * CENTS_A_THOUSAND_METRICS));

/** An id or a name of AWS is never cut: half a command would be another one. */
const WHOLE = 2000;

/** How a person comes by a saving: the issue to open, or what there is instead of one. */
export const wayWords = (way: WayToSave): string => {
  switch (way.by) {
    case 'issue':
      return `Open an issue: ${quoteInline(way.text, WHOLE)}`;
    case 'person':
      return way.command === undefined
        ? 'No task that can be asked for here does it'
        : `No task that can be asked for here does it; a person would run ` +
            quoteInline(way.command, WHOLE);
    case 'stack':
      return `Change it in the template of ${quoteInline(way.name, 128)}, where it is deployed`;
    case 'nobody':
      return '';
  }
};
