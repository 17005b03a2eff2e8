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
      const named = namesIn(group).filter(
        (one) => one.LaunchTemplateId === id || one.LaunchTemplateName === name,
      );
      if (named.length === 0) continue;
      users.push({
        arn: arnOf(context, group.AutoScalingGroupName),
        words: `the Auto Scaling group \`${group.AutoScalingGroupName}\``,
        versions: [...new Set(named.map(({ Version }) => Version ?? '$Default'))],
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
              Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});

const GROUP_TAG = 'aws:autoscaling:groupName';

/**
 * EC2 marks what is started from a template with its id. Those of a group that starts from it go
 * with the group; a group that starts from another one by now may have old ones that live on.
 */
export const readInstanceUsers = async (
  context: DraftContext,
  reader: AwsReader,
  template: Template & { readonly groups: LaunchTemplateFacts['groups'] },
): Promise<string[]> => {
  const { region } = context;
  const { id, groups } = template;
  const goesWith = (group: string | undefined): boolean =>
    group !== undefined && groups.some(({ arn }) => arn === arnOf(context, group));
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
      if (!goesWith(Tags?.find(({ Key }) => Key === GROUP_TAG)?.Value)) found.push(InstanceId);
  return found.toSorted();
};
