import type { AccountId, Region } from '../task/ids.ts';

/** One read of one AWS API. `operation` is the SDK's command name without `Command`. */
export interface ReadCall {
  /** SDK client name without `Client`, such as `S3` or `CloudFormation`. */
  readonly client: string;
  readonly operation: string;
  readonly region: Region;
  readonly input: Readonly<Record<string, unknown>>;
  /** Tried once, and given up after three seconds: for what nothing depends on. */
  readonly isBrief?: boolean;
  /** One of the many of a large job: another thread may make it, where this one is busy. */
  readonly isOfMany?: boolean;
}

/**
 * What AWS answered. An expected no (not found, denied) is a value; a break is a thrown `Fault`.
 */
export type ReadAnswer =
  | { readonly ok: true; readonly output: unknown }
  | {
      readonly ok: false;
      /** The error's name as AWS gives it, such as `NoSuchBucket`. */
      readonly code: string;
      readonly httpStatus: number;
      readonly message: string;
    };

/**
 * Reads one account by its read-only session. Retries throttling within bounds; refuses operations
 * that are not in the table of reads. The answer is unparsed: callers parse it at once.
 */
export interface AwsReader {
  readonly accountId: AccountId;
  readonly read: (call: ReadCall) => Promise<ReadAnswer>;
}
