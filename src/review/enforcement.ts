import type { Tier } from '../task/tier.ts';
import type { Enforcement, FindingStatus, Severity } from './finding.ts';

/** Table: how strictly the review is taken in each tier. Governance specification, section 1. */
const ENFORCEMENT: Readonly<Record<Tier, Enforcement>> = {
  sandbox: 'optional',
  development: 'warn',
  test: 'warn',
  staging: 'strict',
  unknown: 'strict',
  production: 'enforce',
};

/** The enforcement of a tier. */
export const enforcementOf = (tier: Tier): Enforcement => ENFORCEMENT[tier];

/** Table: the severities whose gaps block under an enforcement. */
const BLOCKING: Readonly<Record<Enforcement, readonly Severity[]>> = {
  optional: [],
  warn: [],
  strict: ['Critical', 'High', 'Medium'],
  enforce: ['Critical', 'High', 'Medium', 'Low'],
};

/** True when a gap of this severity blocks in this tier. */
export const doesBlock = (tier: Tier, severity: Severity): boolean =>
  BLOCKING[enforcementOf(tier)].includes(severity);

/** What a gap becomes. One severity in one tier always gives one status. */
export const gapStatus = (tier: Tier, severity: Severity): FindingStatus =>
  doesBlock(tier, severity) ? 'BLOCKED' : 'ACCEPTABLE';
