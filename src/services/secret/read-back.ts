import { at } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

/** The id of a schedule is the ARN of its secret. */
const described = (row: Omit<ReadRow, 'client' | 'operation' | 'input'>): ReadRow => ({
  client: 'SecretsManager',
  operation: 'DescribeSecret',
  input: (input) => ({ SecretId: input.physicalId }),
  ...row,
});

const SECRET_ROWS: readonly ReadRow[] = [
  described({
    name: 'exists',
    holds: (output, _planned, input) => at(output, 'ARN') === input.physicalId,
  }),
  described({
    name: 'encrypted',
    property: 'KmsKeyId',
    holds: (output, planned) => {
      const key = at(output, 'KmsKeyId');
      return typeof planned === 'string' ? key === planned : key !== undefined;
    },
  }),
  described({
    name: 'tagged',
    property: 'Tags',
    holds: (output, _planned, input) => holdsTags(at(output, 'Tags'), input),
  }),
];

const SCHEDULE_ROWS: readonly ReadRow[] = [
  described({ name: 'rotated', holds: (output) => at(output, 'RotationEnabled') === true }),
  described({
    name: 'days',
    property: 'RotationRules',
    holds: (output, planned) =>
      at(output, 'RotationRules.AutomaticallyAfterDays') === at(planned, 'AutomaticallyAfterDays'),
  }),
];

/** Reads a secret and its rotation back by what is said of them; its key as a companion. */
export const readBackSecret = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::SecretsManager::Secret')
    return await runReadBack(input, input.physicalId, SECRET_ROWS);
  if (input.type === 'AWS::SecretsManager::RotationSchedule')
    return await runReadBack(input, input.physicalId, SCHEDULE_ROWS);
  return await readCompanion(input);
};
