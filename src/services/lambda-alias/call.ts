import type { ReadCall } from '../aws-reader.ts';
import type { DraftContext } from '../service.ts';

/** An alias with the name of its function. */
export interface Callee {
  readonly name: string;
  readonly alias: string;
  readonly arn: string;
}

/** A read of Lambda in the region of a task. */
export const callIn =
  ({ region }: Pick<DraftContext, 'region'>) =>
  (operation: string, input: ReadCall['input']): ReadCall => ({
    client: 'Lambda',
    operation,
    region,
    input,
  });
