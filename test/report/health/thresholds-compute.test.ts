import { describe, expect, it } from 'vitest';
import { autoScalingGroup } from '../../../src/services/auto-scaling-group/index.ts';
import { ecsCluster } from '../../../src/services/ecs-cluster/index.ts';
import { ecsService } from '../../../src/services/ecs-service/index.ts';
import { ecsTaskDefinition } from '../../../src/services/ecs-task-definition/index.ts';
import { eksAddon } from '../../../src/services/eks-addon/index.ts';
import { eksCluster } from '../../../src/services/eks-cluster/index.ts';
import { eksNodegroup } from '../../../src/services/eks-nodegroup/index.ts';
import { launchTemplate } from '../../../src/services/launch-template/index.ts';
import { loadBalancerListener } from '../../../src/services/load-balancer-listener/index.ts';
import { loadBalancer } from '../../../src/services/load-balancer/index.ts';
import { scalingPolicy } from '../../../src/services/scaling-policy/index.ts';
import { targetGroup } from '../../../src/services/target-group/index.ts';
import { judgeSeen, say, type Seen } from './measured.ts';

type Row = readonly [string, Seen, string];

const STANDING = { state: 'active', targets: 3, illTargets: 0 };

describe('the health of a load balancer', () => {
  it.each<Row>([
    ['nothing to report', { live: STANDING }, 'Healthy'],
    [
      'not active',
      { live: { ...STANDING, state: 'active_impaired' } },
      'Unhealthy, state active_impaired',
    ],
    ['ill targets', { live: { ...STANDING, illTargets: 2 } }, 'Unhealthy, targets 2 of 3 targets'],
    ['no targets', { live: { ...STANDING, targets: 0 } }, 'Healthy'],
    ['unread', { isRead: false }, 'Unknown, ? state, ? targets'],
  ])('%s', (_name, seen, expected) => {
    expect(say(judgeSeen(loadBalancer, seen))).toBe(expected);
  });
});

describe('the health of a target group', () => {
  it.each<Row>([
    ['all well', { live: { targets: 2, illTargets: 0 } }, 'Healthy'],
    ['one ill', { live: { targets: 2, illTargets: 1 } }, 'Unhealthy, targets 1 of 2 targets'],
    [
      'none',
      { live: { targets: 0, illTargets: 0 } },
      'Unknown, ? targets (no targets are registered)',
    ],
  ])('%s', (_name, seen, expected) => {
    expect(say(judgeSeen(targetGroup, seen))).toBe(expected);
  });
});

describe('the health of an Auto Scaling group', () => {
  it.each<Row>([
    ['as many as wanted', { live: { desired: 2, inService: 2, ill: 0 } }, 'Healthy'],
    ['none wanted', { live: { desired: 0, inService: 0, ill: 0 } }, 'Healthy'],
    [
      'fewer',
      { live: { desired: 3, inService: 2, ill: 0 } },
      'Degraded, instances in service 2 of 3',
    ],
    [
      'ill ones',
      { live: { desired: 2, inService: 2, ill: 1 } },
      'Degraded, ill instances 1 instances',
    ],
    ['unread', { live: {} }, 'Unknown, ? instances in service, ? ill instances'],
  ])('%s', (_name, seen, expected) => {
    expect(say(judgeSeen(autoScalingGroup, seen))).toBe(expected);
  });
});

describe('the health of a launch template', () => {
  it.each<Row>([
    ['by token', { live: { version: '2', tokens: 'required' } }, 'Healthy'],
    [
      'without one',
      { live: { version: '1', tokens: 'optional' } },
      'Degraded, metadata of the default version 1',
    ],
    ['unread', { live: {} }, 'Unknown, ? metadata of the default'],
  ])('%s', (_name, seen, expected) => {
    expect(say(judgeSeen(launchTemplate, seen))).toBe(expected);
  });
});

