import type { Gap } from './receipt.ts';

/**
 * What the AWS server leaves out of what it says it made, found by the read-back of the application
 * itself. Asserted exactly: one more is a failure, and so is one less.
 */
export const KNOWN_GAPS: readonly Gap[] = [
  { made: 'S3 bucket', check: 'private', detail: 'not found' },
  { made: 'S3 bucket', check: 'versioned', detail: 'not as planned' },
  { made: 'S3 bucket', check: 'lifecycle', detail: 'not found' },
  { made: 'S3 bucket', check: 'owner only', detail: 'not found' },
  { made: 'S3 bucket policy', check: 'read back', detail: 'could not be read: malformed-answer' },
  { made: 'SNS topic', check: 'tagged', detail: 'not as planned' },
  { made: 'SNS topic policy', check: 'policy', detail: 'not as planned' },
  { made: 'DynamoDB table', check: 'recoverable', detail: 'not as planned' },
];

/** A conversation that ends in a no on this server, and why it must. */
export interface Refused {
  readonly made: string;
  readonly because: string;
  /** Words of the answer. */
  readonly says: string;
}

/**
 * What is refused because safety depends on an answer that this server does not give: what is not
 * known to be in a stack is not deleted with it.
 */
export const REFUSED: readonly Refused[] = [
  {
    made: 'an SNS topic',
    because: 'the server lists its policy without a name',
    says: 'AWS did not answer as it should',
  },
  {
    made: 'an S3 bucket with its policy',
    because: 'the server lists the policy without a name',
    says: 'AWS did not answer as it should',
  },
];
