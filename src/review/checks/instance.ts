import type { Tier } from '../../task/tier.ts';
import type { ModelResource } from '../template/model.ts';
import { isUnresolved, listOf, memberOf, refsIn, textOf, valueAt } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import { allOf, anyOf, fail, lacking, pass, unknown } from './judgement.ts';
import type { Judgement, NamedJudge, Subject } from './judgement.ts';
import { judgeProperty } from './property.ts';
import { doesName } from './relation.ts';
import { subnetJudgement } from './subnets.ts';
import { tagsOf } from './tags.ts';

/** Elsewhere nothing says which version a reference means, so only one that is written counts. */
const isOfVersion = (subject: Subject, { versions }: ModelResource): boolean => {
  const asked = valueAt(subject.properties, 'LaunchTemplate.Version');
  return versions === undefined || versions.includes(textOf(asked ?? '$Default') ?? '');
};

const templatesOf = (subject: Subject): readonly ModelResource[] => {
  const named = ['LaunchTemplateId', 'LaunchTemplateName'].map((key) =>
    valueAt(subject.properties, `LaunchTemplate.${key}`),
  );
  const { elsewhere = [] } = subject.context;
  return [...subject.model.resources.values(), ...elsewhere].filter(
    (one) =>
      one.type === 'AWS::EC2::LaunchTemplate' &&
      isOfVersion(subject, one) &&
      named.some((value) => value !== undefined && doesName(value, one) === 'pass'),
  );
};

/** The launch template that the instance names is in the template, and the inner check holds. */
export const launchTemplate: NamedJudge = (subject, options) => {
  const [template] = templatesOf(subject);
  const isNamed = valueAt(subject.properties, 'LaunchTemplate') !== undefined;
  if (template === undefined) {
    return isNamed ? unknown('its launch template is not here') : fail('it has no launch template');
  }
  const properties = valueAt(template.properties, 'LaunchTemplateData');
  return options.where === undefined
    ? pass(template.id)
    : subject.judge(options.where, { ...subject, resource: template, properties });
};

const own = (subject: Subject): Value =>
  subject.resource.type === 'AWS::EC2::LaunchTemplate'
    ? valueAt(subject.properties, 'LaunchTemplateData')
    : subject.properties;

/** IMDSv2 is required, in the resource itself or in the launch template it names. */
export const imdsv2: NamedJudge = (subject) => {
  const required = { property: 'MetadataOptions.HttpTokens', equals: 'required' };
  return anyOf([
    judgeProperty(own(subject), required),
    launchTemplate(subject, { named: 'launch-template', where: required }),
  ]);
};

const plainDevice = (mapping: Value): Judgement => {
  const device = memberOf(mapping, 'Ebs');
  if (isUnresolved(mapping)) return unknown('a block device can not be resolved');
  if (device === undefined) return pass('');
  return judgeProperty(device, { property: 'Encrypted', equals: true });
};

const devicesOf = (subject: Subject): readonly Value[] =>
  listOf(memberOf(own(subject), 'BlockDeviceMappings'));

/** Every block device is encrypted, and the root device is among those that are listed. */
export const deviceEncryption: NamedJudge = (subject) => {
  const devices = devicesOf(subject);
  if (devices.length > 0) return allOf(devices.map(plainDevice));
  const [template] = templatesOf(subject);
  if (template === undefined) return fail('no block device says that it is encrypted');
  return deviceEncryption(
    { ...subject, resource: template, properties: template.properties },
    { named: 'device-encryption' },
  );
};

/** No block device that is listed is left unencrypted. */
export const deviceNotPlain: NamedJudge = (subject) => allOf(devicesOf(subject).map(plainDevice));

/** Table: the largest size an instance of a tier has without a word about it. */
const LARGEST: Readonly<Record<Tier, string>> = {
  sandbox: 'large',
  development: 'xlarge',
  test: 'xlarge',
  staging: '4xlarge',
  unknown: '4xlarge',
  production: '8xlarge',
};

const NAMED_SIZES = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge'];

/** Sizes in order: nano is 0, xlarge is 5, 2xlarge is 7; metal is the largest. */
const rankOf = (size: string): number => {
  const named = NAMED_SIZES.indexOf(size);
  if (named >= 0) return named;
  const times = /^([0-9]+)xlarge$/.exec(size)?.[1];
  return times === undefined ? 1_000 : NAMED_SIZES.length + Number(times);
};

