import type { ActionNeed } from '../../plan/action-need.ts';
import type { PropertyChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { tagCalls } from '../by-id/tag-call.ts';
import { at, isIntrinsic, textIn } from '../compare.ts';
import type { OperationBefore } from '../operation-before.ts';
import type { Operation } from '../service.ts';
import { DATA_PATH } from './carried.ts';

const described = (target: string): JsonObject => ({ LaunchTemplateIds: [target] });

const needsOf =
  (action: string): Operation['needs'] =>
  (target, account, region): readonly ActionNeed[] => [
    {
      action,
      resources: [`arn:aws:ec2:${region}:${account.id}:launch-template/${target}`],
      purpose: 'forward',
      via: 'direct',
    },
    { action: 'ec2:DescribeLaunchTemplates', resources: ['*'], purpose: 'read', via: 'direct' },
  ];

const numberIn = (output: unknown, member: string): number =>
  Number(at(listOf(at(output, 'LaunchTemplates'))[0], member) ?? 0);

/** A version made from another with something changed; the versions before it stay. */
export const NEW_VERSION: Operation = {
  name: 'ec2:new-launch-template-version',
  client: 'EC2',
  operation: 'CreateLaunchTemplateVersion',
  operationClass: 'sensitive',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'the versions before it stay as they are; the new one stays beside them, unused',
  },
  needs: needsOf('ec2:CreateLaunchTemplateVersion'),
  // Two that are made at once would each be called by the number that one of them has.
  before: {
    client: 'EC2',
    operation: 'DescribeLaunchTemplates',
    input: described,
    isAsPlanned: (output, sent) =>
      numberIn(output, 'LatestVersionNumber') === Number(sent['SourceVersion']),
    because: 'the launch template has a version that was not there when this was planned',
  },
  input: (target) => ({ LaunchTemplateId: target }),
  wait: {
    client: 'EC2',
    operation: 'DescribeLaunchTemplates',
    input: described,
    isDone: (output) => listOf(at(output, 'LaunchTemplates')).length > 0,
    // One more than that is somebody else's as well, and nothing tells which of the two is ours.
    isAsSent: (output, sent) =>
      numberIn(output, 'LatestVersionNumber') === Number(sent['SourceVersion']) + 1,
    timeoutMinutes: 5,
  },
};

/** Where a plan says which version starts where none is named. */
export const DEFAULT_PATH = '/DefaultVersionNumber';

const rowAt = (changes: OperateDraft['changes'], path: string): PropertyChange | undefined =>
  changes.flatMap(({ properties }) => properties).find((one) => one.path === path);

/** True where a version says what a plan says of it; what a plan does not say holds. */
const saysAsPlanned = (version: Json, changes: OperateDraft['changes']): boolean =>
  ['InstanceType', 'ImageId'].every((member) => {
    const row = rowAt(changes, `${DATA_PATH}/${member}`);
    return (
      row?.after === undefined ||
      isIntrinsic(row.after) ||
      at(version, `LaunchTemplateData.${member}`) === row.after
    );
  });

const tokensIn = (version: Json): Json | undefined =>
  at(version, 'LaunchTemplateData.MetadataOptions.HttpTokens');

/** By token only, but for what goes back to a version that answered without: that is planned. */
const asksForTokens = (version: Json, changes: OperateDraft['changes']): boolean => {
  const row = rowAt(changes, `${DATA_PATH}/MetadataOptions/HttpTokens`);
  return tokensIn(version) === (row === undefined ? 'required' : row.after);
};

const numberOf = (version: Json | undefined): string => textIn(at(version, 'VersionNumber'));

type IsAsPlanned = OperationBefore['isAsPlanned'];

/** The version says what was planned, and the default is the one that was seen. */
const isStillPlanned: IsAsPlanned = (output, sent, changes = []) => {
  const versions = listOf(at(output, 'LaunchTemplateVersions'));
  const version = versions.find((one) => numberOf(one) === sent['DefaultVersion']);
  const standard = versions.find((one) => at(one, 'DefaultVersion') === true);
  const former = rowAt(changes, DEFAULT_PATH)?.before ?? numberOf(standard);
  return (
    version !== undefined &&
    asksForTokens(version, changes) &&
    saysAsPlanned(version, changes) &&
    numberOf(standard) === former
  );
};

/** One that somebody made meanwhile may have the number that was planned: ours is newer then. */
const isStillNewest: IsAsPlanned = (output, sent, changes) =>
  isStillPlanned(output, sent, changes) &&
  listOf(at(output, 'LaunchTemplateVersions')).every(
    (one) => Number(numberOf(one)) <= Number(sent['DefaultVersion']),
  );

const beforeDefault = (
  isAsPlanned: OperationBefore['isAsPlanned'],
  because: string,
): OperationBefore => ({
  client: 'EC2',
  operation: 'DescribeLaunchTemplateVersions',
  input: (target, sent) => ({
    LaunchTemplateId: target,
    Versions: ['$Default', '$Latest', String(Number(sent['DefaultVersion']))],
  }),
  isAsPlanned,
  because,
});

/** The version that starts where none is named; the former one stays and can be set again. */
export const SET_DEFAULT: Operation = {
  name: 'ec2:set-default-launch-template-version',
  client: 'EC2',
  operation: 'ModifyLaunchTemplate',
  operationClass: 'sensitive',
  inverse: {
    reversibility: 'reversible',
    summary: 'set the former default version again; what started meanwhile keeps running',
    operation: 'ec2:set-default-launch-template-version',
  },
  needs: (...where) => [
    ...needsOf('ec2:ModifyLaunchTemplate')(...where),
    {
      action: 'ec2:DescribeLaunchTemplateVersions',
      resources: ['*'],
      purpose: 'read',
      via: 'direct',
    },
  ],
  before: beforeDefault(
    isStillPlanned,
    'the version is not as it was planned, or another one is the default now',
  ),
  input: (target) => ({ LaunchTemplateId: target }),
  wait: {
    client: 'EC2',
    operation: 'DescribeLaunchTemplates',
    input: described,
    isDone: (output) => listOf(at(output, 'LaunchTemplates')).length > 0,
    isAsSent: (output, sent) =>
      numberIn(output, 'DefaultVersionNumber') === Number(sent['DefaultVersion']),
    timeoutMinutes: 5,
  },
  undoInput: ({ target, changes }) => {
    const before = rowAt(changes, DEFAULT_PATH)?.before;
    return before === undefined
      ? undefined
      : { LaunchTemplateId: target, DefaultVersion: String(Number(before)) };
  },
};

/** The same for the version that the plan itself made just before. */
export const SET_MADE_DEFAULT: Operation = {
  ...SET_DEFAULT,
  name: 'ec2:set-new-launch-template-default',
  before: beforeDefault(
    isStillNewest,
    'the newest version is not the one that was planned, or another one is the default now',
  ),
};

/** The calls for the tags of a launch template that no stack owns. */
export const TAG_LAUNCH_TEMPLATE = tagCalls({
  name: 'launch-template',
  arn: 'launch-template',
  read: 'DescribeLaunchTemplates',
  list: 'LaunchTemplates',
  input: described,
});

/** The catalogue of launch templates. */
export const launchTemplateOperations: readonly Operation[] = [
  NEW_VERSION,
  SET_DEFAULT,
  SET_MADE_DEFAULT,
  TAG_LAUNCH_TEMPLATE.tag,
  TAG_LAUNCH_TEMPLATE.retag,
  TAG_LAUNCH_TEMPLATE.untag,
];
