/**
 * The trust boundary of the store: what comes out of a row is what this code put in. JSON is kept
 * as text, because `jsonb` refuses characters that a hostile issue may hold and does not give back
 * the same text.
 */
import type { Approval } from '../approve/approval.ts';
import type { JournalEntry } from '../execute/ports.ts';
import type { DriftIssue, DriftTold } from '../report/drift/plan-issues.ts';
import type { HealthIssue } from '../report/health/plan-issues.ts';
import type { Look, Receipt } from '../report/receipts/receipt.ts';
import type { AwsAccount } from '../task/account.ts';
import type { ServiceAgent } from '../task/aws-resource.ts';
import { Fault } from '../task/fault.ts';
import type { Person } from '../task/issue.ts';
import type { JsonObject } from '../task/json.ts';
import type { Row } from './database.ts';
import type { IssueState, PlanRow, ReplyRow } from './store.ts';

/** A column that holds text. */
export const text = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new Fault('malformed-answer', `column ${column} holds no text`);
};

/** A column that holds an integer; drivers give large ones as text or bigint. */
export const integer = (row: Row, column: string): number => {
  const value = Number(row[column] ?? Number.NaN);
  if (Number.isSafeInteger(value)) return value;
  throw new Fault('malformed-answer', `column ${column} holds no integer`);
};

/** A column that holds a number with a fraction. */
export const real = (row: Row, column: string): number => {
  const value = Number(row[column] ?? Number.NaN);
  if (Number.isFinite(value)) return value;
  throw new Fault('malformed-answer', `column ${column} holds no number`);
};

/** A column that holds an instant, as ISO 8601 with milliseconds. */
export const instant = (row: Row, column: string): string => {
  const value = row[column];
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return new Date(value).toISOString();
  throw new Fault('malformed-answer', `column ${column} holds no instant`);
};

/** What an issue about drift says, and of which accounts. */
export interface DriftIssueBody extends DriftTold, Pick<DriftIssue, 'settledAt'> {
  readonly accounts: readonly AwsAccount[];
}

/** What the JSON of each kind of row is: written by this code from such a value, read as one. */
interface Documents {
  readonly issue: IssueState;
  readonly plan: Omit<PlanRow, 'createdAt'>;
  readonly approval: Approval;
  readonly approvalIds: readonly string[];
  readonly journal: JournalEntry;
  readonly person: Person;
  readonly reply: Pick<ReplyRow, 'ref' | 'wanted'>;
  readonly serviceAgent: ServiceAgent;
  readonly healthIssue: Pick<HealthIssue, 'members'>;
  readonly driftIssue: DriftIssueBody;
  readonly receipt: Pick<Receipt, 'digest' | 'ref' | 'claim'>;
  readonly looks: readonly Look[];
  readonly object: JsonObject;
}

/** A column that holds the JSON of one kind of row. */
export const json = <K extends keyof Documents>(
  kind: K,
  row: Row,
  column: string,
): Documents[K] => {
  try {
    const value: Documents[K] = JSON.parse(text(row, column));
    return value;
  } catch (error) {
    throw new Fault('malformed-answer', `column ${column} holds no ${kind}`, error);
  }
};

/** True when the column is null. */
export const isNull = (row: Row, column: string): boolean =>
  row[column] === null || row[column] === undefined;
