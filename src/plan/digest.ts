import { createHash } from 'node:crypto';
import { parsePlanDigest } from '../task/ids.ts';
import { canonicalJson } from '../task/json.ts';
import { Fault } from '../task/fault.ts';
import type { DigestedPlan, Plan } from './plan.ts';

/** Lower-case hex sha256 of a text in UTF-8. */
export const sha256 = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex');

/** Names a plan by the sha256 of its canonical JSON. Equal plans have one digest. */
export const digestPlan = (plan: Plan): DigestedPlan => {
  const digest = parsePlanDigest(sha256(canonicalJson(plan)));
  if (digest === undefined) throw new Fault('broken-promise', 'sha256 is not 64 hex digits');
  return { plan, digest };
};
