import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readTypeAndImage } from '../ec2-instance/image/facts.ts';
import { readNetwork } from '../ec2-instance/network/facts.ts';
import { ACCESS } from '../ec2-instance/template.ts';
import { readCompanionStack, readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import { readTemplate, readVersion, versionFact, type TemplateRow } from './described/facts.ts';
import type { LaunchTemplateFacts, VersionFact } from './facts-schema.ts';
import { readGroupUsers, readInstanceUsers } from './users/facts.ts';

const keyPage = z.object({ KeyPairs: z.array(z.object({ KeyName: z.string() })).nullish() });

const readKeyPair = async ({ task, region }: DraftContext, reader: AwsReader) => {
  const name = textOf(task, 'keyPair');
  if (name === undefined || task.taskType !== 'CreateResource') return false;
  const input = { Filters: [{ Name: 'key-name', Values: [name] }] };
  const call = { client: 'EC2', operation: 'DescribeKeyPairs', region, input };
  return ((await readParsed(reader, call, keyPage))?.KeyPairs ?? []).length > 0;
};

const readFact = async (
  { region }: DraftContext,
  reader: AwsReader,
  which: { readonly id: string; readonly version: string },
): Promise<VersionFact | null> => {
  const found = await readVersion(reader, region, which);
  return found === undefined ? null : versionFact(found);
};

type Versions = Pick<LaunchTemplateFacts, 'latest' | 'chosen'>;

const readVersions = async (
  context: DraftContext,
  reader: AwsReader,
  found: TemplateRow | undefined,
): Promise<Versions> => {
  if (context.task.taskType !== 'UpdateResource' || found === undefined)
    return { latest: null, chosen: null };
  const id = found.LaunchTemplateId;
  const asked = textOf(context.task, 'defaultVersion') ?? 'latest';
  return {
    latest: await readFact(context, reader, { id, version: '$Latest' }),
    chosen: asked === 'latest' ? null : await readFact(context, reader, { id, version: asked }),
  };
};

type Machine = Pick<LaunchTemplateFacts, 'type' | 'image'>;

/** An image is looked up where one is asked, for the type that there is or will be. */
const readMachine = async (
  context: DraftContext,
  reader: AwsReader,
  latest: VersionFact | null,
): Promise<Machine> => {
  const { task } = context;
  const { parameters } = task;
  const isAsked = textOf(task, 'image') !== undefined || textOf(task, 'os') !== undefined;
  if (task.taskType === 'DeleteResource') return { type: null, image: null };
  if (task.taskType === 'CreateResource' || !isAsked)
    return await readTypeAndImage(context, reader);
  const present = latest === null || latest.instanceType === '' ? undefined : latest.instanceType;
  const instanceType = textOf(task, 'instanceType') ?? present;
  const wanted = instanceType === undefined ? parameters : { ...parameters, instanceType };
  const asNew = { ...task, taskType: 'CreateResource', parameters: wanted } as const;
  return await readTypeAndImage({ ...context, task: asNew }, reader);
};

type Users = Pick<LaunchTemplateFacts, 'groups' | 'instances'>;

const readUsers = async (
  context: DraftContext,
  reader: AwsReader,
  found: TemplateRow | undefined,
): Promise<Users> => {
  const { taskType } = context.task;
  if (found === undefined || taskType === 'CreateResource') return { groups: [], instances: [] };
  const template = { id: found.LaunchTemplateId, name: found.LaunchTemplateName };
  const isDelete = taskType === 'DeleteResource';
  return {
    groups: await readGroupUsers(context, reader, template),
    instances: isDelete ? await readInstanceUsers(context, reader, template) : [],
  };
};

const NO_PLACE = { vpcs: [], groups: [] };

/** Looks up the launch template, its versions, who starts from it, and what a new one needs. */
export const readLaunchTemplateFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<LaunchTemplateFacts> => {
  const { task, region } = context;
  const asked = textOf(task, 'id') ?? targetOf(task);
  const found = await readTemplate(reader, region, asked);
  const isCreate = task.taskType === 'CreateResource';
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::EC2::LaunchTemplate',
    name: found?.LaunchTemplateName ?? asked,
    identifier: found?.LaunchTemplateId ?? asked,
    exists: found !== undefined,
    // A new version starts from one that EC2 knows: nothing of it has to be read for that.
    isUnread: task.taskType === 'UpdateResource',
  });
  const versions = await readVersions(context, reader, found);
  const network = isCreate ? await readNetwork(context, reader) : NO_PLACE;
  return {
    ...named,
    defaultVersion: found?.DefaultVersionNumber ?? 0,
    latestVersion: found?.LatestVersionNumber ?? 0,
    ...versions,
    tags: (found?.Tags ?? []).map((tag) => ({ ...tag })),
    ...(await readUsers(context, reader, found)),
    hasKeyPair: await readKeyPair(context, reader),
    ...(await readMachine(context, reader, versions.latest)),
    accessStack: await readCompanionStack(context, reader, { owner: named.owner, suffix: ACCESS }),
    vpcs: network.vpcs,
    securityGroups: network.groups,
  };
};
