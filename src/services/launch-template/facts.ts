import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readTypeAndImage } from '../ec2-instance/image/facts.ts';
import { readNetwork } from '../ec2-instance/network/facts.ts';
import { ACCESS } from '../ec2-instance/template.ts';
import { readCompanionStack, readParsed } from '../facts.ts';
import { presentProperties } from '../existing-tasks.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import { readNamedFacts } from '../named/facts.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import { readTemplate, readWhole, type TemplateRow } from './described/facts.ts';
import type { LaunchTemplateFacts, VersionFact } from './facts-schema.ts';
import { versionFact } from './version-fact.ts';
import { readGroupUsers, readInstanceUsers } from './users/facts.ts';

const keyPage = z.object({ KeyPairs: z.array(z.object({ KeyName: z.string() })).nullish() });

const readKeyPair = async ({ task, region }: DraftContext, reader: AwsReader) => {
  const name = textOf(task, 'keyPair');
  if (name === undefined || task.taskType !== 'CreateResource') return false;
  const input = { Filters: [{ Name: 'key-name', Values: [name] }] };
  const call = { client: 'EC2', operation: 'DescribeKeyPairs', region, input };
  return ((await readParsed(reader, call, keyPage))?.KeyPairs ?? []).length > 0;
};

type Versions = Pick<LaunchTemplateFacts, 'standard' | 'latest' | 'chosen'>;

const NO_VERSIONS: Versions = { standard: null, latest: null, chosen: null };

/** What starts today, and what would: whole, so that nothing goes with them unseen. */
const readVersions = async (
  { task, region }: DraftContext,
  reader: AwsReader,
  found: TemplateRow | undefined,
): Promise<Versions> => {
  if (task.taskType !== 'UpdateResource' || found === undefined) return NO_VERSIONS;
  const id = found.LaunchTemplateId;
  const asked = textOf(task, 'defaultVersion') ?? 'latest';
  const standard = await readWhole(reader, region, { id, version: '$Default' });
  if (standard === undefined) return NO_VERSIONS;
  const factOf = async (version: string): Promise<VersionFact | null> => {
    const whole = await readWhole(reader, region, { id, version });
    return whole === undefined ? null : versionFact(whole, standard);
  };
  return {
    standard: versionFact(standard, standard),
    latest: await factOf('$Latest'),
    chosen: asked === 'latest' ? null : await factOf(asked),
  };
};

type Machine = Pick<LaunchTemplateFacts, 'type' | 'image'>;

/** From which the next version is made: our template where there is one, else the newest. */
const baseOf = (named: NamedFacts, latest: VersionFact | null): JsonObject => {
  if (named.owner.owner !== 'ours') return latest?.data ?? {};
  const data = presentProperties(named)['LaunchTemplateData'] ?? null;
  return isJsonObject(data) ? data : {};
};

/** Type and image as they will stand beside each other, whichever of the two is asked. */
const readMachine = async (
  context: DraftContext,
  reader: AwsReader,
  base: JsonObject,
): Promise<Machine> => {
  const { task } = context;
  if (task.taskType === 'DeleteResource') return { type: null, image: null };
  if (task.taskType === 'CreateResource') return await readTypeAndImage(context, reader);
  const isImage = textOf(task, 'image') !== undefined || textOf(task, 'os') !== undefined;
  const [type, image] = [textIn(base['InstanceType']), textIn(base['ImageId'])];
  if (!isImage && textOf(task, 'instanceType') === undefined) return { type: null, image: null };
  // An image that is named by a parameter is not known before something starts.
  if (!isImage && !image.startsWith('ami-')) return await readTypeAndImage(context, reader);
  const parameters = {
    ...(type === '' ? {} : { instanceType: type }),
    ...(isImage ? {} : { image }),
    ...task.parameters,
  };
  const asNew = { ...task, taskType: 'CreateResource', parameters } as const;
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
  const groups = await readGroupUsers(context, reader, template);
  return {
    groups,
    instances: isDelete ? await readInstanceUsers(context, reader, { ...template, groups }) : [],
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
    ...(await readMachine(context, reader, baseOf(named, versions.latest))),
    accessStack: await readCompanionStack(context, reader, { owner: named.owner, suffix: ACCESS }),
    vpcs: network.vpcs,
    securityGroups: network.groups,
  };
};
