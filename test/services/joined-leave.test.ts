import { describe, expect, it } from 'vitest';
import type { StepDraft } from '../../src/plan/step.ts';
import { leaveTogether } from '../../src/services/joined/leave-together.ts';
import { partsOf } from '../../src/services/joined/parts.ts';
import { needsOfDeploy } from '../../src/services/needs.ts';
import { taskId } from '../../src/task/ids.ts';
import { deleted, resourcesIn, stackOf, type Gone } from './joined-gone.ts';
import type { Row } from './joined-issue.ts';
import { account, sure, taken, task } from './samples.ts';

const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const subnet = (name: string, part: number, more: Row[1] = {}): Row => [
  'AWS::EC2::Subnet',
  { name, vpc: 'ledger', cidr: `10.44.${part}.0/24`, ...more },
];
const OPEN = subnet('open', 9, { public: true });
const A = subnet('ledger-a', 1);
const B = subnet('ledger-b', 2);
const EDGE: Row = ['AWS::EC2::InternetGateway', { name: 'edge', vpc: 'ledger' }];
const NAT: Row = ['AWS::EC2::NatGateway', { name: 'out', subnet: 'open' }];
const AWAY: Row = [
  'AWS::EC2::RouteTable',
  { name: 'away', vpc: 'ledger', cidr: '0.0.0.0/0', target: 'out' },
];
const WEB: Row = ['AWS::EC2::SecurityGroup', { name: 'web', vpc: 'ledger' }];
const APP: Row = [
  'AWS::EC2::SecurityGroup',
  { name: 'app', vpc: 'ledger', port: '443', source: 'web' },
];

const stepsOf = (...given: Parameters<typeof deleted>): readonly StepDraft[] =>
  taken(deleted(...given)).steps.map(({ draft }) => draft);

const onlyStep = (...given: Parameters<typeof deleted>) => {
  const [step, ...others] = stepsOf(...given);
  expect(others).toEqual([]);
  if (step?.kind !== 'deploy') throw new Error(step?.kind);
  return step;
};

const refusalOf = (...given: Parameters<typeof deleted>) => {
  const drafted = deleted(...given);
  return drafted.ok ? undefined : drafted.refusal;
};

const SUBNET = 'AWS::EC2::Subnet';

describe('a part that leaves a joined stack', () => {
  const stack = stackOf([VPC, A, B, WEB]);
  const step = onlyStep(stack, [[SUBNET, 'ledger-b']]);

  it('is an update of that stack without it', () => {
    expect(step).toMatchObject({ changeSetType: 'UPDATE', stackId: stack.stackId });
    const before = Object.keys(resourcesIn(stack).Resources);
    const after = Object.keys(step.template.Resources);
    expect(before.filter((id) => !after.includes(id))).toEqual(['LedgerBSubnet']);
    expect(Object.keys(step.leaving ?? {})).toEqual(['LedgerBSubnet']);
  });

  it('is told no more as a part, and the rest of the template is as it was', () => {
    expect(Object.keys(partsOf(step.template)).toSorted()).toEqual([
      'aws-coworker-42-ledger-a',
      'aws-coworker-42-web',
    ]);
    for (const [id, one] of Object.entries(step.template.Resources))
      expect(one).toEqual(resourcesIn(stack).Resources[id]);
  });

  it('says what goes and how far it can be undone', () => {
    expect(step.summary).toBe(
      'delete subnet `ledger-b`, and keep the rest of aws-coworker-42-ledger',
    );
    expect(step.inverse).toEqual({
      reversibility: 'partly reversible',
      summary: 'make the subnet again in the same range; it has another id',
    });
  });

  it('leaves no word of parts behind when it was the last', () => {
    const last = onlyStep(stackOf([VPC, A]), [[SUBNET, 'ledger-a']]);
    expect(last.template.Metadata).toBeUndefined();
  });

  it('takes its ties with it, and the endpoints of the network lead to the rest', () => {
    const higher = onlyStep(stackOf([VPC, A, B], 'staging'), [[SUBNET, 'ledger-a']], {
      tier: 'staging',
    });
    expect(Object.keys(higher.leaving ?? {}).toSorted()).toEqual([
      'LedgerASubnet',
      'LedgerASubnetAcl',
      'LedgerASubnetRoutes',
      'LedgerASubnetTable',
    ]);
    expect(higher.template.Resources['LedgerVpcS3']?.Properties?.['RouteTableIds']).toEqual([
      { Ref: 'LedgerBSubnetTable' },
    ]);
  });

  it('asks for the rights on what its ties lead to, which its template tells no more', () => {
    const open = onlyStep(stackOf([VPC, A, OPEN]), [[SUBNET, 'open']]);
    const change = {
      action: 'delete',
      logicalId: 'OpenSubnetRoutes',
      type: 'AWS::EC2::SubnetRouteTableAssociation',
      physicalId: 'rtbassoc-0123456789abcdef0',
      ownerAgent: 'BillGates',
      properties: [],
      losesData: false,
      isSensitive: true,
      isConditional: false,
    } as const;
    const { leaving: _leaving, ...without } = open;
    const actionsOf = (draft: typeof without): readonly string[] =>
      needsOfDeploy({ draft, account: account(), changes: [change] }).map(({ action }) => action);
    expect(actionsOf(open)).toContain('ec2:DisassociateRouteTable');
    expect(actionsOf(without)).not.toContain('ec2:DisassociateRouteTable');
  });
});

