import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

/** The function of `arn:…:function:<name>:<version>`. */
const functionOf = ({ physicalId }: ReadBackInput): string => physicalId.split(':')[6] ?? '';

const ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: 'Lambda',
    operation: 'ListVersionsByFunction',
    input: (input) => ({ FunctionName: functionOf(input) }),
    pages: { token: 'NextMarker', member: 'Marker', list: 'Versions' },
    holds: (output, _planned, input) =>
      listOf(at(output, 'Versions')).some(
        (one) => textIn(at(one, 'FunctionArn')) === input.physicalId,
      ),
  },
];

/** Reads a version back by the list of its function. */
export const readBackLambdaVersion = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  await runReadBack(input, input.physicalId, ROWS);
