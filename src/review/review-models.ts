import type { TagConfig } from '../config/config.ts';
import type { Tier } from '../task/tier.ts';
import { isAbout } from './applicable-items.ts';
import type { BaselineItem } from './baseline.ts';
import { overWorlds, pass, unknown } from './checks/judgement.ts';
import type { Beside, CheckContext, Judgement } from './checks/judgement.ts';
import { exceptionFor, type ExceptionContext } from './exceptions.ts';
import type { Evidence, Finding } from './finding.ts';
import { judgeCheck } from './judge.ts';
import type { Profiles } from './planned-profiles.ts';
import { statusOf } from './status.ts';
import type { ModelResource, TemplateModel } from './template/model.ts';

/** What a model is judged by, of a template or of what runs. */
export interface ModelReview {
  readonly tier: Tier;
  /** `given-template` when left out. */
  readonly evidence?: Evidence | undefined;
  readonly stackTags?: Readonly<Record<string, string>> | undefined;
  readonly tags?: Pick<TagConfig, 'costCenterPattern' | 'ownerPattern'> | undefined;
  readonly skipped?: readonly string[] | undefined;
  readonly exceptions?: ExceptionContext | undefined;
  /** Subnets that were looked up, by id: whether they are private. */
  readonly subnets?: Readonly<Record<string, boolean>> | undefined;
  /** Instance profiles that other stacks of the same plan make. */
  readonly profiles?: Profiles | undefined;
  /** What other stacks of the same plan make, and what planning looked up. */
  readonly elsewhere?: readonly ModelResource[] | undefined;
  /** The account that a template is for; absent where nobody said. */
  readonly accountId?: string | undefined;
  /** What was looked for beside what runs; absent for a template. */
  readonly read?: ReadonlySet<Beside> | undefined;
  /** Title and body of the request, for the rules that look at what is wanted. */
  readonly request?: string | undefined;
}

const WHOLE: ModelResource = {
  id: '',
  type: 'Template',
  properties: {},
  metadata: undefined,
  isCertain: true,
};

const contextOf = (review: ModelReview): CheckContext => ({
  tier: review.tier,
  stackTags: review.stackTags ?? {},
  costCenterPattern: review.tags?.costCenterPattern,
  ownerPattern: review.tags?.ownerPattern,
  request: review.request,
  subnets: review.subnets,
  profiles: review.profiles,
  elsewhere: review.elsewhere,
  accountId: review.accountId,
  isLive: review.evidence === 'live',
  read: review.read,
});

const judgeIn = (
  item: BaselineItem,
  place: { readonly model: TemplateModel; readonly resource: ModelResource },
  context: CheckContext,
): Judgement | undefined => {
  const { model, resource } = place;
  const subject = { resource, properties: resource.properties, model, context, judge: judgeCheck };
  const applies = item.appliesWhen === undefined ? pass('') : judgeCheck(item.appliesWhen, subject);
  if (applies.result === 'fail') return undefined;
  const judged =
    item.check === undefined ? pass(item.remediation) : judgeCheck(item.check, subject);
  const isOpen = context.isLive && applies.result === 'unknown' && judged.result === 'fail';
  return isOpen ? unknown(`whether it is asked of this is not known: ${applies.detail}`) : judged;
};

/** Judges an item on one resource in every world that holds the resource and asks for the item. */
const judgeItem = (
  item: BaselineItem,
  id: string,
  about: { readonly models: readonly TemplateModel[]; readonly context: CheckContext },
): Judgement | undefined => {
  const judged = about.models.flatMap((model) => {
    const resource = id === '' ? WHOLE : model.resources.get(id);
    const judgement = resource && judgeIn(item, { model, resource }, about.context);
    return judgement === undefined ? [] : [judgement];
  });
  return judged.length === 0 ? undefined : overWorlds(judged);
};

const isSkipped = (item: BaselineItem, skipped: readonly string[]): boolean =>
  skipped.includes(item.id) || (item.replaces !== undefined && skipped.includes(item.replaces));

const detailOf = (
  judgement: Judgement,
  notes: { readonly item: BaselineItem; readonly isSkipped: boolean; readonly excepted?: string },
): string => {
  const detail = judgement.detail === '' ? notes.item.title : judgement.detail;
  if (notes.excepted !== undefined) return `${detail}; ${notes.excepted}`;
  return notes.isSkipped ? `${detail}; a person asked to leave it out` : detail;
};

const findingOf = (
  item: BaselineItem,
  about: { readonly resource: ModelResource; readonly judgement: Judgement },
  review: ModelReview,
): Finding => {
  const { judgement, resource } = about;
  const skipped = isSkipped(item, review.skipped ?? []);
  const exception =
    judgement.result === 'fail' && review.exceptions
      ? exceptionFor(item.id, review.exceptions)
      : undefined;
  const excepted = exception && `excepted until ${exception.until}: ${exception.reason}`;
  const notes = { item, isSkipped: skipped, ...(excepted === undefined ? {} : { excepted }) };
  return {
    item: item.id,
    title: item.title,
    pillar: item.pillar,
    severity: item.severity,
    status: statusOf({
      item,
      result: judgement.result,
      evidence: review.evidence ?? 'given-template',
      tier: review.tier,
      isSkipped: skipped,
      isExcepted: exception !== undefined,
    }),
    // Of what runs, an exception is shown and not counted, until the day it ends.
    isAdvisory: item.isAdvisory || (review.evidence === 'live' && exception !== undefined),
    resource: resource.id,
    type: resource.type,
    detail: detailOf(judgement, notes),
    remediation: item.remediation,
    references: item.references,
  };
};

/** Every resource of any world, once; the whole is nothing that runs. */
const resourcesOf = (
  models: readonly TemplateModel[],
  evidence: Evidence | undefined,
): readonly ModelResource[] => {
  const whole = evidence === 'live' ? [] : ([[WHOLE.id, WHOLE]] as const);
  const found = new Map<string, ModelResource>(whole);
  for (const model of models) {
    for (const [id, resource] of model.resources) if (!found.has(id)) found.set(id, resource);
  }
  return [...found.values()];
};

/**
 * Judges the resources of a model, in every world it has: a finding for each item on each resource
 * it is about. It asks for items by the types that are there, so that others cost nothing. Rules
 * that are silent are reported when broken only.
 */
export const reviewModels = (
  models: readonly TemplateModel[],
  itemsOf: (types: ReadonlySet<string>) => readonly BaselineItem[],
  review: ModelReview,
): readonly Finding[] => {
  const context = contextOf(review);
  const resources = resourcesOf(models, review.evidence);
  const types = new Set(resources.map(({ type }) => type));
  const present = itemsOf(types);
  return resources.flatMap((resource) =>
    present
      .filter((item) => isAbout(item, resource.type))
      .flatMap((item) => {
        const judgement = judgeItem(item, resource.id, { models, context });
        if (judgement === undefined) return [];
        if (item.isSilent && judgement.result === 'pass') return [];
        return [findingOf(item, { resource, judgement }, review)];
      }),
  );
};
