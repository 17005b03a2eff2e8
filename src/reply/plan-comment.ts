import { accepted, refused, type Decided } from '../task/refusal.ts';
import { fitParts, type Part } from './fit.ts';
import { maskIds } from './markdown.ts';
import { renderDanger, renderSafe } from './plan-changes.ts';
import { renderCost } from './plan-cost.ts';
import {
  renderDeviations,
  renderDiagram,
  renderPhases,
  renderPolicies,
  renderReproduce,
  renderTemplates,
} from './plan-details.ts';
import { renderDrift } from './plan-drift.ts';
import { renderHead } from './plan-head.ts';
import { renderItems, renderItemsHead, renderLeftOut } from './plan-items.ts';
import { renderMachineReadable } from './plan-json.ts';
import { renderGate, renderReview } from './plan-review.ts';
import type { PlanView } from './plan-view.ts';
import { renderUploads } from './plan-uploads.ts';
import { renderVoices } from './plan-voices.ts';
import { quoteInline } from './quote.ts';

/** GitHub's limit is 65,536; the rest is for the marks around the plan and the line above it. */
const MOST_CHARACTERS = 62_000;

const ROWS = { all: Infinity, many: 40, some: 12 };

const left = (what: string): string =>
  `*${what}: left out, there was no room. \`aws-coworker plan\` shows it.*`;

const askers = ({ requesters = [] }: PlanView): string =>
  requesters.map(({ login, did }) => `${did} by ${quoteInline(login, 40)}`).join(', ');

const footer = (view: PlanView): string =>
  `<sub>${view.requesters === undefined ? '' : `${askers(view)}. `}${footerWords(view)}</sub>`;

const footerWords = ({ plan, isHeal }: PlanView): string =>
  isHeal === true ? FOOTER_OF_HEAL : plannedFrom(plan);

const FOOTER_OF_HEAL =
  'Planned from a look at health: closing or editing the issue voids this plan. ' +
  'It takes no command.';

const plannedFrom = (plan: PlanView['plan']): string =>
  `Planned from issue text \`${plan.requestHash.slice(0, 8)}\`: an edit of the issue voids ` +
  'this plan. `/skip ITEM` `/add ITEM` `/plan` `/reject` `/why` `/help`';

/** What a plan of savings shows in place of voices and cost: each item says all of it. */
const itemParts = (view: PlanView): readonly Part[] => [
  { forms: [renderItemsHead(view)] },
  { forms: [renderGate(view.review)] },
  { forms: [renderDanger(view.plan)] },
  { forms: [renderItems(view)] },
  { forms: [renderLeftOut(view), left('What is not in this plan')], dropsAt: 1 },
];

/** What must be seen is first and has one form; what may go is last and goes in this order. */
const leadParts = (view: PlanView): readonly Part[] => [
  { forms: [renderHead(view)] },
  { forms: [renderGate(view.review)] },
  { forms: [renderDanger(view.plan)] },
  { forms: [renderDrift(view.plan)] },
  { forms: [renderVoices(view)] },
  {
    forms: [
      renderSafe(view.plan, ROWS.all),
      renderSafe(view.plan, ROWS.many),
      renderSafe(view.plan, ROWS.some),
    ],
    dropsAt: 2,
  },
  { forms: [renderUploads(view.plan)] },
];

const hasItems = ({ plan, itemRequirements }: PlanView): boolean =>
  plan.purpose === 'savings' && itemRequirements !== undefined;

const partsOf = (view: PlanView): readonly Part[] => [
  ...(hasItems(view) ? itemParts(view) : leadParts(view)),
  { forms: [renderDeviations(view.plan)] },
  {
    forms: [
      renderReview(view.review, ROWS.all),
      renderReview(view.review, ROWS.many),
      renderReview(view.review, ROWS.some),
    ],
    dropsAt: 3,
  },
  { forms: [renderPhases(view), left('Phases and rollback')], dropsAt: 1 },
  { forms: [renderReproduce(view), left('Commands to check it yourself')], dropsAt: 4 },
  { forms: [renderPolicies(view), left('Session policies')], dropsAt: 6 },
  ...(hasItems(view)
    ? []
    : [{ forms: [renderCost(view, ROWS.all), renderCost(view, ROWS.some)], dropsAt: 5 } as const]),
  { forms: [renderDiagram(view), ''], dropsAt: 7 },
  { forms: [renderTemplates(view), left('Templates and tags')], dropsAt: 9 },
  { forms: [renderMachineReadable(view, true), renderMachineReadable(view, false)], dropsAt: 8 },
  { forms: [footer(view)] },
];

/**
 * The plan as people approve it: the same bytes wherever it is made again, so that what is on
 * screen can be compared with what will run. It holds no clock reading. Refused when what must be
 * seen, every deletion, replacement and weakened protection among it, does not fit one comment.
 */
export const renderPlanBlock = (view: PlanView): Decided<string> => {
  const whole = fitParts(partsOf(view), MOST_CHARACTERS);
  if (whole === undefined) {
    return refused({
      code: 'plan-too-long',
      because: 'What must be seen before this plan is approved does not fit one comment.',
      next: 'Split the request into several issues with fewer changes each.',
    });
  }
  const ids = view.plan.accounts.map((account) => account.id);
  return accepted(maskIds(whole, ids, view.config.maskAccountIds));
};
