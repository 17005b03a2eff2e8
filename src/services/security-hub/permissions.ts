import { onSet, regionalArn, tagActs } from '../acts.ts';
import { linksRoleOf } from '../guarding/linked-role.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

/** A region has one hub, and its name is always the same. */
const hubArns = (input: NeedInput): readonly string[] => [
  regionalArn('securityhub', input, 'hub/default'),
];

const update: Act = {
  action: 'securityhub:UpdateSecurityHubConfiguration',
  when: ({ action }) => action === 'change',
};
const set = onSet([update], ['securityhub:UpdateSecurityHubConfiguration']);

/** A hub is turned on, and nothing here turns one off: its template must retain it. */
export const hubTable: TypeTable = tableOf({
  type: 'AWS::SecurityHub::Hub',
  slowestMinutes: 3,
  isStateful: true,
  createOnly: ['EnableDefaultStandards'],
  sensitiveProperties: ['*'],
  arns: hubArns,
  create: ['securityhub:EnableSecurityHub', linksRoleOf('securityhub.amazonaws.com')],
  remove: [],
  read: ['securityhub:DescribeHub', 'securityhub:ListTagsForResource'],
  properties: {
    AutoEnableControls: { set: ['securityhub:UpdateSecurityHubConfiguration'] },
    ControlFindingGenerator: set,
    Tags: tagActs('securityhub:TagResource', 'securityhub:UntagResource'),
  },
});

/** A standard is turned on; it stays when its stack goes. */
const standardTable: TypeTable = tableOf({
  type: 'AWS::SecurityHub::Standard',
  slowestMinutes: 5,
  isStateful: false,
  createOnly: ['StandardsArn'],
  sensitiveProperties: ['*'],
  arns: hubArns,
  create: ['securityhub:BatchEnableStandards'],
  remove: [],
  read: ['securityhub:GetEnabledStandards'],
  properties: {},
});

/** The reviewed tables of a hub and its standards. */
export const HUB_TYPES: readonly TypeTable[] = [hubTable, standardTable];
