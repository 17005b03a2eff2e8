import { ITEM_TIERS, type BaselineItem } from '../review/baseline.ts';
import { doesBlock, enforcementOf } from '../review/enforcement.ts';
import type { Finding, FindingStatus, Pillar } from '../review/finding.ts';
import { shortDigest, type PlanDigest } from '../task/ids.ts';
import { isAtLeast, type Tier } from '../task/tier.ts';
import { blocks, bullets, listed, maskIds } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

/** An item of a baseline, and what the review of a plan found of it. */
export interface ExplainItemView {
  readonly item: BaselineItem;
  /** Lines of knowledge that say why; without any, what its pillar stands for is said. */
  readonly why?: readonly string[];
  /** Present where the issue shows a plan. */
  readonly plan?: {
    readonly digest: PlanDigest;
    readonly tier: Tier;
    /** Of this item; none where it does not apply. */
    readonly findings: readonly Finding[];
  };
  /** Ids of accounts that are not shown whole. */
  readonly masked?: readonly string[];
}

/** What goes wrong without it, whatever the item is. */
const WITHOUT: Readonly<Record<Pillar, string>> = {
  Security: 'Without it, somebody who should not can read, change or use what is here.',
  Reliability: 'Without it, a fault or a mistake can cost data or time that nobody gives back.',
  'Operational excellence': 'Without it, nobody sees what happens, or knows who looks after it.',
  'Performance efficiency': 'Without it, it is slower, or larger, than the work needs.',
  'Cost optimization': 'Without it, something is paid for that nobody uses.',
  Sustainability: 'Without it, more runs than the work needs.',
};

const STATUS: Readonly<Record<FindingStatus, string>> = {
  REMEDIATE: 'the plan brings it',
  ACCEPTABLE: 'a gap that this tier allows',
  BLOCKED: '**a gap that blocks the plan**',
  PASS: 'met by the template that was given',
  FAIL: '**not met by what runs**',
  UNKNOWN: 'can not be told, which counts as not met',
  UNTICKED: 'only a person can show it, by a box in the pull request',
};

const MOST_FOUND = 5;

const foundLine = ({ resource, status, detail, isAdvisory }: Finding): string => {
  const where = resource === '' ? 'the whole template' : quoteInline(resource, 64);
  const seen = detail === '' ? '' : `: ${sentence(detail, 300)}`;
  return `${where} · ${STATUS[status]}${isAdvisory ? ', shown only' : ''}${seen}`;
};

const foundWords = ({ plan }: ExplainItemView): string => {
  if (plan === undefined) return '';
  const { digest, findings } = plan;
  const title = `**Found in plan** \`${shortDigest(digest)}\``;
  if (findings.length === 0) return `${title} · nothing: it does not apply to what is planned.`;
  const more = findings.length - MOST_FOUND;
  return `${title}\n${bullets([
    ...findings.slice(0, MOST_FOUND).map(foundLine),
    ...(more > 0 ? [`and ${more} more`] : []),
  ])}`;
};

const gapIn = (item: BaselineItem, tier: Tier): string => {
  if (item.isPolicy || doesBlock(tier, item.severity)) return 'blocks';
  return enforcementOf(tier) === 'optional' ? 'is shown' : 'warns';
};

/** `a gap is shown in sandbox, warns in development and test, blocks in staging and production`. */
const tierWords = (item: BaselineItem): string => {
  if (item.isAdvisory) return 'a gap is shown in every tier and counts in none';
  if (item.evidence === 'person') return 'never blocks: a person ticks it in the pull request';
  const tiers = ITEM_TIERS.filter((tier) => isAtLeast(tier, item.from));
  const ways = [...new Set(tiers.map((tier) => gapIn(item, tier)))];
  const words = ways.map(
    (way) => `${way} in ${listed(tiers.filter((tier) => gapIn(item, tier) === way))}`,
  );
  return `a gap ${words.join(', ')}`;
};

/** What can be typed where a finding has this status; nothing for the others. */
const choiceOf = ({ id }: BaselineItem, status: FindingStatus, tier: Tier): string | undefined => {
  const choices: Readonly<Partial<Record<FindingStatus, string>>> = {
    REMEDIATE: `\`/skip ${id}\` leaves it out of the plan, which ${tier} allows`,
    ACCEPTABLE: `\`/add ${id}\` puts it into the plan`,
    BLOCKED: `\`/add ${id}\` puts it into the plan; it can not be skipped in ${tier}`,
  };
  return choices[status];
};

const wouldBlock = ({ id }: BaselineItem, tier: Tier): string =>
  `in ${tier} it stays in: \`/skip ${id}\` would block the plan`;

const nextOf = ({ item, plan }: ExplainItemView): string => {
  const status = plan?.findings.find((one) => one.status !== 'PASS')?.status;
  if (plan === undefined || status === undefined) return NO_CHOICE;
  const { tier } = plan;
  if (status === 'REMEDIATE' && gapIn(item, tier) === 'blocks') return `${wouldBlock(item, tier)}.`;
  const choice = choiceOf(item, status, tier);
  return choice === undefined ? NO_CHOICE : `${choice}.`;
};

const NO_CHOICE = 'nothing to choose here; `/explain` tells the whole plan.';

const CONTROL = /^[\w.:/ -]{1,100}$/;

const readWords = ({ references }: BaselineItem): string =>
  references.length === 0
    ? ''
    : `**Known elsewhere as** · ${references
        .filter((one) => CONTROL.test(one))
        .map((one) => quoteInline(one))
        .join(', ')}`;

const whyWords = ({ item, why = [] }: ExplainItemView): string =>
  why.length === 0
    ? WITHOUT[item.pillar]
    : why.map((line) => sentence(line.replaceAll('**', ''), 400)).join(' ');

/**
 * What an item asks, what was found of it here, why it matters, how it is mended, and what can be
 * typed about it. All of it from the baselines and the review: no model has a part in it.
 */
export const renderItem = (view: ExplainItemView): string => {
  const { item, masked = [] } = view;
  const text = blocks(
    `**${quoteInline(item.id, 40)} ${sentence(item.title, 200)}** · ${item.severity} · ` +
      item.pillar,
    foundWords(view),
    `**Why it matters** · ${whyWords(view)}`,
    item.remediation === '' ? '' : `**How it is met** · ${sentence(item.remediation, 400)}`,
    `**Where it counts** · ${tierWords(item)}.`,
    readWords(item),
    `**Next** · ${nextOf(view)}`,
  );
  return withoutSecrets(maskIds(text, masked, true));
};
