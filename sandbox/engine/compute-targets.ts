import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { launchTemplateOf } from '../resources/auto-scaling.ts';
import type { Place } from '../resources/model.ts';
import type { WorldState } from '../state.ts';
import { jsonText } from './json-text.ts';
import { strings } from './key-demands.ts';

/** A group and where it is. */
export interface Launching {
  readonly place: Place;
  readonly properties: JsonObject;
}

const NEW_ID = '0'.repeat(17);

const dataOf = (state: WorldState, { place, properties }: Launching): JsonObject => {
  const data = launchTemplateOf(state, place, properties)?.properties['LaunchTemplateData'] ?? null;
  return isJsonObject(data) ? data : {};
};

const ec2 = ({ place }: Launching): string => `arn:aws:ec2:${place.region}:${place.accountId}`;

const listIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** The ARN of the launch template of a group. */
const launchTemplateArn = (state: WorldState, launching: Launching): string => {
  const { place, properties } = launching;
  const id = launchTemplateOf(state, place, properties)?.id ?? `lt-${NEW_ID}`;
  return `${ec2(launching)}:launch-template/${id}`;
};

/** What is made and named where a group starts an instance. */
const launched = (state: WorldState, launching: Launching): readonly string[] => {
  const { place, properties } = launching;
  const image = dataOf(state, launching)['ImageId'];
  return [
    `${ec2(launching)}:instance/i-${NEW_ID}`,
    `${ec2(launching)}:network-interface/eni-${NEW_ID}`,
    `${ec2(launching)}:volume/vol-${NEW_ID}`,
    ...listIn(properties['VPCZoneIdentifier']).map(
      (id) => `${ec2(launching)}:subnet/${jsonText(id)}`,
    ),
    ...(typeof image === 'string' ? [`arn:aws:ec2:${place.region}::image/${image}`] : []),
  ];
};

/** What is tagged then: the instance. */
const launchedTagged = (launching: Launching): readonly string[] => [
  `${ec2(launching)}:instance/i-${NEW_ID}`,
];

/** The name of the profile with which instances start; empty where there is none. */
export const launchProfile = (state: WorldState, launching: Launching): string => {
  const profile = dataOf(state, launching)['IamInstanceProfile'] ?? null;
  return isJsonObject(profile) && typeof profile['Name'] === 'string' ? profile['Name'] : '';
};

/** Tags that a launch template gives itself: CloudFormation hands none of its own to it. */
const ownTemplateTags = (properties: JsonObject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    listIn(properties['TagSpecifications'])
      .filter((one) => isJsonObject(one) && one['ResourceType'] === 'launch-template')
      .flatMap((one) => listIn(isJsonObject(one) ? one['Tags'] : undefined))
      .map((tag) =>
        isJsonObject(tag) ? [jsonText(tag['Key']), jsonText(tag['Value'])] : ['', ''],
      ),
  );

type Targets = Readonly<
  Record<'loadBalancer' | 'launched' | 'launchedTagged', () => readonly string[]>
>;

/** What load balancers and groups of machines are asked on, beside themselves. */
export const computeTargets = (state: WorldState, launching: Launching): Targets => ({
  loadBalancer: () => strings(launching.properties['LoadBalancerArn']),
  launched: () => launched(state, launching),
  launchedTagged: () => launchedTagged(launching),
});

interface Tagged extends Launching {
  readonly type: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Tags that a launch template gives itself are in its properties. */
export const ownTags = ({ type, tags, properties }: Tagged): Tagged['tags'] =>
  type === 'AWS::EC2::LaunchTemplate' ? ownTemplateTags(properties) : tags;

/** What a group starts, it starts by a launch template, and tags in the same call. */
export const computeContext = (
  state: WorldState,
  subject: Tagged,
  action: string,
): Readonly<Record<string, string>> => {
  if (subject.type !== 'AWS::AutoScaling::AutoScalingGroup') return {};
  if (action === 'ec2:CreateTags') return { 'ec2:CreateAction': 'RunInstances' };
  return action === 'ec2:RunInstances'
    ? { 'ec2:LaunchTemplate': launchTemplateArn(state, subject) }
    : {};
};
