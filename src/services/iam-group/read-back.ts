import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: 'IAM',
    operation: 'GetGroup',
    input: ({ physicalId }) => ({ GroupName: physicalId }),
    holds: (output, _planned, input) => at(output, 'Group.GroupName') === input.physicalId,
  },
  {
    name: 'managed policies',
    property: 'ManagedPolicyArns',
    client: 'IAM',
    operation: 'ListAttachedGroupPolicies',
    input: ({ physicalId }) => ({ GroupName: physicalId }),
    pages: { token: 'Marker', list: 'AttachedPolicies' },
    holds: (output, planned) =>
      listOf(planned).every((arn) =>
        listOf(at(output, 'AttachedPolicies')).some((row) => at(row, 'PolicyArn') === arn),
      ),
  },
];

/** Reads a group back by IAM's own calls. */
export const readBackIamGroup = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::IAM::Group') throw noReadBack(input);
  const arn = `arn:aws:iam::${input.account.id}:group/coworker/${input.physicalId}`;
  return await runReadBack(input, arn, ROWS);
};
