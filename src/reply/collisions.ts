import { STACK_TYPE } from '../services/claims.ts';
import { nameOfAccount, type NamedAccount } from './audit-words.ts';
import { blocks, bullets, maskIds, typeWords } from './markdown.ts';
import { quoteInline } from './quote.ts';

/** A resource that the standing plan of another issue touches too. */
export interface CollisionView {
  /** Absent where the other issue lies in another repository: not everybody here may see it. */
  readonly issueNumber?: number;
  /** As AWS names the type. */
  readonly type: string;
  readonly name: string;
  readonly accountId: string;
}

interface Collisions {
  readonly collisions: readonly CollisionView[];
  readonly accounts: readonly NamedAccount[];
  readonly maskAccountIds: boolean;
}

/** How many resources of one issue are named. */
const MOST = 5;

const thing = ({ type, name, accountId }: CollisionView, { accounts }: Collisions): string =>
  `${typeWords(type)} ${quoteInline(name, 80)} in ${nameOfAccount(accountId, accounts)}`;

const whose = ({ issueNumber }: CollisionView): string =>
  issueNumber === undefined ? 'an issue of another repository' : `#${issueNumber}`;

/** Where both touch a thing, that the two plans are of one stack as well says nothing more. */
const mattering = (own: readonly CollisionView[]): readonly CollisionView[] => {
  const things = own.filter(({ type }) => type !== STACK_TYPE);
  return things.length === 0 ? own : things;
};

/** One line for each other issue: what both touch. */
export const collisionLines = (view: Collisions): readonly string[] => {
  const issues = [...new Set(view.collisions.map(whose))];
  return issues.map((issue) => {
    const own = mattering(view.collisions.filter((one) => whose(one) === issue));
    const named = own.slice(0, MOST).map((one) => thing(one, view));
    const more = own.length > MOST ? [`and ${own.length - MOST} more`] : [];
    return `${issue} · ${[...named, ...more].join('; ')}`;
  });
};

/**
 * Says which open issues a plan will collide with. Whichever is carried out first makes the other
 * plan one of another state, which is then refused and planned again.
 */
export const renderCollisions = (view: Collisions): string => {
  if (view.collisions.length === 0) return '**Collides with no other issue any more.**';
  const text = blocks(
    '> [!NOTE]\n> **This plan will collide with other open issues.**\n' +
      '> They touch what it touches.',
    bullets(collisionLines(view)),
    '**Next** · decide which goes first. Once one of them is carried out, the plan of the other ' +
      'no longer fits what is there: its approval is refused, and `/plan` makes it anew.',
  );
  const ids = [...new Set(view.collisions.map(({ accountId }) => accountId))];
  return maskIds(text, ids, view.maskAccountIds);
};
