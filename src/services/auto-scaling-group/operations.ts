import type { ActionNeed } from '../../plan/action-need.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

/** The id in the middle is Auto Scaling's own. */
const groupPath = (name: string): string => `autoScalingGroup:*:autoScalingGroupName/${name}`;

const needsOf =
  (action: string, read: string): Operation['needs'] =>
  (target, account, region): readonly ActionNeed[] => [
    {
      action,
      resources: [`arn:aws:autoscaling:${region}:${account.id}:${groupPath(target)}`],
      purpose: 'forward',
      via: 'direct',
    },
    { action: read, resources: ['*'], purpose: 'read', via: 'direct' },
  ];

/** True when as many instances are in service as are wanted, and none is on its way. */
const isSettled = (output: unknown): boolean => {
  const [group] = listOf(at(output, 'AutoScalingGroups'));
  const states = listOf(at(group, 'Instances')).map((one) => at(one, 'LifecycleState'));
  return (
    group !== undefined &&
    states.length === at(group, 'DesiredCapacity') &&
    states.every((state) => state === 'InService')
  );
};

/** Sets how many instances run; a draft says how many. The same number again changes nothing. */
export const SET_DESIRED: Operation = {
  name: 'autoscaling:set-desired',
  client: 'AutoScaling',
  operation: 'SetDesiredCapacity',
  operationClass: 'non-destructive',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'set the former number again; instances that were terminated do not come back',
  },
  needs: needsOf('autoscaling:SetDesiredCapacity', 'autoscaling:DescribeAutoScalingGroups'),
  input: (target) => ({ AutoScalingGroupName: target }),
  wait: {
    client: 'AutoScaling',
    operation: 'DescribeAutoScalingGroups',
    input: (target) => ({ AutoScalingGroupNames: [target] }),
    isDone: isSettled,
    timeoutMinutes: 20,
  },
};

/** Replaces every instance, a tenth at a time, and takes it back where the new ones are ill. */
export const INSTANCE_REFRESH: Operation = {
  name: 'autoscaling:instance-refresh',
  client: 'AutoScaling',
  operation: 'StartInstanceRefresh',
  operationClass: 'destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'replaced instances do not come back, nor what was only on them',
  },
  needs: needsOf('autoscaling:StartInstanceRefresh', 'autoscaling:DescribeInstanceRefreshes'),
  input: (target) => ({
    AutoScalingGroupName: target,
    Strategy: 'Rolling',
    Preferences: { MinHealthyPercentage: 90 },
  }),
  wait: {
    client: 'AutoScaling',
    operation: 'DescribeInstanceRefreshes',
    input: (target) => ({ AutoScalingGroupName: target, MaxRecords: 1 }),
    isDone: (output) => at(listOf(at(output, 'InstanceRefreshes'))[0], 'Status') === 'Successful',
    timeoutMinutes: 60,
  },
};

/** The catalogue of Auto Scaling groups. */
export const autoScalingOperations: readonly Operation[] = [SET_DESIRED, INSTANCE_REFRESH];
