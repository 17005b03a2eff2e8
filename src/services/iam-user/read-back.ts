import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import { readBackSecret } from '../secret/read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const onUser = (row: Pick<ReadRow, 'name' | 'holds'> & Partial<ReadRow>): ReadRow => ({
  client: 'IAM',
  operation: 'GetUser',
  input: ({ physicalId }) => ({ UserName: physicalId }),
  ...row,
});

const USER_ROWS: readonly ReadRow[] = [
  onUser({
    name: 'exists',
    holds: (output, _planned, input) => at(output, 'User.UserName') === input.physicalId,
  }),
  onUser({
    name: 'bounded',
    property: 'PermissionsBoundary',
    holds: (output, planned) =>
      at(output, 'User.PermissionsBoundary.PermissionsBoundaryArn') === planned,
  }),
  onUser({
    name: 'groups',
    property: 'Groups',
    operation: 'ListGroupsForUser',
    pages: { token: 'Marker', list: 'Groups' },
    holds: (output, planned) =>
      listOf(planned).every((name) =>
        listOf(at(output, 'Groups')).some((row) => at(row, 'GroupName') === name),
      ),
  }),
  onUser({
    name: 'tagged',
    property: 'Tags',
    holds: (output, _planned, input) => holdsTags(at(output, 'User.Tags'), input),
  }),
];

/** The list holds ids and states of keys, never a key. */
const KEY_ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: 'IAM',
    operation: 'ListAccessKeys',
    input: ({ properties }) => ({ UserName: properties['UserName'] ?? '' }),
    pages: { token: 'Marker', list: 'AccessKeyMetadata' },
    holds: (output, _planned, { physicalId }) =>
      listOf(at(output, 'AccessKeyMetadata')).some((row) => at(row, 'AccessKeyId') === physicalId),
  },
];

const userArn = ({ account }: ReadBackInput, name: string): string =>
  `arn:aws:iam::${account.id}:user/coworker/${name}`;

/** Reads a user and its key back by IAM's own calls. */
export const readBackIamUser = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { properties, physicalId } = input;
  switch (input.type) {
    case 'AWS::IAM::User':
      return await runReadBack(input, userArn(input, physicalId), USER_ROWS);
    case 'AWS::IAM::AccessKey':
      return await runReadBack(input, userArn(input, textIn(properties['UserName'])), KEY_ROWS);
    case 'AWS::SecretsManager::Secret':
      return await readBackSecret(input);
    default:
      throw noReadBack(input);
  }
};