describe('several parts of one issue', () => {
  const stack = stackOf([VPC, OPEN, NAT, AWAY, A]);

  it('leave in one step that is of all', () => {
    const step = onlyStep(stack, [
      [SUBNET, 'open'],
      ['AWS::EC2::RouteTable', 'away'],
      ['AWS::EC2::NatGateway', 'out'],
    ]);
    expect(step.taskIds).toEqual(['task-1', 'task-2', 'task-3']);
    expect(Object.keys(step.leaving ?? {}).toSorted()).toEqual([
      'AwayTable',
      'AwayTable00000Route',
      'OpenSubnet',
      'OpenSubnetRoutes',
      'OutAddress',
      'OutNat',
    ]);
    expect(step.summary).toBe(
      'delete NAT gateway `out`, route table `away`, subnet `open`, and keep the rest of ' +
        'aws-coworker-42-ledger',
    );
  });

  it('go although one uses the other now', () => {
    const nat = sure(stack.resources.find(({ type }) => type === 'AWS::EC2::NatGateway'));
    const place = { accountId: '333333333333', region: 'us-east-1' };
    const thing = { type: nat.type, id: nat.physicalId, ...place };
    const users = [{ words: 'its interface', is: [thing] }];
    const gone: readonly Gone[] = [
      [SUBNET, 'open'],
      ['AWS::EC2::NatGateway', 'out'],
      ['AWS::EC2::RouteTable', 'away'],
    ];
    expect(onlyStep(stack, gone, { users }).taskIds).toHaveLength(3);
    expect(refusalOf(stack, gone.slice(0, 1), { users })?.code).toBe('still-in-use');
  });

  it('and what the stack is named for are the deletion of the stack', () => {
    const groups = stackOf([WEB, APP]);
    const gone: readonly Gone[] = [
      ['AWS::EC2::SecurityGroup', 'web'],
      ['AWS::EC2::SecurityGroup', 'app'],
    ];
    const [step, ...others] = stepsOf(groups, gone);
    expect(others).toEqual([]);
    expect(step).toMatchObject({ kind: 'remove', taskIds: ['task-1', 'task-2'] });
    expect(stepsOf(groups, gone.toReversed())).toHaveLength(1);
  });
});

