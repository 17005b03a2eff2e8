import { onSet, referredName, regionalArn, iamArn } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

/** A stack knows a rule by its name, Cloud Control by its ARN. */
const ruleArns = (input: NeedInput): readonly string[] => [
  ...new Set(
    namesOf(input, 'Name').map((name) =>
      name.startsWith('arn:') ? name : regionalArn('events', input, `rule/${name}`),
    ),
  ),
];

const passedRole = (input: NeedInput): readonly string[] => {
  const name = referredName(input.properties['RoleArn'], input)?.split('/').at(-1);
  return name === undefined ? [] : [iamArn('role', input, name)];
};

const passRole: Act = {
  action: 'iam:PassRole',
  resources: passedRole,
  conditions: () => ({ StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' } }),
};

/** Source: what EventBridge's own calls need; PutRule takes all but the targets at once. */
export const ruleTable: TypeTable = tableOf({
  type: 'AWS::Events::Rule',
  arns: ruleArns,
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'Name',
  createOnly: ['Name', 'EventBusName'],
  sensitiveProperties: ['RoleArn'],
  create: ['events:PutRule'],
  change: ['events:PutRule'],
  remove: [
    'events:DeleteRule',
    {
      action: 'events:RemoveTargets',
      when: (input) => input.properties['Targets'] !== undefined,
    },
  ],
  read: ['events:DescribeRule', 'events:ListTargetsByRule'],
  properties: {
    Targets: onSet(['events:PutTargets'], ['events:RemoveTargets']),
    RoleArn: onSet([passRole]),
  },
});

/** The reviewed table of a rule. */
export const RULE_TYPES: readonly TypeTable[] = [ruleTable];
