import { at } from '../compare.ts';
import { readBackIam } from '../iam-role/read-back.ts';
import { readBackKmsKey } from '../kms-key/read-back.ts';
import { readBackLogGroup } from '../log-group/read-back.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const trail = (row: Pick<ReadRow, 'name' | 'holds'> & Partial<ReadRow>): ReadRow => ({
  client: 'CloudTrail',
  operation: 'GetTrail',
  input: ({ physicalId }) => ({ Name: physicalId }),
  ...row,
});

const ROWS: readonly ReadRow[] = [
  trail({
    name: 'exists',
    holds: (output, _planned, input) => at(output, 'Trail.Name') === input.physicalId,
  }),
  trail({
    name: 'every region',
    property: 'IsMultiRegionTrail',
    holds: (output, planned) => at(output, 'Trail.IsMultiRegionTrail') === planned,
  }),
  trail({
    name: 'provable',
    property: 'EnableLogFileValidation',
    holds: (output, planned) => at(output, 'Trail.LogFileValidationEnabled') === planned,
  }),
  trail({
    name: 'on',
    property: 'IsLogging',
    operation: 'GetTrailStatus',
    holds: (output, planned) => at(output, 'IsLogging') === planned,
  }),
];

/** Reads a trail back by CloudTrail's own calls, and what is beside it by theirs. */
export const readBackTrail = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { region, account, physicalId } = input;
  switch (input.type) {
    case 'AWS::CloudTrail::Trail': {
      const arn = `arn:aws:cloudtrail:${region}:${account.id}:trail/${physicalId}`;
      return await runReadBack(input, arn, ROWS);
    }
    case 'AWS::KMS::Key':
      return await readBackKmsKey(input);
    case 'AWS::Logs::LogGroup':
      return await readBackLogGroup(input);
    case 'AWS::IAM::Role':
      return await readBackIam(input);
    default:
      throw noReadBack(input);
  }
};
