import { z } from 'zod';
import { leastCount, type Touched, type TypeCount } from '../plan/type-share.ts';
import type { AwsReader, ReadAnswer } from '../services/aws-reader.ts';
import type { AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { Region } from '../task/ids.ts';
import type { ReaderAws } from './reader-deps.ts';

/** On one page, and pages of one list before it is called endless. */
const PAGE = 100;
const MOST_PAGES = 100;

const page = z.object({
  ResourceDescriptions: z.array(z.object({ Identifier: z.string() })).default([]),
  NextToken: z.string().nullish(),
});

/** AWS lists some types only within the resource that they are a part of, and some not at all. */
const NOT_LISTED = /^(UnsupportedAction|InvalidRequest|Validation|TypeNotFound)/;

const whyNot = (answer: ReadAnswer): 'not listed' | 'unknown' =>
  !answer.ok && NOT_LISTED.test(answer.code) ? 'not listed' : 'unknown';

interface Counting {
  readonly reader: AwsReader;
  readonly type: string;
  /** It is enough to know that there are so many. */
  readonly enough: number;
}

/** Adds what one region holds; anything but undefined is why it could not be counted. */
const countRegion = async (
  { reader, type, enough }: Counting,
  region: Region,
  found: Set<string>,
): Promise<'not listed' | 'unknown' | undefined> => {
  let token: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await reader.read({
      client: 'CloudControl',
      operation: 'ListResources',
      region,
      input: {
        TypeName: type,
        MaxResults: PAGE,
        ...(token === undefined ? {} : { NextToken: token }),
      },
    });
    const listed = answer.ok ? page.safeParse(answer.output).data : undefined;
    if (listed === undefined) return whyNot(answer);
    for (const { Identifier } of listed.ResourceDescriptions) found.add(Identifier);
    token = listed.NextToken ?? undefined;
    if (token === undefined || found.size >= enough) return undefined;
  }
  return 'unknown';
};

/**
 * Counts the resources of a type in an account: first where the plan is, then in its other regions,
 * and no further than it matters. What two regions both name is one resource.
 */
const countType = async (
  counting: Counting,
  regions: readonly Region[],
): Promise<TypeCount['count']> => {
  const found = new Set<string>();
  for (const region of regions) {
    const trouble = await countRegion(counting, region, found);
    if (trouble !== undefined) return trouble;
    if (found.size >= counting.enough) break;
  }
  return found.size;
};

const regionsOf = (touched: Touched, accounts: readonly AwsAccount[]): readonly Region[] => {
  const account = accounts.find((one) => one.id === touched.accountId);
  return [...new Set([...touched.regions, ...(account?.regions ?? [])])];
};

interface CountLimits {
  readonly accounts: readonly AwsAccount[];
  readonly percent: number;
}

const countTouched = async (
  aws: Pick<ReaderAws, 'openReader'>,
  touched: Touched,
  { accounts, percent }: CountLimits,
): Promise<TypeCount['count']> => {
  const reader = await aws.openReader(touched.accountId);
  if (!reader.ok) return 'unknown';
  const enough = leastCount(touched, percent);
  const counting = { reader: reader.value, type: touched.type, enough };
  return countType(counting, regionsOf(touched, accounts));
};

/** A count that breaks is unknown: the change sets of the plan stand, and must be told of. */
const orUnknown = async (count: Promise<TypeCount['count']>): Promise<TypeCount['count']> => {
  try {
    return await count;
  } catch (thrown) {
    if (thrown instanceof Fault) return 'unknown';
    throw thrown;
  }
};

/** What there is of each type of which a plan touches more than a few; bounded by what matters. */
export const countTypes = async (
  aws: Pick<ReaderAws, 'openReader'>,
  all: readonly Touched[],
  limits: CountLimits,
): Promise<readonly TypeCount[]> => {
  const counts: TypeCount[] = [];
  for (const touched of all) {
    const { accountId, type } = touched;
    const count = await orUnknown(countTouched(aws, touched, limits));
    counts.push({ accountId, type, count });
  }
  return counts;
};
