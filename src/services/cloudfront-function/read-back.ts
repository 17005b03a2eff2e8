import type { Json } from '../../task/json.ts';
import { at } from '../compare.ts';
import { runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const nameIn = ({ physicalId }: ReadBackInput): string => physicalId.split('/').at(-1) ?? '';

const row = (
  name: string,
  property: string,
  holds: (summary: Json | undefined, planned: Json) => boolean,
): ReadRow => ({
  name,
  property,
  client: 'CloudFront',
  operation: 'DescribeFunction',
  input: (input) => ({ Name: nameIn(input), Stage: 'DEVELOPMENT' }),
  holds: (output, planned) => holds(at(output, 'FunctionSummary'), planned),
});

const ROWS: readonly ReadRow[] = [
  row('exists', 'Name', (summary, planned) => at(summary, 'Name') === planned),
  row(
    'runtime',
    'FunctionConfig',
    (summary, planned) => at(summary, 'FunctionConfig.Runtime') === at(planned, 'Runtime'),
  ),
  {
    ...row('published as asked', 'AutoPublish', () => true),
    // Without a word about publishing there is nothing that must be seen.
    holds: (output, planned) =>
      planned !== true || at(output, 'FunctionSummary.Status') !== 'UNPUBLISHED',
  },
];

/** Reads a function back; its code is never fetched. */
export const readBackCloudfrontFunction = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  await runReadBack(input, input.physicalId, ROWS);
