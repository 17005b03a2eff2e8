import { z } from 'zod';
import type { ResourceState } from '../../task/aws-resource.ts';

/** Tags as RDS gives them with every row. */
export const tagListSchema = z
  .array(z.object({ Key: z.string(), Value: z.string().nullish() }))
  .nullish();

/** Tags by name. */
export const rdsTagsOf = (rows: z.infer<typeof tagListSchema>): Readonly<Record<string, string>> =>
  Object.fromEntries((rows ?? []).map((tag) => [tag.Key, tag.Value ?? '']));

const STATES: readonly (readonly [RegExp, ResourceState])[] = [
  [/^(creating|backing-up-after-create)$/, 'Creating'],
  [/^deleting$/, 'Deleting'],
  [/^(failed|incompatible-|inaccessible-|restore-error|storage-full)/, 'Failed'],
  [/^(modifying|upgrading|rebooting|starting|stopping|renaming|maintenance)$/, 'Updating'],
];

/** The state of a database from what RDS calls its status. */
export const rdsStateOf = (status: string): ResourceState =>
  STATES.find(([pattern]) => pattern.test(status))?.[1] ?? 'Active';

/** An instant as text; empty where AWS does not say it yet. */
export const timeTextOf = (time: Date | string | null | undefined): string =>
  time ? new Date(time).toISOString() : '';
