import type { ReviewChoices } from '../plan/plan.ts';
import type { Template } from '../plan/template.ts';
import { isAtLeast, type Tier } from '../task/tier.ts';
import type { Remedy } from './service.ts';

/** When remedies are put into a template. */
export interface RemedyRule {
  readonly remedies: readonly Remedy[];
  readonly tier: Tier;
  readonly choices: ReviewChoices;
  /** `new`: ours, not yet made; `existing` and `given` get only what a person adds. */
  readonly origin: 'new' | 'existing' | 'given';
  /** Items the request itself turns off; the same standing as `/skip`. */
  readonly declined?: readonly string[];
}

const isOn = (remedy: Remedy, rule: RemedyRule): boolean => {
  if (rule.choices.added.includes(remedy.item)) return true;
  if (rule.origin !== 'new' || remedy.defaultFrom === undefined) return false;
  if (rule.choices.skipped.includes(remedy.item)) return false;
  if (rule.declined?.includes(remedy.item) === true) return false;
  return isAtLeast(rule.tier, remedy.defaultFrom);
};

const applyOne = (template: Template, remedy: Remedy): Template =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === remedy.type)
    .filter(([logicalId]) => remedy.isNeeded?.(template, logicalId) ?? true)
    .reduce((patched, [logicalId]) => remedy.patch(patched, logicalId), template);

/** Applies, in the order of the list, each remedy that tier and choices turn on. */
export const applyRemedies = (template: Template, rule: RemedyRule): Template =>
  rule.remedies.filter((remedy) => isOn(remedy, rule)).reduce(applyOne, template);
