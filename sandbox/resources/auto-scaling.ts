import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource, WorldState } from '../state.ts';
import {
  problem,
  sameId,
  textProperty,
  type HandlerProblem,
  type Place,
  type Rules,
  type TypeRow,
} from './model.ts';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

/** Auto Scaling puts an id of its own into each ARN. */
const ID = '0a1b2c3d-0000-4000-8000-0123456789ab';

const arnStart = ({ accountId, region }: Place): string =>
  `arn:aws:autoscaling:${region}:${accountId}`;

const groupArn = (place: Place, name: string): string =>
  `${arnStart(place)}:autoScalingGroup:${ID}:autoScalingGroupName/${name}`;

const refusal = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const ofType = (state: WorldState, place: Place, type: string): readonly Resource[] =>
  state.resources.filter(
    (each) =>
      each.type === type && each.accountId === place.accountId && each.region === place.region,
  );

const listIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const sizeProblem = ({ properties }: Rules): HandlerProblem | undefined => {
  const [min, max] = [Number(properties['MinSize']), Number(properties['MaxSize'])];
  if (min > max) return refusal('Max bound, must be greater than or equal to min bound');
  const desired = properties['DesiredCapacity'];
  if (desired === undefined) return undefined;
  return Number(desired) < min || Number(desired) > max
    ? refusal(
        `Desired capacity:${jsonText(desired)} must be between the specified min and max sizes`,
      )
    : undefined;
};

/** The launch template that a group names; undefined for one that is not there. */
export const launchTemplateOf = (
  state: WorldState,
  place: Place,
  properties: JsonObject,
): Resource | undefined => {
  const named = properties['LaunchTemplate'] ?? null;
  if (!isJsonObject(named)) return undefined;
  return ofType(state, place, 'AWS::EC2::LaunchTemplate').find(
    (each) =>
      each.id === named['LaunchTemplateId'] ||
      textProperty(each.properties, 'LaunchTemplateName') === named['LaunchTemplateName'],
  );
};

const placeProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const isKnown = properties['LaunchTemplate'] !== undefined;
  if (isKnown && launchTemplateOf(state, place, properties) === undefined)
    return refusal('You must use a valid fully-formed launch template.');
  const subnets = ofType(state, place, 'AWS::EC2::Subnet');
  const missing = listIn(properties['VPCZoneIdentifier']).find(
    (id) => !subnets.some((each) => each.id === id),
  );
  return missing === undefined
    ? undefined
    : refusal(`The subnet ID '${jsonText(missing)}' does not exist`);
};

/** `AWS::AutoScaling::AutoScalingGroup`. Its instances are counted, not made one by one. */
const group: TypeRow = {
  type: GROUP,
  service: 'AutoScaling',
  tags: 'list',
  seconds: { create: 90, update: 10, delete: 120 },
  replaceOn: ['AutoScalingGroupName', 'InstanceId'],
  nameProperty: 'AutoScalingGroupName',
  nameLimit: 255,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => groupArn({ accountId, region }, id),
  attributesOf: () => ({}),
  refuse: (wanted) => sizeProblem(wanted) ?? placeProblem(wanted),
};

/** `AWS::AutoScaling::ScalingPolicy`. */
const policy: TypeRow = {
  type: 'AWS::AutoScaling::ScalingPolicy',
  service: 'AutoScaling',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['AutoScalingGroupName'],
  idPrefix: 'policy-',
  idOf: (name, { accountId, region }, properties) =>
    `${arnStart({ accountId, region })}:scalingPolicy:${ID}:autoScalingGroupName/` +
    `${textProperty(properties, 'AutoScalingGroupName')}:policyName/${name}`,
  arnOf: (_id, { accountId, region }, properties) =>
    groupArn({ accountId, region }, textProperty(properties, 'AutoScalingGroupName')),
  attributesOf: (id) => ({ Arn: id, PolicyName: id.split('/').at(-1) ?? '' }),
  refuseCreate: ({ state, place, properties }) =>
    ofType(state, place, GROUP).some(
      (each) => each.id === textProperty(properties, 'AutoScalingGroupName'),
    )
      ? undefined
      : refusal('AutoScalingGroup name not found - null'),
};

/** Versions of a launch template as EC2 keeps them: each as it was made. */
export const versionsOf = ({ attributes, properties }: Resource): readonly Json[] => {
  const kept = listIn(attributes['Versions']);
  return kept.length > 0 ? kept : [versionFrom(properties)];
};

const versionFrom = (properties: JsonObject): JsonObject => ({
  LaunchTemplateData: properties['LaunchTemplateData'] ?? {},
  VersionDescription: properties['VersionDescription'] ?? '',
});

/** One version more, if what the template holds is other than the newest. */
export const withVersion = (template: Resource): Readonly<Record<string, Json>> => {
  const before = versionsOf(template);
  const next = versionFrom(template.properties);
  const isSame = JSON.stringify(before.at(-1)) === JSON.stringify(next);
  const Versions = isSame ? before : [...before, next];
  return { Versions, LatestVersionNumber: String(Versions.length) };
};

/** `AWS::EC2::LaunchTemplate`. A change is a new version, and no default one. */
const launchTemplate: TypeRow = {
  type: 'AWS::EC2::LaunchTemplate',
  service: 'Ec2',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['LaunchTemplateName'],
  idPrefix: 'lt-',
  idOf: sameId,
  arnOf: (id, { accountId, region }) => `arn:aws:ec2:${region}:${accountId}:launch-template/${id}`,
  attributesOf: (id) => ({ LaunchTemplateId: id }),
  bornWith: ({ properties }) => ({
    Versions: [versionFrom(properties)],
    LatestVersionNumber: '1',
    DefaultVersionNumber: '1',
  }),
  grownWith: withVersion,
  refuseCreate: ({ state, place, properties }) => {
    const name = textProperty(properties, 'LaunchTemplateName');
    const isTaken = ofType(state, place, 'AWS::EC2::LaunchTemplate').some(
      (each) => textProperty(each.properties, 'LaunchTemplateName') === name,
    );
    return name !== '' && isTaken
      ? problem('AlreadyExists', 409, 'Launch template name already in use.')
      : undefined;
  },
};

/** Every type of Auto Scaling. */
export const AUTO_SCALING_ROWS: readonly TypeRow[] = [group, policy, launchTemplate];
