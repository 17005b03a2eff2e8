import type { ActionNeed } from '../../plan/action-need.ts';
import type { JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { tagCalls } from '../by-id/tag-call.ts';
import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

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
    isAsSent: (output, sent) =>
      numberIn(output, 'LatestVersionNumber') > Number(sent['SourceVersion']),
    timeoutMinutes: 5,
  },
};

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
  needs: needsOf('ec2:ModifyLaunchTemplate'),
  before: {
    client: 'EC2',
    operation: 'DescribeLaunchTemplates',
    input: described,
    isAsPlanned: (output, sent) =>
      numberIn(output, 'LatestVersionNumber') >= Number(sent['DefaultVersion']),
    because: 'the launch template has no such version',
  },
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
    const before = changes[0]?.properties[0]?.before;
    return before === undefined
      ? undefined
      : { LaunchTemplateId: target, DefaultVersion: String(before) };
  },
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
  TAG_LAUNCH_TEMPLATE.tag,
  TAG_LAUNCH_TEMPLATE.retag,
  TAG_LAUNCH_TEMPLATE.untag,
];
