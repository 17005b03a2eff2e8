import type { Approval } from '../approve/approval.ts';
import type { Requirement } from '../approve/requirement.ts';
import type { Circle } from '../config/config.ts';
import type { Review } from '../review/finding.ts';
import { shortDigest, type PlanDigest } from '../task/ids.ts';
import type { Refusal } from '../task/refusal.ts';
import { blocks, bullets, details, utc } from './markdown.ts';
import { approvalWords, circleWords } from './people.ts';
import { renderGate } from './plan-review.ts';
import { quoteInline, sentence } from './quote.ts';

/** One gate with its present answer. */
export interface Check {
  readonly name: string;
  readonly holds: boolean;
  readonly refusal?: Refusal;
}

export interface WhyView {
  readonly checks: readonly Check[];
  /** Login of the person the checklist is for. */
  readonly asker: string;
  readonly digest: PlanDigest;
  readonly requirement: Requirement;
  readonly approvals: readonly Approval[];
  readonly approvers: Circle;
  readonly review: Review;
}

const LONGEST = 2000;

/** Refusals point to `/why`; whoever reads this has followed that. */
const HERE_ALREADY = / Details: `\/why`\.$/;

const missingLine = ({ name, refusal }: Check): string =>
  `**no** · ${sentence(name, 80)}` +
  (refusal === undefined ? '' : `: ${sentence(refusal.because, LONGEST)}`);

const heldLine = ({ name }: Check): string => `yes · ${sentence(name, 80)}`;

/** What is missing is in sight; what holds is folded, so that nobody has to look for the no. */
const checklist = (checks: readonly Check[]): string => {
  const held = checks.filter((check) => check.holds);
  return blocks(
    bullets(checks.filter((check) => !check.holds).map(missingLine)),
    details(`<b>What holds</b> · ${held.length} of ${checks.length}`, bullets(held.map(heldLine))),
  );
};

const given = ({ approvals, requirement }: WhyView): string => {
  const lines = approvals.map(
    (one) => `${quoteInline(one.person.login, 40)} (*${sentence(one.role, 40)}*), ${utc(one.at)}`,
  );
  return blocks(`**Approvals** · ${approvals.length} of ${requirement.people}`, bullets(lines));
};

const nextOf = ({ checks, digest, approvers }: WhyView): string => {
  const missing = checks.filter((check) => !check.holds);
  if (missing.length === 0) return `you can type \`/approve ${shortDigest(digest)}\`.`;
  const steps = missing.flatMap(({ refusal }) =>
    refusal === undefined ? [] : refusal.next.replace(HERE_ALREADY, ''),
  );
  const isAboutPerson = missing.every(({ refusal }) =>
    ['may-not-approve', 'own-request', 'role-lost'].includes(refusal?.code ?? ''),
  );
  const who = isAboutPerson ? ` Who can: whoever ${circleWords(approvers)}.` : '';
  return `${[...new Set(steps)].map((step) => sentence(step, LONGEST)).join(' ')}${who}`;
};

/** The whole checklist for the person who asks: what holds, what is missing, who can help. */
export const renderWhy = (view: WhyView): string => {
  const { checks, asker, digest, requirement, approvers } = view;
  const held = checks.filter((check) => check.holds).length;
  return blocks(
    `**${held} of ${checks.length} conditions hold** for ${quoteInline(asker, 40)} to approve ` +
      `plan \`${shortDigest(digest)}\`.`,
    checklist(checks),
    `**Needed** · ${approvalWords(requirement, approvers)}` +
      (requirement.needsDigest ? '; the digest must be named' : ''),
    given(view),
    renderGate(view.review),
    `**Next** · ${nextOf(view)}`,
  );
};
