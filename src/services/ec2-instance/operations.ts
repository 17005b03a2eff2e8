import type { ActionNeed } from '../../plan/action-need.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { Region } from '../../task/ids.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

const needsOf =
  (action: string): Operation['needs'] =>
  (target, account: AwsAccount, region: Region): readonly ActionNeed[] => [
    {
      action,
      resources: [`arn:aws:ec2:${region}:${account.id}:instance/${target}`],
      purpose: 'forward',
      via: 'direct',
    },
    { action: 'ec2:DescribeInstances', resources: ['*'], purpose: 'read', via: 'direct' },
  ];

const isIn =
  (state: string) =>
  (output: unknown): boolean =>
    listOf(at(output, 'Reservations'))
      .flatMap((one) => listOf(at(one, 'Instances')))
      .some((one) => at(one, 'State.Name') === state);

const instanceInput = (target: string) => ({ InstanceIds: [target] });

const until = (state: string, timeoutMinutes: number): Operation['wait'] => ({
  client: 'EC2',
  operation: 'DescribeInstances',
  input: instanceInput,
  isDone: isIn(state),
  timeoutMinutes,
});

const base = { client: 'EC2', input: instanceInput } as const;

export const START: Operation = {
  ...base,
  name: 'ec2:start',
  operation: 'StartInstances',
  operationClass: 'non-destructive',
  inverse: { reversibility: 'reversible', summary: 'stop it again', operation: 'ec2:stop' },
  needs: needsOf('ec2:StartInstances'),
  wait: until('running', 5),
};

export const STOP: Operation = {
  ...base,
  name: 'ec2:stop',
  operation: 'StopInstances',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'start it again; memory, instance store and a public address are lost',
    operation: 'ec2:start',
  },
  needs: needsOf('ec2:StopInstances'),
  wait: until('stopped', 10),
};

/** EC2 reports no state of its own for a reboot: the instance is running before and after. */
export const REBOOT: Operation = {
  ...base,
  name: 'ec2:reboot',
  operation: 'RebootInstances',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'a reboot can not be undone: what was in memory is lost',
  },
  needs: needsOf('ec2:RebootInstances'),
  wait: until('running', 5),
};

export const TERMINATE: Operation = {
  ...base,
  name: 'ec2:terminate',
  operation: 'TerminateInstances',
  operationClass: 'destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'a terminated instance and its root volume are gone for good',
  },
  needs: needsOf('ec2:TerminateInstances'),
  wait: until('terminated', 10),
};

/** A shot of all volumes before an instance goes; its name holds no clock reading. */
export const BACKUP: Operation = {
  client: 'EC2',
  name: 'ec2:create-image',
  operation: 'CreateImage',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'reversible',
    summary: 'deregister the image and delete its snapshots',
  },
  needs: (target, account, region) => [
    {
      action: 'ec2:CreateImage',
      resources: [
        `arn:aws:ec2:${region}:${account.id}:instance/${target}`,
        `arn:aws:ec2:${region}::image/*`,
        `arn:aws:ec2:${region}::snapshot/*`,
      ],
      purpose: 'forward',
      via: 'direct',
    },
    { action: 'ec2:DescribeImages', resources: ['*'], purpose: 'read', via: 'direct' },
  ],
  input: (target) => ({
    InstanceId: target,
    Name: `coworker-before-terminate-${target}`,
    NoReboot: false,
  }),
  wait: {
    client: 'EC2',
    operation: 'DescribeImages',
    input: (target) => ({
      Owners: ['self'],
      Filters: [{ Name: 'name', Values: [`coworker-before-terminate-${target}`] }],
    }),
    isDone: (output) =>
      listOf(at(output, 'Images')).some((image) => at(image, 'State') === 'available'),
    timeoutMinutes: 30,
  },
};

/** The catalogue of instances. */
export const ec2Operations: readonly Operation[] = [START, STOP, REBOOT, TERMINATE, BACKUP];