describe('the health of a scaling policy', () => {
  const steps = { type: 'StepScaling', enabled: true };
  it.each<Row>([
    ['of a target', { live: { ...steps, type: 'TargetTrackingScaling', alarms: 2 } }, 'Healthy'],
    ['of steps', { live: { ...steps, alarms: 1 } }, 'Healthy'],
    ['that nothing calls', { live: { ...steps, alarms: 0 } }, 'Degraded, is called by no alarm'],
    [
      'that is off',
      { live: { ...steps, enabled: false, alarms: 1 } },
      'Degraded, may act turned off',
    ],
    ['unread', { live: {} }, 'Unknown, ? may act'],
  ])('%s', (_name, seen, expected) => {
    expect(say(judgeSeen(scalingPolicy, seen))).toBe(expected);
  });
});

describe('the health of an ECS cluster', () => {
  const active = { status: 'ACTIVE', services: 1, running: 2, pending: 0 };
  it.each<Row>([
    ['services with tasks', { live: active }, 'Healthy'],
    ['an empty one', { live: { ...active, services: 0, running: 0 } }, 'Healthy'],
    [
      'tasks that do not start',
      { live: { ...active, running: 0, pending: 3 } },
      'Degraded, pending tasks 3 pending',
    ],
    ['a failed one', { live: { ...active, status: 'FAILED' } }, 'Unhealthy, state FAILED'],
    ['unread', { live: {} }, 'Unknown, ? state, ? pending tasks'],
  ])('%s', (_name, seen, expected) => {
    expect(say(judgeSeen(ecsCluster, seen))).toBe(expected);
  });
});

describe('the health of an ECS service', () => {
  const steady = { desired: 2, running: 2, rollout: 'COMPLETED' };
  it.each<Row>([
    ['as many tasks as wanted', { live: steady }, 'Healthy'],
    ['none wanted', { live: { ...steady, desired: 0, running: 0 } }, 'Healthy'],
    ['fewer', { live: { ...steady, running: 1 } }, 'Unhealthy, running tasks 1 of 2'],
    [
      'a failed deployment',
      { live: { ...steady, rollout: 'FAILED' } },
      'Degraded, deployment FAILED',
    ],
    ['unread', { live: {} }, 'Unknown, ? running tasks, ? deployment'],
  ])('%s', (_name, seen, expected) => {
    expect(say(judgeSeen(ecsService, seen))).toBe(expected);
  });
});

describe('the health of an ECS task definition', () => {
  it.each<Row>([
    ['an active one', { live: { status: 'ACTIVE' } }, 'Healthy'],
    [
      'one on its way out',
      { live: { status: 'DELETE_IN_PROGRESS' } },
      'Degraded, state DELETE_IN_PROGRESS',
    ],
    ['unread', { live: {} }, 'Unknown, ? state'],
  ])('%s', (_name, seen, expected) => {
    expect(say(judgeSeen(ecsTaskDefinition, seen))).toBe(expected);
  });
});

describe('the health of EKS', () => {
  const well = { status: 'ACTIVE', issues: 0 };
  const parts = [eksCluster, eksNodegroup, eksAddon].map((one) => [one.title, one] as const);
  it.each(parts)('%s', (_title, service) => {
    expect(say(judgeSeen(service, { live: well }))).toBe('Healthy');
    expect(say(judgeSeen(service, { live: { ...well, status: 'UPDATING' } }))).toBe('Healthy');
    expect(say(judgeSeen(service, { live: { ...well, status: 'DEGRADED' } }))).toBe(
      'Unhealthy, state DEGRADED',
    );
    expect(say(judgeSeen(service, { live: { ...well, issues: 2 } }))).toBe(
      'Degraded, issues 2 issues',
    );
    expect(say(judgeSeen(service, { live: {} }))).toBe('Unknown, ? state, ? issues');
  });
});

describe('the health of a listener', () => {
  it.each<Row>([
    ['HTTPS', { live: { protocol: 'HTTPS', does: 'forward' } }, 'Healthy'],
    ['a redirect', { live: { protocol: 'HTTP', does: 'redirect' } }, 'Healthy'],
    ['plain HTTP', { live: { protocol: 'HTTP', does: 'forward' } }, 'Degraded, protocol HTTP'],
    ['unread', { live: {} }, 'Unknown, ? protocol'],
  ])('%s', (_name, seen, expected) => {
    expect(say(judgeSeen(loadBalancerListener, seen))).toBe(expected);
  });
});
