import { regionalArn } from '../acts.ts';
import { linkedRoleArns, linksRoleOf } from '../guarding/linked-role.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

const CONFIG = 'config.amazonaws.com';

/** IAM knows a recorder by its name and an id that nobody knows before. */
const recorderArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'Name').map((name) =>
    regionalArn('config', input, `configuration-recorder/${name}/*`),
  );

/** Nobody but Config can take the role that AWS made for it. */
const passLinkedRole: Act = {
  action: 'iam:PassRole',
  resources: (input) => linkedRoleArns(input, CONFIG),
  conditions: () => ({ StringEquals: { 'iam:PassedToService': CONFIG } }),
};

/** A recorder is made and started; nothing here stops or deletes one, so it must be retained. */
export const recorderTable: TypeTable = tableOf({
  type: 'AWS::Config::ConfigurationRecorder',
  slowestMinutes: 3,
  isStateful: true,
  nameProperty: 'Name',
  createOnly: ['Name'],
  sensitiveProperties: ['*'],
  arns: recorderArns,
  create: ['config:PutConfigurationRecorder', 'config:StartConfigurationRecorder', passLinkedRole],
  change: ['config:PutConfigurationRecorder', passLinkedRole],
  remove: [],
  read: ['config:DescribeConfigurationRecorderStatus', 'config:DescribeConfigurationRecorders'],
  properties: {},
});

/** IAM gives a channel no resource. */
const put: Act = { action: 'config:PutDeliveryChannel', resources: () => ['*'] };

/** A channel is never taken away: without it nothing is recorded. */
export const channelTable: TypeTable = tableOf({
  type: 'AWS::Config::DeliveryChannel',
  slowestMinutes: 2,
  isStateful: true,
  nameProperty: 'Name',
  createOnly: ['Name'],
  sensitiveProperties: ['*'],
  arns: () => ['*'],
  create: [put],
  change: [put],
  remove: [],
  read: [{ action: 'config:DescribeDeliveryChannels', resources: () => ['*'] }],
  properties: {},
});

/** A role that only its service takes. It stays: nothing of ours takes it away. */
const linkedRoleTable: TypeTable = tableOf({
  type: 'AWS::IAM::ServiceLinkedRole',
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['AWSServiceName', 'CustomSuffix'],
  sensitiveProperties: ['*'],
  arns: (input) => [`arn:aws:iam::${input.account.id}:role/aws-service-role/*`],
  create: [linksRoleOf(CONFIG)],
  remove: [],
  read: [
    {
      action: 'iam:GetRole',
      resources: (input) => [`arn:aws:iam::${input.account.id}:role/aws-service-role/*`],
    },
  ],
  properties: {},
});

/** The reviewed tables of the recorder and its parts. */
export const RECORDER_TYPES: readonly TypeTable[] = [recorderTable, channelTable, linkedRoleTable];
