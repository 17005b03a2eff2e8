import { z } from 'zod';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import type { DraftContext } from '../../service.ts';
import { textOf } from '../../task-values.ts';
import type { Group } from '../described/facts.ts';
import type { AutoScalingFacts } from '../facts-schema.ts';

/** Of a launch template its user data is none of ours. */
const versionsSchema = z.object({
  LaunchTemplateVersions: z
    .array(
      z.object({
        VersionNumber: z.number(),
        LaunchTemplateData: z
          .object({
            InstanceType: z.string().nullish(),
            IamInstanceProfile: z
              .object({ Arn: z.string().nullish(), Name: z.string().nullish() })
              .nullish(),
            MetadataOptions: z.object({ HttpTokens: z.string().nullish() }).nullish(),
            BlockDeviceMappings: z
              .array(
                z.object({
                  Ebs: z
                    .object({ VolumeSize: z.number().nullish(), VolumeType: z.string().nullish() })
                    .nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});

const profileSchema = z.object({
  InstanceProfile: z.object({ Roles: z.array(z.object({ Arn: z.string() })).nullish() }),
});

type Launched = NonNullable<AutoScalingFacts['launchTemplate']>;

/** The profile with which instances start, and the role that whoever starts them passes on. */
const readProfile = async (
  { region }: DraftContext,
  reader: AwsReader,
  given: { readonly Arn?: string | null | undefined; readonly Name?: string | null | undefined },
): Promise<Launched['profile']> => {
  const name = (given.Name ?? given.Arn ?? '').split('/').at(-1) ?? '';
  const input = { InstanceProfileName: name };
  const call = { client: 'IAM', operation: 'GetInstanceProfile', region, input };
  const found = await readParsed(reader, call, profileSchema);
  return { name, role: found?.InstanceProfile.Roles?.[0]?.Arn ?? '' };
};

/** What is asked for, else that which a group starts from already. */
const sourceOf = ({ task }: DraftContext, group: Group | undefined) => {
  const asked = textOf(task, 'launchTemplate');
  if (asked !== undefined) return { name: asked, asked: '$Default' };
  const { LaunchTemplateName: name, Version: version } = group?.LaunchTemplate ?? {};
  return typeof name === 'string' ? { name, asked: version ?? '$Default' } : undefined;
};

/** The version of a launch template from which a group starts; null where there is none. */
export const readLaunched = async (
  context: DraftContext,
  reader: AwsReader,
  group: Group | undefined,
): Promise<AutoScalingFacts['launchTemplate']> => {
  const source = sourceOf(context, group);
  if (source === undefined) return null;
  const { name, asked } = source;
  const input = { LaunchTemplateName: name, Versions: [asked] };
  const { region } = context;
  const call = { client: 'EC2', operation: 'DescribeLaunchTemplateVersions', region, input };
  const found = await readParsed(reader, call, versionsSchema);
  const [version] = found?.LaunchTemplateVersions ?? [];
  if (version === undefined) return null;
  const data = version.LaunchTemplateData ?? {};
  const profile = data.IamInstanceProfile ?? null;
  return {
    name,
    asked,
    version: String(version.VersionNumber),
    needsToken: data.MetadataOptions?.HttpTokens === 'required',
    profile: profile === null ? null : await readProfile(context, reader, profile),
    instanceType: data.InstanceType ?? '',
    volumes: (data.BlockDeviceMappings ?? []).flatMap(({ Ebs: ebs }) =>
      typeof ebs?.VolumeSize === 'number'
        ? [{ sizeGb: ebs.VolumeSize, type: ebs.VolumeType ?? 'gp2' }]
        : [],
    ),
  };
};
