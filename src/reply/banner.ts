import type { Outcome } from '../execute/outcome.ts';
import type { JournalEntry } from '../execute/ports.ts';
import type { Refusal } from '../task/refusal.ts';
import { blocks } from './markdown.ts';
import { renderProgress } from './progress.ts';
import { quoteInline, sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

type PullRequestNews =
  | 'proposed'
  | 'merged'
  | 'merged-otherwise'
  | 'merged-for-others'
  | 'closed'
  | 'pushed'
  | 'deployed'
  | 'deployed-otherwise'
  | 'deployment-failed';

/** What stands over a plan while the plan itself stays as it is. */
export type Banner =
  | {
      readonly kind: 'running';
      readonly journal: readonly JournalEntry[];
      readonly planned?: number;
    }
  | { readonly kind: 'ended'; readonly outcome: Outcome['kind'] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: PullRequestNews; readonly pullRequest: number }
  | { readonly kind: 'cancelled'; readonly by: string; readonly isBegun?: boolean }
  | {
      readonly kind: 'rejected';
      readonly by: string;
      readonly reason?: string;
      /** True where items of the plan were carried out before. */
      readonly isBegun?: boolean;
    }
  | { readonly kind: 'stale' | 'expired' | 'superseded' | 'repository-public' };

type Tone = 'NOTE' | 'TIP' | 'IMPORTANT' | 'WARNING' | 'CAUTION';

interface Words {
  readonly tone: Tone;
  readonly what: string;
  /** A sentence that may hold data, on a line of its own. */
  readonly why?: string;
  readonly next: string;
}

const ENDED: Readonly<Record<Outcome['kind'], Words>> = {
  done: {
    tone: 'TIP',
    what: 'Done.',
    next: 'The receipt is a comment below; what follows is the plan as it was approved.',
  },
  failed: {
    tone: 'CAUTION',
    what: 'Failed.',
    next: 'A comment below says what failed, how it ended and what to do.',
  },
  refused: {
    tone: 'WARNING',
    what: 'Not begun.',
    next: 'A comment below says why and what to do. Again: `/plan`.',
  },
  partly: {
    tone: 'CAUTION',
    what: 'Done in part.',
    next: 'A comment below says what was done and what not. Undo what was done: `/rollback`.',
  },
  cancelled: {
    tone: 'WARNING',
    what: 'Stopped.',
    next: 'A comment below says what was done before. Undo that: `/rollback`.',
  },
};

const PULL_REQUEST: Readonly<Record<PullRequestNews, Omit<Words, 'what'> & { verb: string }>> = {
  proposed: {
    tone: 'IMPORTANT',
    verb: 'is open with exactly this plan',
    next: 'Review and merge it there; this application never does.',
  },
  merged: {
    tone: 'NOTE',
    verb: 'was merged',
    next: 'Your pipeline deploys it; how that ends is shown here.',
  },
  'merged-for-others': {
    tone: 'NOTE',
    verb: 'was merged',
    next: 'Nothing deploys it from here: whoever runs the management account does.',
  },
  'merged-otherwise': {
    tone: 'CAUTION',
    verb: 'was merged with commits that nobody here reviewed',
    next: 'What is deployed is not this plan; the deployment refuses files that differ from it.',
  },
  closed: {
    tone: 'WARNING',
    verb: 'was closed without a merge',
    next: 'Nothing was changed. Again: `/plan`.',
  },
  pushed: {
    tone: 'CAUTION',
    verb: 'was pushed to after the review',
    next: 'Its content is no longer this plan. Make it so again with `/plan`.',
  },
  deployed: { tone: 'TIP', verb: 'was deployed', next: 'Undo: `/rollback` proposes the inverse.' },
  'deployed-otherwise': {
    tone: 'CAUTION',
    verb: 'was deployed, and is not this plan',
    next: 'Commits came after the review. See what stands now, and compare: `/plan`.',
  },
  'deployment-failed': {
    tone: 'CAUTION',
    verb: 'was merged, and its deployment failed',
    next: 'The log of the deployment says why. Again: `/plan`.',
  },
};

const OVER: Readonly<Record<'stale' | 'expired' | 'superseded' | 'repository-public', Words>> = {
  stale: {
    tone: 'WARNING',
    what: 'Stale: the issue changed after this plan was made.',
    next: 'A new plan follows; this one can not be approved.',
  },
  expired: {
    tone: 'WARNING',
    what: 'Expired: it was not approved and carried out in time.',
    next: 'Make it again with `/plan`.',
  },
  superseded: {
    tone: 'WARNING',
    what: 'Replaced by a newer plan.',
    next: 'Read and approve the newer one.',
  },
  'repository-public': {
    tone: 'CAUTION',
    what: 'The repository is public now; no details are posted here any more.',
    next: 'Make it private again, then `/plan`.',
  },
};

/** What is withdrawn was not begun, but for items of it that were approved by number before. */
const changedWords = ({ isBegun }: { readonly isBegun?: boolean }): string =>
  isBegun === true
    ? 'Items that were carried out before stay so; comments below say which.'
    : 'Nothing was changed.';

const wordsOf = (banner: Exclude<Banner, { kind: 'running' }>): Words => {
  switch (banner.kind) {
    case 'ended':
      return ENDED[banner.outcome];
    case 'refused':
      return {
        tone: 'WARNING',
        what: `Not done: \`${banner.refusal.code}\`.`,
        why: sentence(banner.refusal.because, 2000),
        next: sentence(banner.refusal.next, 2000),
      };
    case 'cancelled':
      return {
        tone: 'WARNING',
        what: `Cancelled by ${quoteInline(banner.by, 40)}.`,
        next: `${changedWords(banner)} Again: \`/plan\`.`,
      };
    case 'rejected':
      return {
        tone: 'WARNING',
        what: `Rejected by ${quoteInline(banner.by, 40)}.`,
        ...(banner.reason === undefined ? {} : { why: sentence(banner.reason, 500) }),
        next: `${changedWords(banner)} Edit the issue, or \`/plan\`.`,
      };
    case 'stale':
    case 'expired':
    case 'superseded':
    case 'repository-public':
      return OVER[banner.kind];
    case 'proposed':
    case 'merged':
    case 'merged-otherwise':
    case 'merged-for-others':
    case 'closed':
    case 'pushed':
    case 'deployed':
    case 'deployed-otherwise':
    case 'deployment-failed': {
      const { tone, verb, next } = PULL_REQUEST[banner.kind];
      return { tone, what: `Pull request #${banner.pullRequest} ${verb}.`, next };
    }
    default:
      return banner satisfies never;
  }
};

/** The lines over a plan: what is the case now, and what to do next. */
export const renderBanner = (banner: Banner): string => {
  if (banner.kind === 'running') {
    return blocks(
      '> [!NOTE]\n> **Being carried out.** `/cancel` stops it before its next call.',
      renderProgress(banner.journal, banner.planned),
    );
  }
  const { tone, what, why, next } = wordsOf(banner);
  const lines = [`[!${tone}]`, `**${what}**`, ...(why === undefined ? [] : [why]), next];
  return withoutSecrets(lines.map((line) => `> ${line}`).join('\n'));
};

/** How the banners begin whose plan nobody can approve any more. */
const ENDINGS = [
  ...Object.values(ENDED).map(({ what }) => what),
  ...Object.values(OVER).map(({ what }) => what),
  'Not done: ',
  'Cancelled by ',
  'Rejected by ',
  'Pull request #',
].map((what) => `> **${what}`);

/** True for a comment that says above its plan, before anything else, that the plan is over. */
export const saysOver = (body: string): boolean => {
  const [tone = '', what = ''] = body.split(/\r?\n/);
  return /^> \[![A-Z]+\]$/.test(tone) && ENDINGS.some((ending) => what.startsWith(ending));
};
