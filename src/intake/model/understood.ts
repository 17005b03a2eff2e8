import { createHash } from 'node:crypto';
import type { AwsTask, AwsTaskType } from '../../task/aws-task.ts';
import { canonicalJson } from '../../task/json.ts';
import type { Refusal } from '../../task/refusal.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';
import type { MissingField } from '../intake-result.ts';
import { requestHash } from '../request-hash.ts';
import type { RequestText } from '../intake-result.ts';

/** One thing that was understood, with the words of the request it was read from. */
export interface UnderstoodRow {
  /** `Task type`, `Service`, `Account`, `Region`, `Name`, or the name of a field. */
  readonly what: string;
  readonly value: string;
  /** Written by others: shown only as data. Empty where the whole request says it. */
  readonly quote: string;
  /** True for what the rules do not read in these words: a model did, so look twice. */
  readonly isReadAs: boolean;
}

/** One request as it was understood. */
export interface Understood {
  readonly taskType: AwsTaskType;
  readonly resourceType?: AwsResourceType;
  readonly rows: readonly UnderstoodRow[];
  /** The body of an issue form that says exactly this. */
  readonly form: string;
}

interface Shown {
  readonly understood: readonly Understood[];
  /** Words of the request that nothing was made of. Written by others: shown only as data. */
  readonly left: readonly string[];
}

/**
 * What a proposal comes to. `reading` changes nothing at AWS and may go on; `confirm` is nothing
 * until a person types the digest; the rest asks, refuses or gives up.
 */
export type CheckedProposal =
  | ({ readonly kind: 'reading'; readonly tasks: readonly AwsTask[] } & Shown)
  | ({
      readonly kind: 'confirm';
      readonly tasks: readonly AwsTask[];
      /** 64 hex digits. */
      readonly digest: string;
    } & Shown)
  | ({ readonly kind: 'ask'; readonly missing: readonly MissingField[] } & Shown)
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  | { readonly kind: 'nothing'; readonly why: 'malformed' | 'unread' };

/**
 * What a person adopts: SHA-256 over the text of the request and the tasks that were made of it.
 * Another text, another task or another value is another digest.
 */
export const understoodDigest = (issue: RequestText, tasks: readonly AwsTask[]): string =>
  createHash('sha256')
    .update(canonicalJson({ version: 1, requestHash: requestHash(issue), tasks }), 'utf8')
    .digest('hex');
