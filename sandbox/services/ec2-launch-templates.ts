import type { Json, JsonObject } from '../../src/task/json.ts';
import { AwsError } from '../aws-error.ts';
import { versionsOf } from '../resources/auto-scaling.ts';
import { textProperty } from '../resources/model.ts';
import type { Resource } from '../state.ts';
import {
  list,
  pageOf,
  record,
  row,
  tagList,
  text,
  texts,
  type Call,
  type Input,
  type OperationTable,
} from './call.ts';
import { passes } from './ec2-filter.ts';
import { ownResources } from './find.ts';

const TYPE = 'AWS::EC2::LaunchTemplate';

const nameOf = ({ id, properties }: Resource): string =>
  textProperty(properties, 'LaunchTemplateName') || id;

const missing = (kind: 'Id' | 'Name', what: string): AwsError =>
  new AwsError(
    `InvalidLaunchTemplate${kind}.NotFoundException`,
    400,
    `The specified launch template, with template ${kind === 'Id' ? 'ID' : 'name'} ${what}, ` +
      'does not exist.',
  );

const needTemplate = (call: Call): Resource => {
  const [id, name] = [text(call.input, 'LaunchTemplateId'), text(call.input, 'LaunchTemplateName')];
  const found = ownResources(call, TYPE).find((each) =>
    id === '' ? nameOf(each) === name : each.id === id,
  );
  if (found === undefined) throw missing(id === '' ? 'Name' : 'Id', id || name);
  return found;
};

const latestOf = (template: Resource): number => versionsOf(template).length;
const defaultOf = ({ attributes }: Resource): number =>
  Number(attributes['DefaultVersionNumber'] ?? 1);

const numberOf = (template: Resource, asked: string): number => {
  if (asked === '$Latest') return latestOf(template);
  return asked === '$Default' ? defaultOf(template) : Number(asked);
};

const versionView = (template: Resource, version: number): object => ({
  LaunchTemplateId: template.id,
  LaunchTemplateName: nameOf(template),
  VersionNumber: version,
  DefaultVersion: version === defaultOf(template),
  ...record(versionsOf(template)[version - 1]),
});

const noVersion = (version: string): AwsError =>
  new AwsError(
    'InvalidLaunchTemplateId.VersionNotFound',
    400,
    `Could not find the specified version ${version} for the launch template.`,
  );

const versions = (call: Call): unknown => {
  const found = needTemplate(call);
  const asked = texts(call.input, 'Versions');
  const wanted = asked.length === 0 ? versionsOf(found).map((_one, at) => String(at + 1)) : asked;
  const views = wanted.map((one) => {
    const version = numberOf(found, one);
    if (!(version >= 1 && version <= latestOf(found))) throw noVersion(one);
    return versionView(found, version);
  });
  return { LaunchTemplateVersions: views };
};

/** Tags that it was given, and those of the property that CloudFormation made it with. */
const tagsOf = ({ properties, tags }: Resource): Readonly<Record<string, string>> => {
  const given = properties['TagSpecifications'];
  const rows = (Array.isArray(given) ? (given as readonly JsonObject[]) : [])
    .filter((one) => one['ResourceType'] === 'launch-template')
    .flatMap((one) => (Array.isArray(one['Tags']) ? (one['Tags'] as readonly JsonObject[]) : []));
  const named = rows.map((tag) => [textProperty(tag, 'Key'), textProperty(tag, 'Value')]);
  return { ...(Object.fromEntries(named) as Record<string, string>), ...tags };
};

const view = (template: Resource): object => ({
  LaunchTemplateId: template.id,
  LaunchTemplateName: nameOf(template),
  CreateTime: template.createdAt,
  DefaultVersionNumber: defaultOf(template),
  LatestVersionNumber: latestOf(template),
  Tags: tagList(tagsOf(template)),
});

const templates = (call: Call): unknown => {
  const all = ownResources(call, TYPE);
  const [ids, names] = [
    texts(call.input, 'LaunchTemplateIds'),
    texts(call.input, 'LaunchTemplateNames'),
  ];
  const id = ids.find((one) => !all.some((each) => each.id === one));
  if (id !== undefined) throw missing('Id', id);
  const name = names.find((one) => !all.some((each) => nameOf(each) === one));
  if (name !== undefined) throw missing('Name', name);
  const found = all.filter(
    (each) =>
      (ids.length === 0 || ids.includes(each.id)) &&
      (names.length === 0 || names.includes(nameOf(each))),
  );
  const filtered = found.filter(passes(call, { 'launch-template-name': nameOf }));
  const page = pageOf(call, filtered, call.input['NextToken']);
  return { LaunchTemplates: page.items.map((each) => view(each)), NextToken: page.next };
};

/** EC2 leaves the snapshots of the version out that another is made from. */
const withoutSnapshots = (data: Input): Input => {
  const devices = list(data, 'BlockDeviceMappings').map((one) => {
    const device = record(one);
    const { SnapshotId: _left, ...Ebs } = record(device['Ebs']);
    return device['Ebs'] === undefined ? device : { ...device, Ebs };
  });
  return devices.length === 0 ? data : { ...data, BlockDeviceMappings: devices };
};

/** From another version, whatever is not said: that is how EC2 takes user data over. */
const newVersion = (call: Call): unknown => {
  const found = needTemplate(call);
  const source = text(call.input, 'SourceVersion');
  const base = source === '' ? {} : record(versionsOf(found)[numberOf(found, source) - 1]);
  if (source !== '' && base['LaunchTemplateData'] === undefined) throw noVersion(source);
  const data = {
    ...withoutSnapshots(record(base['LaunchTemplateData'])),
    ...record(call.input['LaunchTemplateData']),
  };
  const next = {
    LaunchTemplateData: data,
    VersionDescription: text(call.input, 'VersionDescription'),
  };
  const all = [...versionsOf(found), next as Json];
  found.attributes['Versions'] = all;
  found.attributes['LatestVersionNumber'] = String(all.length);
  return { LaunchTemplateVersion: versionView(found, all.length) };
};

const setDefault = (call: Call): unknown => {
  const found = needTemplate(call);
  const version = numberOf(found, text(call.input, 'DefaultVersion'));
  if (!(version >= 1 && version <= latestOf(found)))
    throw noVersion(text(call.input, 'DefaultVersion'));
  found.attributes['DefaultVersionNumber'] = String(version);
  return { LaunchTemplate: view(found) };
};

const everywhere = (): string => '*';

const arnOf = (call: Call): string =>
  `arn:aws:ec2:${call.region}:${call.accountId}:launch-template/` +
  text(call.input, 'LaunchTemplateId');

/** EC2: launch templates and their versions. */
export const launchTemplateOperations: OperationTable = {
  DescribeLaunchTemplates: row('ec2:DescribeLaunchTemplates', everywhere, templates),
  DescribeLaunchTemplateVersions: row('ec2:DescribeLaunchTemplateVersions', everywhere, versions),
  CreateLaunchTemplateVersion: row('ec2:CreateLaunchTemplateVersion', arnOf, newVersion),
  ModifyLaunchTemplate: row('ec2:ModifyLaunchTemplate', arnOf, setDefault),
};
