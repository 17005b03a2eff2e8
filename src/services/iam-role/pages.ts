import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { Region } from '../../task/ids.ts';
import type { Paging } from '../paged/facts.ts';

/** How each list of IAM says that it goes on. */
export const MARKER = { IsTruncated: z.boolean().nullish(), Marker: z.string().nullish() };

interface Marked {
  readonly IsTruncated?: boolean | null | undefined;
  readonly Marker?: string | null | undefined;
}

/** The paging that all lists of IAM share. */
export const iamPaging = <T extends Marked>(schema: z.ZodType<T>): Paging<T> => ({
  schema,
  member: 'Marker',
  next: (page) => (page.IsTruncated === true ? page.Marker : undefined),
});

/** IAM is global to an account: only its first region lists what is there. */
export const isHomeOf = (account: AwsAccount, region: Region): boolean =>
  account.regions[0] === undefined || account.regions[0] === region;
