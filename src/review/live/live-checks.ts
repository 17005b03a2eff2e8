import type { Check } from '../baseline.ts';

/**
 * Table: how items whose evidence is live are judged, on the documents that the audit reads. What
 * is not here nothing reads yet: it is unknown, and said.
 */
export const LIVE_CHECKS: Readonly<Record<string, Check>> = {
  'CFN-01': { property: 'EnableTerminationProtection', equals: true },
  'IAM-05': { property: 'AccountAccessKeysPresent', equals: 0 },
};

/**
 * Table: items that say how a template is written, and nothing of what runs. A name is always set
 * there, a stack that is listed is one of its own, and AWS never says what a password is.
 */
export const OF_TEMPLATES_ONLY: ReadonlySet<string> = new Set(['CFN-05', 'CFN-07', 'IAM-34']);
