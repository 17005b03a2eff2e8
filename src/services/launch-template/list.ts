import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { listedResource } from '../listed.ts';
import { describeTemplates, readVersion } from './described/facts.ts';

const resourceType = 'AWS::EC2::LaunchTemplate';

/** Launch templates of one region, page by page; their versions are read for the health alone. */
export const listLaunchTemplates = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  for await (const row of describeTemplates(reader, region)) {
    const { LaunchTemplateId: id, LaunchTemplateName: name } = row;
    const tags = Object.fromEntries((row.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
    yield listedResource(
      { resourceType, account, region },
      {
        id,
        arn: `arn:aws:ec2:${region}:${account.id}:launch-template/${id}`,
        tags: { Name: name, ...tags },
        createdAt: row.CreateTime ?? null,
        metadata: { name, default: row.DefaultVersionNumber, latest: row.LatestVersionNumber },
      },
    );
  }
};

/** How instances of the default version answer for their credentials. */
export const readLaunchTemplateHealth = async (
  reader: AwsReader,
  { id, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const found = await readVersion(reader, region, { id, version: '$Default' });
  if (found === undefined) return {};
  return {
    version: String(found.version),
    tokens: found.data.MetadataOptions?.HttpTokens ?? 'optional',
  };
};