/** Classes that have no size: they grow with what is asked of them. */
const SIZELESS = new Set(['serverless']);

/** The instance is no larger than its tier usually needs. */
export const instanceSizeAllowed: NamedJudge = (subject, { property = 'InstanceType' }) => {
  const type = valueAt(subject.properties, property);
  if (isUnresolved(type)) return unknown(`${property} can not be resolved: ${type.why}`);
  const size = textOf(type)?.split('.').at(-1);
  if (size === undefined) return fail(`${property} is not set`);
  if (SIZELESS.has(size)) return pass(`${textOf(type)} has no size`);
  const largest = LARGEST[subject.context.tier];
  const holds = rankOf(size) <= rankOf(largest);
  return (holds ? pass : fail)(`${textOf(type)}; ${subject.context.tier} needs at most ${largest}`);
};

const interfacesOf = (subject: Subject): readonly Value[] =>
  listOf(memberOf(subject.properties, 'NetworkInterfaces'));

/** What runs says which public address it has; a template has no such property. */
const publicAddress = (subject: Subject): Judgement => {
  const address = textOf(memberOf(subject.properties, 'PublicIp')) ?? '';
  return address === '' ? pass('') : fail(`it has the public address ${address}`);
};

/** The interfaces of the instance, or else of the launch template that it names. */
const effectiveInterfaces = (subject: Subject): readonly Value[] => {
  const direct = interfacesOf(subject);
  return direct.length > 0
    ? direct
    : templatesOf(subject).flatMap((one) =>
        listOf(valueAt(one.properties, 'LaunchTemplateData.NetworkInterfaces')),
      );
};

/** No network interface asks for a public address, and what runs has none. */
export const noPublicIp: NamedJudge = (subject) =>
  allOf([
    publicAddress(subject),
    ...effectiveInterfaces(subject).map((one) => {
      const asked = memberOf(one, 'AssociatePublicIpAddress');
      if (isUnresolved(asked)) return unknown(`AssociatePublicIpAddress: ${asked.why}`);
      return textOf(asked)?.toLowerCase() === 'true'
        ? fail('it asks for a public address')
        : pass('');
    }),
  ]);

/** The instance has no public address: its subnet gives none, or it refuses one itself. */
export const privateSubnet: NamedJudge = (subject) => {
  const refused = interfacesOf(subject).map((one) =>
    judgeProperty(one, { property: 'AssociatePublicIpAddress', equals: false }),
  );
  if (refused.length > 0 && allOf(refused).result !== 'fail') return allOf(refused);
  const subnets = [
    memberOf(subject.properties, 'SubnetId'),
    ...interfacesOf(subject).map((one) => memberOf(one, 'SubnetId')),
  ].filter((one) => one !== undefined);
  if (subnets.length === 0) return fail('no subnet is chosen');
  return allOf(
    [noPublicIp(subject, { named: 'no-public-ip' })].concat(
      subnets.map((subnet) => subnetJudgement(subject, subnet)),
    ),
  );
};

const BACKUP_TYPES = ['AWS::Backup::BackupSelection', 'AWS::DLM::LifecyclePolicy'];

/** What a tag says that gives the instance to no plan. */
const NO_BACKUP = new Set(['', '0', 'no', 'none', 'false', 'off', 'never', 'disabled']);

/** A backup selection of the template names the instance, or a tag gives it to a plan. */
export const backedUp: NamedJudge = (subject) => {
  const isSelected = [...subject.model.resources.values()].some(
    (one) =>
      BACKUP_TYPES.includes(one.type) && refsIn(one.properties).includes(subject.resource.id),
  );
  const tag = [...tagsOf(subject)].find(([key]) => key.toLowerCase() === 'backup')?.[1];
  if (isSelected) return pass('a backup covers it');
  if (isUnresolved(tag)) return unknown(`the tag Backup can not be resolved: ${tag.why}`);
  return tag !== undefined && !NO_BACKUP.has(textOf(tag)?.trim().toLowerCase() ?? '')
    ? pass('a backup covers it')
    : lacking(subject, BACKUP_TYPES, 'no backup covers it');
};
