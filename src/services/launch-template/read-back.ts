import { listOf } from '../acts.ts';
import { at, holdsWithin } from '../compare.ts';
import { readBackEc2 } from '../ec2-instance/read-back.ts';
import { readBackIam } from '../iam-role/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const templateRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'EC2',
  operation: 'DescribeLaunchTemplates',
  input: (input) => ({ LaunchTemplateIds: [input.physicalId] }),
  ...rest,
});

const versionRow = (name: string, rest: Pick<ReadRow, 'holds'>): ReadRow => ({
  name,
  property: 'LaunchTemplateData',
  client: 'EC2',
  operation: 'DescribeLaunchTemplateVersions',
  input: (input) => ({ LaunchTemplateId: input.physicalId, Versions: ['$Latest'] }),
  ...rest,
});

const dataIn = (output: unknown) =>
  at(listOf(at(output, 'LaunchTemplateVersions'))[0], 'LaunchTemplateData');

const ROWS: readonly ReadRow[] = [
  templateRow('exists', {
    holds: (output, _planned, input) =>
      at(listOf(at(output, 'LaunchTemplates'))[0], 'LaunchTemplateId') === input.physicalId,
  }),
  templateRow('tagged', {
    property: 'TagSpecifications',
    holds: (output, _planned, input) =>
      holdsTags(at(listOf(at(output, 'LaunchTemplates'))[0], 'Tags'), input),
  }),
  versionRow('metadata by token', {
    holds: (output) => at(dataIn(output), 'MetadataOptions.HttpTokens') === 'required',
  }),
  versionRow('starts as planned', {
    holds: (output, planned) =>
      ['ImageId', 'InstanceType', 'BlockDeviceMappings'].every((member) => {
        const wanted = at(planned, member);
        return wanted === undefined || holdsWithin(wanted, at(dataIn(output), member));
      }),
  }),
];

/** Reads a launch template back with its newest version, and what its stacks hold beside it. */
export const readBackLaunchTemplate = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, physicalId, region, account } = input;
  if (type.startsWith('AWS::IAM::')) return await readBackIam(input);
  if (type !== 'AWS::EC2::LaunchTemplate') return await readBackEc2(input);
  const arn = `arn:aws:ec2:${region}:${account.id}:launch-template/${physicalId}`;
  return await runReadBack(input, arn, ROWS);
};
