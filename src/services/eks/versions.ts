import type { Refusal } from '../../task/refusal.ts';
import { EDIT } from '../edit-issue.ts';

/** The oldest that EKS still supports, as the rule EKS-11 has it. */
const OLDEST_MINOR = 32;

const minorOf = (version: string): number =>
  Number(/^1\.(\d{2})$/.exec(version)?.[1] ?? Number.NaN);

/** Why no cluster is made with a version. */
export const newVersionRefusal = (version: string): Refusal | undefined =>
  minorOf(version) >= OLDEST_MINOR
    ? undefined
    : {
        code: 'malformed-value',
        because: `EKS does not support Kubernetes ${version} any more.`,
        next: `Name 1.${OLDEST_MINOR} or a newer one. ${EDIT}`,
      };

/** Why a version does not follow the one that runs: down never, up by one minor at a time. */
export const stepRefusal = (name: string, from: string, to: string): Refusal | undefined => {
  const [before, after] = [minorOf(from), minorOf(to)];
  if (Number.isNaN(before) || Number.isNaN(after) || after === before || after === before + 1)
    return undefined;
  if (after < before)
    return {
      code: 'contradictory',
      because: `\`${name}\` runs Kubernetes ${from}, and a version never goes back to ${to}.`,
      next: `Leave the version out, or name 1.${before + 1}. ${EDIT}`,
    };
  return {
    code: 'contradictory',
    because: `\`${name}\` runs Kubernetes ${from}; ${to} is more than one minor version away.`,
    next: `Ask for 1.${before + 1} first, then its add-ons and nodes, then the next one. ${EDIT}`,
  };
};

/** True where nodes would run a newer version than what they belong to. */
export const isNewer = (version: string, than: string): boolean => minorOf(version) > minorOf(than);
