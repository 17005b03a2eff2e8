import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';

/** How the names of all snapshots begin that plans of one issue take of one database. */
export const snapshotStem = ({ issue }: Pick<DraftContext, 'issue'>, name: string): string =>
  `aws-coworker-${issue.ref.number}-${name}`;

/** A name that no other snapshot of the issue has; RDS takes no token, so the name is one. */
export const snapshotName = (context: DraftContext, name: string, taken: number): string =>
  `${snapshotStem(context, name)}${taken === 0 ? '' : `-${taken + 1}`}`;

/** The tags that a snapshot of a database is taken with. */
export const snapshotTags = (context: DraftContext, snapshot: string): JsonObject => ({
  Tags: tagList(context.tagsFor(snapshot)),
});
