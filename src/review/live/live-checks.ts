import type { BaselineItem } from '../baseline.ts';
import type { Check } from '../baseline.ts';

/**
 * Table: how items whose evidence is live are judged, on the documents that the audit reads. What
 * is not here nothing reads yet: it is unknown, and said.
 */
export const LIVE_CHECKS: Readonly<Record<string, Check>> = {
  'CFN-01': { property: 'EnableTerminationProtection', equals: true },
  'IAM-05': { property: 'AccountAccessKeysPresent', equals: 0 },
};

/** Items that say how a template is written: a name is always set, a stack is one of its own. */
const OF_TEMPLATES: ReadonlySet<string> = new Set(['CFN-05', 'CFN-07']);

/**
 * Checks of where a secret is written, and of what becomes of a thing with its stack. AWS says
 * neither of what runs.
 */
const OF_WRITING = /"named":"(?:no-plaintext|from-secret-service|retained)"/;

/** True for an item that says something of a template, and nothing of what runs. */
export const isOfTemplatesOnly = ({ id, check }: Pick<BaselineItem, 'id' | 'check'>): boolean =>
  OF_TEMPLATES.has(id) || OF_WRITING.test(JSON.stringify(check) ?? '');