describe('what something that stays leads to', () => {
  it.each<readonly [string, readonly Row[], Gone, string]>([
    [
      'a NAT gateway with its route',
      [VPC, OPEN, NAT, AWAY],
      ['AWS::EC2::NatGateway', 'out'],
      'route table `away`',
    ],
    ['a subnet with its NAT gateway', [VPC, OPEN, NAT], [SUBNET, 'open'], 'NAT gateway `out`'],
    [
      'a gateway that others wait for',
      [VPC, EDGE, OPEN, NAT],
      ['AWS::EC2::InternetGateway', 'edge'],
      'NAT gateway `out`',
    ],
    [
      'a table that a subnet is tied to',
      [VPC, EDGE, OPEN, ['AWS::EC2::RouteTable', { ...AWAY[1], target: 'edge' }]],
      ['AWS::EC2::RouteTable', 'away'],
      'subnet `open`',
    ],
    [
      'a group that another names',
      [VPC, WEB, APP],
      ['AWS::EC2::SecurityGroup', 'web'],
      'security group `app`',
    ],
    [
      'what the stack is named for',
      [WEB, APP],
      ['AWS::EC2::SecurityGroup', 'web'],
      'security group `app`',
    ],
  ])('is refused with names: %s', (_name, rows, gone, words) => {
    const refusal = sure(refusalOf(stackOf(rows), [gone]));
    expect(refusal.code).toBe('still-in-use');
    expect(refusal.because).toContain(words);
    expect(refusal.next).toContain('in this same issue');
  });

  it('is refused where it is a part of a part', () => {
    const stack = stackOf([VPC, EDGE, OPEN]);
    const table: Gone = ['AWS::EC2::RouteTable', 'open-routes'];
    expect(refusalOf(stack, [table])?.code).toBe('in-a-stack');
  });

  it('is refused beside another change of the stack', () => {
    const stack = stackOf([VPC, A, B]);
    const beside: readonly Row[] = [[SUBNET, { name: 'ledger-b', public: true }]];
    const refusal = sure(refusalOf(stack, [[SUBNET, 'ledger-a']], { beside }));
    expect(refusal.code).toBe('contradictory');
    expect(refusal.because).toContain('`aws-coworker-42-ledger`');
  });
});

describe('a network that is deleted whole', () => {
  it('takes the parts of a network with it', () => {
    const [step] = stepsOf(stackOf([VPC, A, WEB]), [['AWS::EC2::VPC', 'ledger']]);
    expect(step?.kind).toBe('remove');
  });
});

describe('steps around a stack that several leave', () => {
  const [main] = stepsOf(stackOf([VPC, A, B]), [[SUBNET, 'ledger-a']]);
  const [whole] = stepsOf(stackOf([WEB]), [['AWS::EC2::SecurityGroup', 'web']]);
  const other = (stackName: string): StepDraft => {
    if (whole?.kind !== 'remove') throw new Error(whole?.kind);
    return { ...whole, stackName };
  };
  const one = (number: number, reversibility: StepDraft['inverse']['reversibility']) => ({
    task: task(SUBNET, { name: `s-${number}` }, { taskType: 'DeleteResource', id: taskId(number) }),
    draft: {
      deviations: [],
      gone: [],
      steps: [
        other(`before-${number}`),
        { ...sure(main), taskIds: [taskId(number)], inverse: { reversibility, summary: 'again' } },
        other(`after-${number}`),
      ],
    },
  });
  const { drafted, goesWith } = taken(
    leaveTogether([one(1, 'reversible'), one(2, 'irreversible'), one(3, 'partly reversible')]),
  );

  it('stay around it: all that goes before is before the one step', () => {
    const steps = sure(drafted[0]).draft.steps;
    expect(steps.map((step) => ('stackName' in step ? step.stackName : step.kind))).toEqual([
      'before-1',
      'before-2',
      'before-3',
      'aws-coworker-42-ledger',
      'after-1',
      'after-2',
      'after-3',
    ]);
    expect(steps[3]).toMatchObject({
      taskIds: ['task-1', 'task-2', 'task-3'],
      inverse: { reversibility: 'irreversible', summary: 'again' },
    });
  });

  it('are those of the first task, with which the others go', () => {
    expect(drafted.slice(1).every(({ draft }) => draft.steps.length === 0)).toBe(true);
    expect([...goesWith]).toEqual([
      ['task-2', 'task-1'],
      ['task-3', 'task-1'],
    ]);
  });
});
