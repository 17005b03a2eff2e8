import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackEc2 } from '../ec2-instance/read-back.ts';
import { readBackIam } from '../iam-role/read-back.ts';
import { readBackLaunchTemplate } from '../launch-template/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import { readBackScalingPolicy } from '../scaling-policy/read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const groupOf = (output: unknown): Json | undefined => listOf(at(output, 'AutoScalingGroups'))[0];

const row = (
  name: string,
  property: string,
  holds: (group: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'AutoScaling',
  operation: 'DescribeAutoScalingGroups',
  input: (input) => ({ AutoScalingGroupNames: [input.physicalId] }),
  holds: (output, planned, input) => holds(groupOf(output), planned, input),
});

const sameNumber = (name: string) => (group: Json | undefined, planned: Json) =>
  textIn(at(group, name)) === textIn(planned);

const GROUP_ROWS: readonly ReadRow[] = [
  row('exists', '', (one, _planned, input) => at(one, 'AutoScalingGroupName') === input.physicalId),
  row('least size', 'MinSize', sameNumber('MinSize')),
  row('most size', 'MaxSize', sameNumber('MaxSize')),
  row('subnets', 'VPCZoneIdentifier', (one, planned) => {
    const found = textIn(at(one, 'VPCZoneIdentifier')).split(',');
    return listOf(planned).every((subnet) => found.includes(textIn(subnet)));
  }),
  row('health check', 'HealthCheckType', (one, planned) => at(one, 'HealthCheckType') === planned),
  row('tagged', 'Tags', (one, _planned, input) => holdsTags(at(one, 'Tags'), input)),
];

const arnOf = ({ region, account }: ReadBackInput, service: string, rest: string): string =>
  `arn:aws:${service}:${region}:${account.id}:${rest}`;

/** Reads a group back, and with it all that its stacks hold. */
export const readBackAutoScaling = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, physicalId } = input;
  if (type === 'AWS::AutoScaling::AutoScalingGroup') {
    const arn = arnOf(
      input,
      'autoscaling',
      `autoScalingGroup:*:autoScalingGroupName/${physicalId}`,
    );
    return await runReadBack(input, arn, GROUP_ROWS);
  }
  if (type === 'AWS::EC2::LaunchTemplate') return await readBackLaunchTemplate(input);
  if (type === 'AWS::AutoScaling::ScalingPolicy') return await readBackScalingPolicy(input);
  if (type === 'AWS::EC2::SecurityGroup') return await readBackEc2(input);
  if (type.startsWith('AWS::IAM::')) return await readBackIam(input);
  return await readCompanion(input);
};
