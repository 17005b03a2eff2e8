import { z } from 'zod';
import type { DriftConfig } from '../config/config.ts';
import type { JudgedStack } from '../services/stack-drift/judge.ts';
import { UNKNOWN_KEY, type DriftIssue, type DriftTold } from '../report/drift/plan-issues.ts';
import type { AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import { parseAccounts } from './plan-inputs.ts';

/** The trust boundary of the daily look: what one worker asks and another answers. */

const asked = z.object({ now: z.string(), watched: z.array(z.string()) });

const accountRow = z.record(z.string(), z.json());
const listed = z.object({ accounts: z.array(accountRow) });
const partAsked = z.object({ watched: z.array(z.string()), account: accountRow });

const property = z.object({
  path: z.string(),
  names: z.array(z.string()).exactOptional(),
  expected: z.json().exactOptional(),
  actual: z.json().exactOptional(),
});

const resource = z.object({
  logicalId: z.string(),
  physicalId: z.string(),
  type: z.string(),
  status: z.enum(['MODIFIED', 'DELETED']),
  properties: z.array(property),
});

const judged = z.object({
  stackId: z.string(),
  stackName: z.string(),
  accountId: z.string().regex(/^[0-9]{12}$/),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/),
  status: z.enum(['IN_SYNC', 'DRIFTED', 'UNKNOWN']),
  resources: z.array(resource),
  untold: z.array(z.object({ logicalId: z.string(), type: z.string(), because: z.string() })),
  because: z.string(),
});

const answered = z.object({
  stacks: z.array(judged),
  looked: z.array(z.string()),
  failed: z.array(z.object({ place: z.string(), because: z.string() })),
  accounts: z.array(accountRow),
});

/** What is asked of the reader. */
export type DriftAsked = z.infer<typeof asked>;

/** What the reader saw: what has drifted, what is unknown, and what is watched. */
export interface DriftAnswered extends DriftTold {
  readonly looked: readonly string[];
  readonly accounts: readonly AwsAccount[];
}

const parsed = <T>(schema: z.ZodType<T>, row: JsonObject, what: string): T => {
  const read = schema.safeParse(row);
  if (read.success) return read.data;
  throw new Fault('broken-promise', `a look at drift has no ${what}`);
};

/** Reads what was asked of a look. */
export const parseDriftAsked = (row: JsonObject): DriftAsked => parsed(asked, row, 'question');

/** Reads in which accounts a look is made. */
export const parseDriftListed = (row: JsonObject): readonly AwsAccount[] =>
  parseAccounts({ accounts: parsed(listed, row, 'list of accounts').accounts });

/** One account of a look, and which of its stacks have an issue. */
export interface DriftPartAsked {
  readonly watched: readonly string[];
  readonly account: AwsAccount;
}

/** Reads what is asked of the look at one account. */
export const parseDriftPart = (row: JsonObject): DriftPartAsked => {
  const { watched, account } = parsed(partAsked, row, 'account');
  const [one] = parseAccounts({ accounts: [account] });
  if (one === undefined) throw new Fault('broken-promise', 'a look at no account');
  return { watched, account: one };
};

/** Reads what a look found. Brands are given here. */
export const parseDriftAnswered = (row: JsonObject): DriftAnswered => {
  const { stacks, looked, failed, accounts } = parsed(answered, row, 'answer');
  return {
    stacks: stacks as unknown as readonly JudgedStack[],
    looked,
    failed,
    accounts: parseAccounts({ accounts }),
  };
};

const HOUR_MS = 3_600_000;

/** The name of the look of a day, which begins at the hour of the configuration. */
export const driftLookId = ({ hourUtc }: Pick<DriftConfig, 'hourUtc'>, now: Date): string =>
  `drift-${new Date(now.getTime() - hourUtc * HOUR_MS).toISOString().slice(0, 10)}-${hourUtc}`;

/** The name of the piece of work that lists the accounts of a look. */
export const driftAccountsId = (lookId: string): string => `${lookId}-accounts`;

/** The name of the piece of work that looks at one account. */
export const driftPartId = (lookId: string, { id }: Pick<AwsAccount, 'id'>): string =>
  `${lookId}-${id}`;

/** The minute of a moment: one job in each, however many nodes ask. */
export const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000);

/** Every stack that has an open issue, by its id. */
export const watchedStacks = (issues: readonly DriftIssue[]): readonly string[] =>
  issues.filter(({ isOpen, key }) => isOpen && key !== UNKNOWN_KEY).map(({ key }) => key);

/** The line by which an issue is found again; a digest, because ids of AWS may hold anything. */
export const driftMark = (digest: string): string => `<!-- aws-coworker:drift ${digest} -->`;
