import type { Template } from '../plan/template.ts';
import { itemsAbout } from './applicable-items.ts';
import type { Baseline, BaselineItem } from './baseline.ts';
import type { Finding } from './finding.ts';
import { reviewModels, type ModelReview } from './review-models.ts';
import { modelsOf, type ModelContext } from './template/model.ts';

/** What one template is judged by. Everything but template, tier and baselines may be left out. */
export interface TemplateReview extends ModelReview {
  readonly template: Template;
  readonly baselines: readonly Baseline[];
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly pseudo?: Readonly<Record<string, string>> | undefined;
}

/** Evidence of people belongs to what is planned or given; live evidence to what runs. */
const isSeen = ({ evidence }: BaselineItem): boolean =>
  evidence === 'template' || evidence === 'person';

/**
 * Judges one template by the baselines: a finding for each item on each resource it is about. Live
 * evidence is not looked for in a template. Rules that are silent are reported when broken only.
 */
export const reviewTemplate = (review: TemplateReview): readonly Finding[] => {
  const known: ModelContext = {
    parameters: review.parameters ?? {},
    pseudo: review.pseudo ?? {},
  };
  const asked = (types: ReadonlySet<string>): readonly BaselineItem[] =>
    itemsAbout(review.baselines, review.tier, types).filter(isSeen);
  const accountId = review.accountId ?? known.pseudo['AWS::AccountId'];
  return reviewModels(modelsOf(review.template, known), asked, { ...review, accountId });
};
