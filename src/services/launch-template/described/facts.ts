import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import { isJsonObject, jsonObjectOf, type JsonObject } from '../../../task/json.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import { readPages } from '../../paged/facts.ts';

const templateSchema = z.object({
  LaunchTemplateId: z.string(),
  LaunchTemplateName: z.string(),
  DefaultVersionNumber: z.number(),
  LatestVersionNumber: z.number(),
  CreateTime: z.coerce.date().nullish(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
});

/** A launch template as EC2 lists it, without its versions. */
export type TemplateRow = z.infer<typeof templateSchema>;

const pageSchema = z.object({
  LaunchTemplates: z.array(templateSchema).nullish(),
  NextToken: z.string().nullish(),
});

const PAGE = 200;

/** Every launch template of a region, page by page. */
export const describeTemplates = async function* (
  reader: AwsReader,
  region: Region,
): AsyncIterable<TemplateRow> {
  const input = { MaxResults: PAGE };
  const call = { client: 'EC2', operation: 'DescribeLaunchTemplates', region, input };
  const pages = readPages(reader, call, {
    schema: pageSchema,
    member: 'NextToken',
    next: ({ NextToken }) => NextToken,
  });
  for await (const { LaunchTemplates } of pages) yield* LaunchTemplates ?? [];
};

/** One by its id or its name; undefined when it is not there. */
export const readTemplate = async (
  reader: AwsReader,
  region: Region,
  nameOrId: string,
): Promise<TemplateRow | undefined> => {
  const by = /^lt-[0-9a-f]{8,17}$/.test(nameOrId) ? 'LaunchTemplateIds' : 'LaunchTemplateNames';
  const input = { [by]: [nameOrId] };
  const call = { client: 'EC2', operation: 'DescribeLaunchTemplates', region, input };
  return (await readParsed(reader, call, pageSchema))?.LaunchTemplates?.[0];
};

const dataSchema = z.object({
  ImageId: z.string().nullish(),
  InstanceType: z.string().nullish(),
  MetadataOptions: z
    .object({
      HttpEndpoint: z.string().nullish(),
      HttpPutResponseHopLimit: z.number().nullish(),
      HttpTokens: z.string().nullish(),
    })
    .nullish(),
  BlockDeviceMappings: z.array(z.custom<JsonObject>(isJsonObject)).nullish(),
  NetworkInterfaces: z.array(z.custom<JsonObject>(isJsonObject)).nullish(),
});

const versionsSchema = z.object({
  LaunchTemplateVersions: z
    .array(z.object({ VersionNumber: z.number(), LaunchTemplateData: dataSchema.nullish() }))
    .nullish(),
});

/** A version with what is looked at here, in the shape of its CloudFormation type. */
export interface Version {
  readonly version: number;
  readonly data: z.infer<typeof dataSchema>;
}

/** One version by its number, `$Latest` or `$Default`; never its user data. */
export const readVersion = async (
  reader: AwsReader,
  region: Region,
  which: { readonly id: string; readonly version: string },
): Promise<Version | undefined> => {
  const input = { LaunchTemplateId: which.id, Versions: [which.version] };
  const call = { client: 'EC2', operation: 'DescribeLaunchTemplateVersions', region, input };
  const [found] = (await readParsed(reader, call, versionsSchema))?.LaunchTemplateVersions ?? [];
  if (found === undefined) return undefined;
  return { version: found.VersionNumber, data: found.LaunchTemplateData ?? {} };
};

const wholeSchema = z.object({
  LaunchTemplateVersions: z
    .array(
      z.object({
        VersionNumber: z.number(),
        LaunchTemplateData: z.custom<JsonObject>(isJsonObject).nullish(),
      }),
    )
    .nullish(),
});

/** A version with all that EC2 keeps of it, its script included: for facts that hide that alone. */
export interface WholeVersion {
  readonly version: number;
  readonly data: JsonObject;
}

/** One version whole, by its number, `$Latest` or `$Default`; undefined where it is not there. */
export const readWhole = async (
  reader: AwsReader,
  region: Region,
  which: { readonly id: string; readonly version: string },
): Promise<WholeVersion | undefined> => {
  const input = { LaunchTemplateId: which.id, Versions: [which.version] };
  const call = { client: 'EC2', operation: 'DescribeLaunchTemplateVersions', region, input };
  const [found] = (await readParsed(reader, call, wholeSchema))?.LaunchTemplateVersions ?? [];
  if (found === undefined) return undefined;
  return { version: found.VersionNumber, data: jsonObjectOf(found.LaunchTemplateData ?? {}) };
};
