import { isJsonObject, type JsonObject } from '../../src/task/json.ts';
import type { Demand } from '../iam/authorize.ts';
import {
  requiredRows,
  type ActionRow,
  type ActionTarget,
  type HandlerCall,
} from '../required-actions.ts';
import type { Place } from '../resources/model.ts';
import type { WorldState } from '../state.ts';
import { computeContext, computeTargets, launchProfile, ownTags } from './compute-targets.ts';
import { containerContext, containerTargets } from './container-targets.ts';
import { edgeTargets } from './edge-targets.ts';
import { efsTargets } from './efs-targets.ts';
import { jsonText } from './json-text.ts';
import { keyArns, keyPolicy, memberText, strings, volumeKeys } from './key-demands.ts';
import { NETWORK_CREATES, networkTargets } from './network-targets.ts';
import { rdsTargets } from './rds-targets.ts';
import { VIA_SERVICE } from './via-service.ts';

/** The resource a handler works on. */
export interface Subject {
  readonly type: string;
  readonly place: Place;
  readonly arn: string;
  /** What CloudFormation calls it; absent for what is not made yet. */
  readonly id?: string;
  readonly properties: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

/** One handler call and what it touches. */
export interface HandlerWork {
  readonly call: HandlerCall;
  readonly subject: Subject;
  readonly touched: readonly string[];
}

const roleArn = (state: WorldState, place: Place, name: string): string => {
  if (name.startsWith('arn:')) return name;
  const known = state.resources.find(
    (each) =>
      each.type === 'AWS::IAM::Role' && each.accountId === place.accountId && each.id === name,
  );
  return known?.arn ?? `arn:aws:iam::${place.accountId}:role/${name}`;
};

const rolesOfProfile = (state: WorldState, place: Place, name: string): readonly string[] => {
  const profile = state.resources.find(
    (each) =>
      each.type === 'AWS::IAM::InstanceProfile' &&
      each.accountId === place.accountId &&
      each.id === name,
  );
  return strings(profile?.properties['Roles']).map((role) => roleArn(state, place, role));
};

const profileRoles = (state: WorldState, { place, properties }: Subject): readonly string[] => {
  const [name = ''] = strings(properties['IamInstanceProfile']);
  return rolesOfProfile(state, place, name);
};

const codeObject = (properties: JsonObject): readonly string[] => {
  const code = properties['Code'];
  if (!isJsonObject(code) || code['S3Bucket'] === undefined) return [];
  return [`arn:aws:s3:::${jsonText(code['S3Bucket'])}/${jsonText(code['S3Key'])}`];
};

const codeVersion = (properties: JsonObject): readonly string[] => {
  const code = properties['Code'];
  return isJsonObject(code) && code['S3ObjectVersion'] !== undefined ? codeObject(properties) : [];
};

/** The service whose role AWS makes when the first resource of a type is made. */
const linkedService = (type: string): string =>
  `${type.split('::')[1]?.toLowerCase() ?? ''}.amazonaws.com`;

/** A version by its own number; `:1` of one that has none yet, and of an alias. */
const versionArn = ({ arn, id = '' }: Subject): string =>
  id.startsWith(`${arn}:`) ? id : `${arn}:1`;

const NEW_ID = '0'.repeat(17);
const arnsOf = (state: WorldState, subject: Subject, target: ActionTarget): readonly string[] => {
  const { properties, place } = subject;
  const ec2 = `arn:aws:ec2:${place.region}:${place.accountId}`;
  const targets: Readonly<Record<ActionTarget, () => readonly string[]>> = {
    ...edgeTargets(subject),
    ...computeTargets(state, subject),
    self: () => [subject.arn],
    image: () =>
      strings(properties['ImageId']).map((id) => `arn:aws:ec2:${place.region}::image/${id}`),
    subnet: () => strings(properties['SubnetId']).map((id) => `${ec2}:subnet/${id}`),
    securityGroups: () =>
      strings(properties['SecurityGroupIds']).map((id) => `${ec2}:security-group/${id}`),
    volume: () => [`${ec2}:volume/vol-${NEW_ID}`],
    networkInterface: () => [`${ec2}:network-interface/eni-${NEW_ID}`],
    vpc: () => strings(properties['VpcId']).map((id) => `${ec2}:vpc/${id}`),
    role: () => strings(properties['Role']),
    roles: () => strings(properties['Roles']).map((name) => roleArn(state, place, name)),
    profileRole: () => profileRoles(state, subject),
    codeObject: () => codeObject(properties),
    codeVersion: () => codeVersion(properties),
    layers: () => strings(properties['Layers']),
    qualified: () => [versionArn(subject)],
    replicationRole: () => memberText(properties['ReplicationConfiguration'], 'Role'),
    tableKey: () => keyArns(place, memberText(properties['SSESpecification'], 'KMSMasterKeyId')),
    functionKey: () => keyArns(place, strings(properties['KmsKeyArn'])),
    volumeKeys: () => keyArns(place, volumeKeys(properties)),
    roleArn: () => strings(properties['RoleArn']),
    rotationFunction: () => strings(properties['RotationLambdaARN']),
    secretKey: () => keyArns(place, strings(properties['KmsKeyId'])),
    scheduledSecret: () => strings(properties['SecretId']),
    groups: () =>
      strings(properties['Groups']).map(
        (name) => `arn:aws:iam::${place.accountId}:group/coworker/${name}`,
      ),
    trailRole: () => strings(properties['CloudWatchLogsRoleArn']),
    recorderRole: () => strings(properties['RoleARN']),
    linkedRole: () => [
      `arn:aws:iam::${place.accountId}:role/aws-service-role/${linkedService(subject.type)}/role`,
    ],
    aliasKey: () => keyArns(place, strings(properties['TargetKeyId'])),
    topics: () => strings(properties['Topics']),
    ...networkTargets(properties, place),
    queues: () =>
      strings(properties['Queues']).map(
        (url) => `arn:aws:sqs:${place.region}:${place.accountId}:${url.split('/').at(-1)}`,
      ),
    loadBalancer: () => strings(properties['LoadBalancerArn']),
    ...rdsTargets(subject),
    launchRole: () => rolesOfProfile(state, place, launchProfile(state, subject)),
    ...efsTargets(subject),
    ...containerTargets(subject),
  };
  return targets[target]();
};

const CREATES = /:(Create|Run|Put(MetricAlarm|Parameter)|Tag|AddTags)/;

/** The call in which tags are written, where a new resource is tagged by the call that makes it. */
const CREATE_ACTIONS: Readonly<Record<string, string>> = {
  'AWS::EC2::Instance': 'RunInstances',
  'AWS::EC2::SecurityGroup': 'CreateSecurityGroup',
  'AWS::EC2::EIP': 'AllocateAddress',
  'AWS::EC2::Volume': 'CreateVolume',
  ...NETWORK_CREATES,
  'AWS::EC2::LaunchTemplate': 'CreateLaunchTemplate',
};

type Context = Readonly<Record<string, string | readonly string[]>>;

const tagKeys = (prefix: string, tags: Subject['tags']): Context =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}/${key}`, value]));

/** A volume takes the tags of the launch only where the instance says so; an interface never. */
const takesRequestTags = (work: HandlerWork, target: ActionTarget): boolean =>
  target === 'self' ||
  (target === 'volume' && work.subject.properties['PropagateTagsToVolumeOnCreation'] === true);

const tagContext = (work: HandlerWork, row: ActionRow, target: ActionTarget): Context => {
  const { type } = work.subject;
  const tags = ownTags(work.subject);
  if (!takesRequestTags(work, target)) return {};
  const own = Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));
  const isNew = work.call === 'create' && CREATES.test(row.action);
  return {
    ...(Object.keys(own).length === 0 ? {} : { 'aws:TagKeys': Object.keys(own) }),
    ...tagKeys('aws:RequestTag', own),
    ...(isNew
      ? { 'ec2:CreateAction': CREATE_ACTIONS[type] ?? '' }
      : tagKeys('aws:ResourceTag', tags)),
  };
};

/** What else a call works on exists already, with tags of its own. */
const tagsOfOther = (state: WorldState, resource: string): Context => {
  const found = state.resources.find((each) => each.arn === resource);
  return found === undefined ? {} : tagKeys('aws:ResourceTag', found.tags);
};

/** What KMS tells IAM of a key that a service uses for the caller. */
const keyContext = ({ subject }: HandlerWork, row: ActionRow): Context => {
  const service = VIA_SERVICE[subject.type];
  if (service === undefined || !row.action.startsWith('kms:')) return {};
  return {
    'kms:ViaService': `${service}.${subject.place.region}.amazonaws.com`,
    ...(row.action === 'kms:CreateGrant' ? { 'kms:GrantIsForAWSResource': 'true' } : {}),
  };
};

const policyArns = ({ type, arn, properties }: Subject): readonly string[] =>
  type === 'AWS::IAM::ManagedPolicy' ? [arn] : strings(properties['ManagedPolicyArns']);

const contextOf = (work: HandlerWork, row: ActionRow): Context => {
  const { properties } = work.subject;
  const [boundary] = strings(properties['PermissionsBoundary']);
  const [managed] = policyArns(work.subject);
  const [principal] =
    work.subject.type === 'AWS::Lambda::Permission' ? strings(properties['Principal']) : [];
  const [protocol] = strings(properties['Protocol']);
  const [endpoint] = strings(properties['Endpoint']);
  return {
    ...(row.passedTo === undefined ? {} : { 'iam:PassedToService': row.passedTo }),
    ...(row.linkedTo === undefined ? {} : { 'iam:AWSServiceName': row.linkedTo }),
    ...(row.linkedTo === undefined
      ? {}
      : { 'iam:AWSServiceName': strings(properties[row.linkedTo])[0] ?? row.linkedTo }),
    ...(boundary === undefined ? {} : { 'iam:PermissionsBoundary': boundary }),
    ...(managed === undefined ? {} : { 'iam:PolicyARN': managed }),
    ...(principal === undefined ? {} : { 'lambda:Principal': principal }),
    ...keyContext(work, row),
    ...(protocol === undefined ? {} : { 'sns:Protocol': protocol }),
    ...(endpoint === undefined ? {} : { 'sns:Endpoint': endpoint }),
  };
};

/** IAM compares the boundary of the role a call works on, whatever type brought the call. */
const boundaryBehind = (state: WorldState, arn: string): Readonly<Record<string, string>> => {
  if (!/:(role|user)\//.test(arn)) return {};
  const role = state.resources.find(
    (each) => /^AWS::IAM::(Role|User)$/.test(each.type) && each.arn === arn,
  );
  const boundary = role?.properties['PermissionsBoundary'];
  return typeof boundary === 'string' ? { 'iam:PermissionsBoundary': boundary } : {};
};

/** Every action on every resource that one handler call needs, in the table's order. */
export const demandsOf = (state: WorldState, work: HandlerWork): readonly Demand[] =>
  requiredRows(work.subject.type, work.call, work.touched)
    .filter(
      ({ whileSet }) => whileSet === undefined || work.subject.properties[whileSet] !== undefined,
    )
    .flatMap((row) =>
      (row.on ?? ['self']).flatMap((target) =>
        arnsOf(state, work.subject, target).map((resource) => ({
          action: row.action,
          resource,
          accountId: work.subject.place.accountId,
          ...keyPolicy(state, work.subject, resource),
          context: {
            ...(target === 'self' ? {} : tagsOfOther(state, resource)),
            ...tagContext(work, row, target),
            ...contextOf(work, row),
            ...computeContext(state, work.subject, row.action),
            ...containerContext(work.subject),
            ...boundaryBehind(state, resource),
          },
        })),
      ),
    );
