import { anywhere, ofThisIssue, onSet, regionalArn } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

/** Its id, which IAM knows it by; the name that a plan gives it is not that. */
const idOf = ({ physicalId }: NeedInput): string | undefined =>
  physicalId?.startsWith('lt-') === true ? physicalId : undefined;

const templates = (input: NeedInput): readonly string[] => [
  regionalArn('ec2', input, `launch-template/${idOf(input) ?? '*'}`),
];

/** One whose id is not known yet is known by the tag of this issue, with which it is made. */
const onOwn = (action: string): Act => ({
  action,
  conditions: (input) => (idOf(input) === undefined ? ofThisIssue('ResourceTag')(input) : {}),
});

/** Source: schema of AWS::EC2::LaunchTemplate, cut with the list of IAM. */
export const launchTable: TypeTable = tableOf({
  type: 'AWS::EC2::LaunchTemplate',
  arns: templates,
  slowestMinutes: 1,
  isStateful: false,
  nameProperty: 'LaunchTemplateName',
  createOnly: ['LaunchTemplateName'],
  sensitiveProperties: ['LaunchTemplateData'],
  create: ['ec2:CreateLaunchTemplate'],
  change: [onOwn('ec2:CreateLaunchTemplateVersion')],
  remove: [onOwn('ec2:DeleteLaunchTemplate')],
  read: [
    anywhere('ec2:DescribeLaunchTemplates'),
    anywhere('ec2:DescribeLaunchTemplateVersions'),
    anywhere('ec2:DescribeTags'),
  ],
  properties: {
    TagSpecifications: onSet([
      {
        action: 'ec2:CreateTags',
        conditions: (input) =>
          input.action === 'change'
            ? {}
            : { StringEquals: { 'ec2:CreateAction': 'CreateLaunchTemplate' } },
      },
      { action: 'ec2:DeleteTags', when: (input) => input.action === 'change' },
    ]),
  },
});

/** The reviewed table of a launch template. */
export const LAUNCH_TEMPLATE_TABLES: readonly TypeTable[] = [launchTable];
