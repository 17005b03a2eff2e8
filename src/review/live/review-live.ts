import type { JsonObject } from '../../task/json.ts';
import { applicableItems, isAbout } from '../applicable-items.ts';
import type { Baseline, BaselineItem } from '../baseline.ts';
import type { Finding } from '../finding.ts';
import { reviewModels, type ModelReview } from '../review-models.ts';
import type { ModelResource, TemplateModel } from '../template/model.ts';
import { isOfTemplatesOnly, LIVE_CHECKS } from './live-checks.ts';

/** What runs as its CloudFormation type writes it down: the same members as in a template. */
export interface LiveDocument {
  readonly type: string;
  /** What AWS calls it. */
  readonly id: string;
  readonly properties: JsonObject;
}

/** What one thing that runs is judged by. */
export interface LiveReview extends Omit<ModelReview, 'evidence' | 'skipped' | 'request'> {
  readonly baselines: readonly Baseline[];
  /** What is judged: the thing, and what is a part of it, such as a bucket and its policy. */
  readonly documents: readonly LiveDocument[];
  /** What is looked at and not judged here, such as the role of a function. */
  readonly beside?: readonly LiveDocument[];
  /** Types of parts that could not be read: every item about them is open. */
  readonly unread?: readonly string[];
}

interface Named extends LiveDocument {
  /** Its own in the model: a bucket and its policy have one id in AWS. */
  readonly key: string;
}

const named = (documents: readonly LiveDocument[]): readonly Named[] =>
  documents.map((one, at) => {
    const isTaken = documents.slice(0, at).some(({ id }) => id === one.id);
    return { ...one, key: isTaken ? `${one.type} ${one.id}` : one.id };
  });

/** Data of AWS holds no intrinsic function, whatever it looks like: nothing in it is resolved. */
const resourceOf = ({ key, type, id, properties }: Named): ModelResource => ({
  id: key,
  physicalId: id,
  type,
  properties,
  metadata: undefined,
  isCertain: true,
});

const modelOf = (documents: readonly Named[]): TemplateModel => ({
  template: { Resources: {} },
  resources: new Map(documents.map((one) => [one.key, resourceOf(one)])),
});

/** The items that are asked of what runs, each with the check that answers it. */
export const liveItems = (
  baselines: readonly Baseline[],
  tier: LiveReview['tier'],
): readonly BaselineItem[] =>
  applicableItems(baselines, tier).flatMap((item) => {
    if (isOfTemplatesOnly(item)) return [];
    if (item.evidence === 'template') return [item];
    if (item.evidence !== 'live') return [];
    const check = LIVE_CHECKS[item.id];
    return [check === undefined ? item : { ...item, check }];
  });

const NOBODY_READS = 'nothing here reads what would show it';

const unknownOf = (item: BaselineItem, { type, id }: LiveDocument, detail: string): Finding => ({
  item: item.id,
  title: item.title,
  pillar: item.pillar,
  severity: item.severity,
  status: 'UNKNOWN',
  isAdvisory: item.isAdvisory,
  resource: id,
  type,
  detail,
  remediation: item.remediation,
  references: item.references,
});

/** What may be there and was not read never passes: it is open, and said of the thing itself. */
const unreadFindings = (
  { documents: [thing], unread = [] }: LiveReview,
  items: readonly BaselineItem[],
): readonly Finding[] =>
  thing === undefined
    ? []
    : unread.flatMap((type) =>
        items
          .filter((item) => isAbout(item, type))
          .map((item) => unknownOf(item, { ...thing, type }, `not read: ${type}`)),
      );

/**
 * Judges what runs by the items that judge a template: PASS, FAIL or UNKNOWN for each item on each
 * document. Where `read` is given, what belongs to the thing and was not looked for leaves what
 * rests on it UNKNOWN; without it, the documents are all there is, as in a template.
 */
export const reviewLive = (review: LiveReview): readonly Finding[] => {
  const { documents, beside = [] } = review;
  const items = liveItems(review.baselines, review.tier);
  const checked = items.filter(({ check }) => check !== undefined);
  const all = named([...documents, ...beside]);
  const ids = new Map(all.slice(0, documents.length).map(({ key, id }) => [key, id]));
  const judged = reviewModels([modelOf(all)], () => checked, { ...review, evidence: 'live' });
  const open = documents.flatMap((one) =>
    items
      .filter((item) => item.check === undefined && isAbout(item, one.type))
      .map((item) => unknownOf(item, one, NOBODY_READS)),
  );
  return [
    ...judged.flatMap((one) => {
      const resource = ids.get(one.resource);
      return resource === undefined ? [] : [{ ...one, resource }];
    }),
    ...open,
    ...unreadFindings(review, items),
  ];
};
