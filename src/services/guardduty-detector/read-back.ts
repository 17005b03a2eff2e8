import { at } from '../compare.ts';
import { holdsTagMap, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const row = (name: string, rest: Pick<ReadRow, 'holds'> & Partial<ReadRow>): ReadRow => ({
  name,
  client: 'GuardDuty',
  operation: 'GetDetector',
  input: ({ physicalId }) => ({ DetectorId: physicalId }),
  ...rest,
});

const ROWS: readonly ReadRow[] = [
  row('on', { property: 'Enable', holds: (output) => at(output, 'Status') === 'ENABLED' }),
  row('frequency', {
    property: 'FindingPublishingFrequency',
    holds: (output, planned) => at(output, 'FindingPublishingFrequency') === planned,
  }),
  row('tagged', {
    property: 'Tags',
    holds: (output, _planned, input) => holdsTagMap(at(output, 'Tags'), input),
  }),
];

/** Reads a detector back by GuardDuty's own call. */
export const readBackDetector = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, region, account, physicalId } = input;
  if (type !== 'AWS::GuardDuty::Detector') throw noReadBack(input);
  const arn = `arn:aws:guardduty:${region}:${account.id}:detector/${physicalId}`;
  return await runReadBack(input, arn, ROWS);
};
