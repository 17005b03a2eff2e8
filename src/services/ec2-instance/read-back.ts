import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackIam } from '../iam-role/read-back.ts';
import { readBackGroup } from '../security-group/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const arnOf = (input: ReadBackInput, kind: string): string =>
  `arn:aws:ec2:${input.region}:${input.account.id}:${kind}/${input.physicalId}`;

const instanceOf = (output: unknown): Json | undefined =>
  listOf(at(output, 'Reservations')).flatMap((one) => listOf(at(one, 'Instances')))[0];

const instanceRow = (
  name: string,
  property: string,
  holds: (instance: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'EC2',
  operation: 'DescribeInstances',
  input: (input) => ({ InstanceIds: [input.physicalId] }),
  holds: (output, planned, input) => holds(instanceOf(output), planned, input),
});

const hasProfile = (instance: Json | undefined): boolean =>
  at(instance, 'IamInstanceProfile.Arn') !== undefined;

const INSTANCE_ROWS: readonly ReadRow[] = [
  instanceRow('exists', '', (one, _planned, input) => at(one, 'InstanceId') === input.physicalId),
  instanceRow('type', 'InstanceType', (one, planned) => at(one, 'InstanceType') === planned),
  instanceRow('image', 'ImageId', (one, planned) => at(one, 'ImageId') === planned),
  instanceRow('subnet', 'SubnetId', (one, planned) => at(one, 'SubnetId') === planned),
  instanceRow('profile', 'IamInstanceProfile', hasProfile),
  instanceRow(
    'metadata by token',
    'MetadataOptions',
    (one, planned) => at(one, 'MetadataOptions.HttpTokens') === at(planned, 'HttpTokens'),
  ),
  instanceRow('tagged', 'Tags', (one, _planned, input) => holdsTags(at(one, 'Tags'), input)),
  {
    name: 'encrypted volumes',
    property: 'BlockDeviceMappings',
    client: 'EC2',
    operation: 'DescribeVolumes',
    input: (input) => ({
      Filters: [{ Name: 'attachment.instance-id', Values: [input.physicalId] }],
    }),
    holds: (output) => {
      const volumes = listOf(at(output, 'Volumes'));
      return volumes.length > 0 && volumes.every((one) => at(one, 'Encrypted') === true);
    },
  },
];

/** Reads an instance and its group back by EC2's own calls; role and profile by IAM's. */
export const readBackEc2 = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::EC2::Instance')
    return await runReadBack(input, arnOf(input, 'instance'), INSTANCE_ROWS);
  if (input.type === 'AWS::EC2::SecurityGroup') return await readBackGroup(input);
  if (input.type.startsWith('AWS::IAM::')) return await readBackIam(input);
  return await readCompanion(input);
};
