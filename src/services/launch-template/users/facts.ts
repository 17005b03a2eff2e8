import { z } from 'zod';
import type { AwsReader } from '../../aws-reader.ts';
import { scalingCall } from '../../auto-scaling-group/described/facts.ts';
import { readPages } from '../../paged/facts.ts';
import type { DraftContext } from '../../service.ts';
import type { LaunchTemplateFacts } from '../facts-schema.ts';

const namedSchema = z.object({
  LaunchTemplateId: z.string().nullish(),
  LaunchTemplateName: z.string().nullish(),
  Version: z.string().nullish(),
});
type Named = z.infer<typeof namedSchema>;

const groupSchema = z.object({
  AutoScalingGroupName: z.string(),
  LaunchTemplate: namedSchema.nullish(),
  MixedInstancesPolicy: z
    .object({
      LaunchTemplate: z
        .object({
          LaunchTemplateSpecification: namedSchema.nullish(),
          Overrides: z
            .array(z.object({ LaunchTemplateSpecification: namedSchema.nullish() }))
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

const groupPage = z.object({
  AutoScalingGroups: z.array(groupSchema).nullish(),
  NextToken: z.string().nullish(),
});

/** A launch template by both of its names: groups name it by either. */
export interface Template {
  readonly id: string;
  readonly name: string;
}

const namesIn = (group: z.infer<typeof groupSchema>): readonly Named[] => {
  const mixed = group.MixedInstancesPolicy?.LaunchTemplate;
  return [
    group.LaunchTemplate,
    mixed?.LaunchTemplateSpecification,
    ...(mixed?.Overrides ?? []).map((one) => one.LaunchTemplateSpecification),
  ].filter((one) => one !== undefined && one !== null);
};

/** A group by the one ARN that both its list and its deletion give; see the list of groups. */
const arnOf = ({ region, account }: DraftContext, name: string): string =>
  `arn:aws:autoscaling:${region}:${account.id}:autoScalingGroup:*:autoScalingGroupName/${name}`;

/** The groups that start their instances from it; a mixed one too, by any of its types. */
export const readGroupUsers = async (
  context: DraftContext,
  reader: AwsReader,
  { id, name }: Template,
): Promise<LaunchTemplateFacts['groups']> => {
  const call = scalingCall(context.region, 'DescribeAutoScalingGroups', { MaxRecords: 100 });
  const pages = readPages(reader, call, {
    schema: groupPage,
    member: 'NextToken',
    next: ({ NextToken }) => NextToken,
  });
  const users: LaunchTemplateFacts['groups'] = [];
  for await (const { AutoScalingGroups } of pages)
    for (const group of AutoScalingGroups ?? []) {
      const named = namesIn(group).find(
        (one) => one.LaunchTemplateId === id || one.LaunchTemplateName === name,
      );
      if (named === undefined) continue;
      users.push({
        arn: arnOf(context, group.AutoScalingGroupName),
        words: `the Auto Scaling group \`${group.AutoScalingGroupName}\``,
        version: named.Version ?? '$Default',
      });
    }
  return users;
};

const instancePage = z.object({
  Reservations: z
    .array(
      z.object({
        Instances: z
          .array(
            z.object({
              InstanceId: z.string(),
              Tags: z.array(z.object({ Key: z.string() })).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});

/** EC2 marks what is started from a template with its id; those of a group go with the group. */
export const readInstanceUsers = async (
  { region }: DraftContext,
  reader: AwsReader,
  { id }: Template,
): Promise<string[]> => {
  const Filters = [
    { Name: 'tag:aws:ec2launchtemplate:id', Values: [id] },
    { Name: 'instance-state-name', Values: ['pending', 'running', 'stopping', 'stopped'] },
  ];
  const input = { Filters, MaxResults: 200 };
  const call = { client: 'EC2', operation: 'DescribeInstances', region, input };
  const pages = readPages(reader, call, {
    schema: instancePage,
    member: 'NextToken',
    next: ({ NextToken }) => NextToken,
  });
  const found: string[] = [];
  for await (const { Reservations } of pages)
    for (const { InstanceId, Tags } of (Reservations ?? []).flatMap((one) => one.Instances ?? []))
      if (Tags?.some(({ Key }) => Key === 'aws:autoscaling:groupName') !== true)
        found.push(InstanceId);
  return found.toSorted();
};
