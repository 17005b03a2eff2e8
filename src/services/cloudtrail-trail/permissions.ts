import { onSet, referredName, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

const trailArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'TrailName').map((name) => regionalArn('cloudtrail', input, `trail/${name}`));

const passRole: Act = {
  action: 'iam:PassRole',
  resources: (input) => {
    const role = referredName(input.properties['CloudWatchLogsRoleArn'], input);
    const name = role?.split('/').at(-1);
    return name === undefined ? [] : [`arn:aws:iam::${input.account.id}:role/coworker/${name}`];
  },
  conditions: () => ({ StringEquals: { 'iam:PassedToService': 'cloudtrail.amazonaws.com' } }),
};

/**
 * A trail is made and started, and nothing here stops, changes or deletes one: `UpdateTrail` could
 * blind it, and every role of this application is denied it. Its template must retain it.
 */
export const trailTable: TypeTable = tableOf({
  type: 'AWS::CloudTrail::Trail',
  slowestMinutes: 3,
  isStateful: true,
  nameProperty: 'TrailName',
  createOnly: ['TrailName'],
  changesOnly: ['Tags'],
  sensitiveProperties: ['*'],
  arns: trailArns,
  create: ['cloudtrail:CreateTrail', 'cloudtrail:StartLogging'],
  remove: [],
  read: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetInsightSelectors',
    'cloudtrail:GetTrail',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:ListTags',
  ],
  properties: {
    CloudWatchLogsRoleArn: onSet([passRole]),
    IsLogging: onSet(['cloudtrail:StartLogging']),
    Tags: tagActs('cloudtrail:AddTags', 'cloudtrail:RemoveTags'),
  },
});

/** The reviewed table of a trail. */
export const TRAIL_TYPES: readonly TypeTable[] = [trailTable];
