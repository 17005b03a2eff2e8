import { onChange, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf } from '../type-table.ts';

/** The ARN of a group ends with an id that X-Ray makes; IAM is given its name and any id. */
const groupArns = (input: NeedInput): readonly string[] => [
  ...new Set(
    namesOf(input, 'GroupName').map((name) =>
      name.startsWith('arn:') ? name : regionalArn('xray', input, `group/${name}/*`),
    ),
  ),
];

const update = onChange('xray:UpdateGroup');

/** Source: schema of AWS::XRay::Group, cut with the list of IAM. */
export const groupTable: TypeTable = tableOf({
  type: 'AWS::XRay::Group',
  arns: groupArns,
  slowestMinutes: 1,
  isStateful: false,
  nameProperty: 'GroupName',
  createOnly: ['GroupName'],
  sensitiveProperties: [],
  create: ['xray:CreateGroup'],
  remove: ['xray:DeleteGroup'],
  read: ['xray:GetGroup', 'xray:ListTagsForResource'],
  properties: {
    FilterExpression: update,
    InsightsConfiguration: update,
    Tags: tagActs('xray:TagResource', 'xray:UntagResource'),
  },
});

/** The reviewed table of a group of traces. */
export const XRAY_GROUP_TYPES: readonly TypeTable[] = [groupTable];
