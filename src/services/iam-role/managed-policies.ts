import type { MutationTask } from '../../task/aws-task.ts';
import { IAM_PATH } from '../acts.ts';

const PREFIX = 'arn:aws:iam::aws:policy/';

/** Policies that give away the account or a whole service. */
const TOO_WIDE = /Administrator|PowerUser|FullAccess|^IAM|\/IAM|SystemAdmin|^AWSOrganizations/i;

/** The policies that the task names, each once. */
export const policyNames = (task: MutationTask): readonly string[] => {
  const given = task.parameters['managedPolicies'];
  const list = typeof given === 'string' ? [given] : Array.isArray(given) ? given : [];
  const names = (list as readonly string[]).map((name) => name.replace(PREFIX, ''));
  return [...new Set(names)].sort();
};

/** Where AWS may keep a policy of this name; nowhere for what is no path and name. */
export const candidateArns = (name: string): readonly string[] => {
  const plain = name.replace(PREFIX, '');
  if (!/^([\w-]+\/)*[\w+=,.@-]{1,128}$/.test(plain)) return [];
  if (plain.includes('/')) return [`${PREFIX}${plain}`];
  return ['', 'service-role/', 'job-function/'].map((path) => `${PREFIX}${path}${plain}`);
};

/** Where a policy of this name is that a plan made; nowhere for the ARN of one elsewhere. */
export const ownCandidate = (name: string, accountId: string): readonly string[] => {
  const base = `arn:aws:iam::${accountId}:policy${IAM_PATH}`;
  const plain = name.replace(base, '');
  return /^[\w+=,.@-]{1,128}$/.test(plain) ? [`${base}${plain}`] : [];
};

/** True for a policy that no role of a plan may have. */
export const isTooWide = (name: string): boolean => TOO_WIDE.test(name);
