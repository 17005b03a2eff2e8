import type { AwsAccount, TierSource } from '../task/account.ts';
import type { Look, LookProgress } from '../report/look.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import { blocks, bullets, details, maskIds, plural, taskWords } from './markdown.ts';
import { SOURCES } from './plan-head.ts';
import { expectedWords, lookProgressWords } from './look.ts';
import { quoteInline } from './quote.ts';

export interface Announcement {
  readonly tasks: readonly AwsTask[];
  /** The accounts that are read. */
  readonly accounts: readonly AwsAccount[];
  readonly purpose?: keyof typeof PURPOSES;
  readonly maskAccountIds?: boolean;
  /** How large it is, where that is worth saying. */
  readonly look?: Look;
  /** How far it is; absent before it began. */
  readonly progress?: { readonly of: LookProgress; readonly spentSeconds: number };
}

const sourceWords = (source: TierSource): string => SOURCES[source];

const accountLine = (account: AwsAccount): string =>
  `**${quoteInline(account.name, 50)}** ${quoteInline(account.id)} ` +
  `(${account.tier}, ${sourceWords(account.tierSource)})`;

const regionsOf = (tasks: readonly AwsTask[], account: AwsAccount): readonly string[] => {
  const regions = tasks.flatMap((task): readonly string[] => {
    if (isMutation(task)) {
      return task.accountId === account.id ? [task.region ?? account.regions[0] ?? ''] : [];
    }
    const { accounts, regions: asked } = task.scope;
    const isAsked = accounts === 'all' || accounts.includes(account.id);
    if (!isAsked) return [];
    return asked === 'all' ? account.regions : asked;
  });
  return [...new Set(regions)].filter((region) => region !== '');
};

const place = (tasks: readonly AwsTask[], account: AwsAccount): string => {
  const regions = regionsOf(tasks, account);
  return `${accountLine(account)} · ${regions.length === 0 ? 'no region' : regions.join(', ')}`;
};

const taskLine = (task: AwsTask): string =>
  `\`${task.id}\` ${taskWords(task)} · ${task.assignedAgent}`;

const PURPOSES = {
  request: 'to plan what you asked for',
  rollback: 'to plan the rollback',
  reconcile: 'to plan what sets the stack back',
  adopt: 'to plan what records it in the template',
  heal: 'to plan the heal',
} as const;

const MOST_IN_SIGHT = 10;
const NEXT = '**Next** · wait: this comment becomes the plan. `/cancel` stops it.';
const NEXT_OF_HEAL =
  '**Next** · wait: this comment becomes the plan, and the standing approval decides on it. ' +
  'Closing the issue stops it.';

/**
 * What is about to be read, said before the first call to AWS: account, tier with its source, and
 * region of everything that is asked.
 */
export const renderAnnouncement = (announcement: Announcement): string => {
  const { tasks, accounts, purpose = 'request', maskAccountIds = false } = announcement;
  const { look, progress } = announcement;
  const places = accounts.map((account) => place(tasks, account));
  const isLong = places.length > MOST_IN_SIGHT;
  const what = PURPOSES[purpose];
  const text = blocks(
    `**Reading ${plural(accounts.length, 'account')}** ${what}. Reading changes nothing.`,
    isLong ? details(`<b>${places.length} accounts</b>`, bullets(places)) : bullets(places),
    `For:\n${bullets(tasks.map(taskLine))}`,
    look === undefined ? '' : expectedWords(look),
    progress === undefined ? '' : lookProgressWords(progress.of, progress.spentSeconds),
    purpose === 'heal' ? NEXT_OF_HEAL : NEXT,
  );
  return maskIds(
    text,
    accounts.map((account) => account.id),
    maskAccountIds,
  );
};
