import { regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

/** The one generated name that does not begin with the stack's. */
const parameterNames = (input: NeedInput): readonly string[] => {
  const isGenerated = input.properties['Name'] === undefined && input.physicalId === undefined;
  return isGenerated ? [`CFN-${input.logicalId}-*`] : namesOf(input, 'Name');
};

const parameterArns = (input: NeedInput): readonly string[] =>
  parameterNames(input).map((name) =>
    regionalArn('ssm', input, `parameter/${name.replace(/^\//, '')}`),
  );

/** Its own value is compared by the handler: one exact parameter, which this stack wrote. */
const readBack: Act = { action: 'ssm:GetParameters', resources: parameterArns };

const PARAMETER: TypeTable = tableOf({
  type: 'AWS::SSM::Parameter',
  arns: parameterArns,
  slowestMinutes: 1,
  isStateful: true,
  nameProperty: 'Name',
  createOnly: ['Name', 'DataType'],
  sensitiveProperties: ['Policies'],
  create: ['ssm:PutParameter'],
  change: ['ssm:PutParameter'],
  remove: ['ssm:DeleteParameter'],
  read: [readBack],
  properties: { Tags: tagActs('ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource') },
});

/** CloudFormation answers this one itself; a CDK app's template holds it. */
const CDK_METADATA: TypeTable = tableOf({
  type: 'AWS::CDK::Metadata',
  arns: () => [],
  slowestMinutes: 0,
  isStateful: false,
  sensitiveProperties: [],
  create: [],
  remove: [],
  read: [],
  properties: {},
});

/** The reviewed tables of what only given templates hold. */
export const TEMPLATE_TYPES: readonly TypeTable[] = [PARAMETER, CDK_METADATA];
