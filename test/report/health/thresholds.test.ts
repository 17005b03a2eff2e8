import { describe, expect, it } from 'vitest';
import { cloudformationTemplate } from '../../../src/services/cloudformation-template/index.ts';
import { dynamodbTable } from '../../../src/services/dynamodb-table/index.ts';
import { ebsVolume } from '../../../src/services/ebs-volume/index.ts';
import { ec2Instance } from '../../../src/services/ec2-instance/index.ts';
import { elasticIp } from '../../../src/services/elastic-ip/index.ts';
import { iamRole } from '../../../src/services/iam-role/index.ts';
import { lambdaFunction } from '../../../src/services/lambda-function/index.ts';
import { logGroup } from '../../../src/services/log-group/index.ts';
import { allServices } from '../../../src/services/registry.ts';
import { s3Bucket } from '../../../src/services/s3-bucket/index.ts';
import type { Service } from '../../../src/services/service.ts';
import { snsTopic } from '../../../src/services/sns-topic/index.ts';
import { parseIssue } from '../../../src/intake/parse-issue.ts';
import { ACCOUNTS } from '../../intake/organization.ts';
import { EDGE_HEALTH, EDGE_NEVER_BROKEN } from './edge-rows.ts';
import { DATA_TABLES } from './data-rows.ts';
import { judgeSeen, say, type Seen, type Values } from './measured.ts';
import { MESSAGING_TABLES } from './messaging-rows.ts';
import { NETWORK_TABLES } from './network-rows.ts';
import { SECURITY_NEVER_BROKEN, SECURITY_TABLES } from './security-rows.ts';

type Row = readonly [string, Seen, string];

const FUNCTION = { state: 'Active', lastUpdateStatus: 'Successful', timeoutSeconds: 10 };
const invoked = (values: Values, live: Seen['live'] = {}): Seen => ({
  values,
  live: { ...FUNCTION, ...live },
});

const LAMBDA: readonly Row[] = [
  ['nothing measured: not invoked', invoked({}), 'Healthy'],
  ['errors under', invoked({ Errors: [4.9], Invocations: [100] }), 'Healthy'],
  ['errors at', invoked({ Errors: [5], Invocations: [100] }), 'Healthy'],
  ['errors over', invoked({ Errors: [6], Invocations: [100] }), 'Unhealthy, errors 6 %'],
  [
    'errors of an hour, not of its last minutes',
    invoked({ Errors: [5, 0, 0], Invocations: [10, 40, 50] }),
    'Healthy',
  ],
  [
    'errors that are over an hour old',
    invoked({
      Errors: [0, ...Array.from({ length: 11 }, () => 0), 50],
      Invocations: [10, ...Array.from({ length: 11 }, () => 0), 50],
    }),
    'Healthy',
  ],
  ['errors without invocations', invoked({ Errors: [3] }), 'Unknown, ? errors'],
  ['throttles at', invoked({ Throttles: [0] }), 'Healthy'],
  ['throttles over', invoked({ Throttles: [null, 1] }), 'Degraded, throttles 1'],
  ['duration under', invoked({ Duration: [7990, 7990] }), 'Healthy'],
  ['duration at', invoked({ Duration: [8000, 8000] }), 'Healthy'],
  ['duration over', invoked({ Duration: [8010, 9000] }), 'Degraded, duration 80.1 %'],
  ['duration over once', invoked({ Duration: [9000, 100] }), 'Healthy'],
  [
    'duration over, then not invoked',
    invoked({ Duration: [null, 9000, 9000] }),
    'Degraded, duration 90 %',
  ],
  ['duration recovered', invoked({ Duration: [100, 9000, 9000] }), 'Healthy'],
  [
    'duration without a timeout',
    { values: { Duration: [9000, 9000] }, live: { state: 'Active' } },
    'Unknown, ? duration',
  ],
  [
    'failed',
    invoked({}, { state: 'Failed' }),
    'Unhealthy, state state Failed, last update Successful',
  ],
  [
    'a failed update',
    invoked({}, { lastUpdateStatus: 'Failed' }),
    'Unhealthy, state state Active, last update Failed',
  ],
  ['idle since long', invoked({}, { state: 'Inactive' }), 'Healthy'],
  [
    'dead letters',
    invoked(
      { ApproximateNumberOfMessagesVisible: [2] },
      { deadLetterArn: 'arn:aws:sqs:us-east-1:333333333333:orders-dead' },
    ),
    'Degraded, dead letters 2',
  ],
  [
    'no dead letters',
    invoked(
      { ApproximateNumberOfMessagesVisible: [0] },
      { deadLetterArn: 'arn:aws:sqs:us-east-1:333333333333:orders-dead' },
    ),
    'Healthy',
  ],
  [
    'a dead-letter topic',
    invoked({}, { deadLetterArn: 'arn:aws:sns:us-east-1:333333333333:orders-dead' }),
    'Healthy',
  ],
  ['unread', { isRead: false }, 'Unknown, ? state'],
  [
    'no metrics at all',
    { live: FUNCTION, hasMetrics: false },
    'Unknown, ? errors, ? throttles, ? duration',
  ],
];

const RUNNING = { state: 'running' };
const running = (values: Values): Seen => ({ values, live: RUNNING });

const EC2: readonly Row[] = [
  ['nothing measured', running({}), 'Unknown, ? status checks, ? processor'],
  ['under', running({ StatusCheckFailed: [0], CPUUtilization: [79.9, 79.9] }), 'Healthy'],
  ['at', running({ StatusCheckFailed: [0], CPUUtilization: [80, 80] }), 'Healthy'],
  [
    'over',
    running({ StatusCheckFailed: [0], CPUUtilization: [80.1, 99] }),
    'Degraded, processor 80.1 %',
  ],
  [
    'over for five minutes only',
    running({ StatusCheckFailed: [0], CPUUtilization: [99, 10] }),
    'Healthy',
  ],
  ['recovered', running({ StatusCheckFailed: [0, 1], CPUUtilization: [10, 99, 99] }), 'Healthy'],
  [
    'not arrived yet',
    running({ StatusCheckFailed: [null, 0], CPUUtilization: [null, 99, 99] }),
    'Degraded, processor 99 %',
  ],
  [
    'one period only',
    running({ StatusCheckFailed: [0], CPUUtilization: [99] }),
    'Unknown, ? processor',
  ],
  [
    'a failed check',
    running({ StatusCheckFailed: [1], CPUUtilization: [1, 1] }),
    'Unhealthy, status checks 1',
  ],
  [
    'both',
    running({ StatusCheckFailed: [1], CPUUtilization: [90, 90] }),
    'Unhealthy, status checks 1, processor 90 %',
  ],
  ['stopped', { live: { state: 'stopped' } }, 'Unknown, ? state (stopped)'],
  [
    'stopped because AWS retires its host',
    { live: { state: 'stopped', reason: 'Server.ScheduledStop' } },
    'Unhealthy, host Server.ScheduledStop, ? state (stopped)',
  ],
  [
    'stopped by a person',
    { live: { state: 'stopped', reason: 'Client.UserInitiatedShutdown' } },
    'Unknown, ? state (stopped)',
  ],
  ['starting', { live: { state: 'pending' } }, 'Unknown, ? state (pending)'],
];

const table = (values: Values, status = 'ACTIVE'): Seen => ({ values, live: { status } });

const DYNAMODB: readonly Row[] = [
  ['nothing measured: nothing went wrong', table({}), 'Healthy'],
  [
    'at',
    table({ ReadThrottleEvents: [0], WriteThrottleEvents: [0], SystemErrors: [0] }),
    'Healthy',
  ],
  [
    'over, reads and writes together',
    table({ ReadThrottleEvents: [1], WriteThrottleEvents: [null, 2] }),
    'Degraded, throttled requests 3',
  ],
  ['system errors', table({ SystemErrors: [1] }), 'Unhealthy, system errors 1'],
  ['being changed', table({}, 'UPDATING'), 'Healthy'],
  ['being made', table({}, 'CREATING'), 'Unknown, ? status'],
  [
    'without its key',
    table({}, 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'),
    'Unhealthy, status INACCESSIBLE_ENCRYPTION_CREDENTIALS',
  ],
  [
    'no metrics at all',
    { live: { status: 'ACTIVE' }, hasMetrics: false },
    'Unknown, ? throttled requests, ? system errors',
  ],
];

const topic = (values: Values, pending?: number): Seen => ({
  values,
  live: pending === undefined ? {} : { pending },
});

const SNS: readonly Row[] = [
  ['nothing measured: not used', topic({}, 0), 'Healthy'],
  ['at', topic({ NumberOfNotificationsFailed: [0] }, 0), 'Healthy'],
  ['over', topic({ NumberOfNotificationsFailed: [1] }, 0), 'Degraded, failed deliveries 1'],
  ['pending', topic({}, 2), 'Degraded, unconfirmed subscriptions 2 not confirmed'],
  ['pending is not told', topic({}), 'Unknown, ? unconfirmed subscriptions'],
];

const BLOCKED = {
  isRead: true,
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

const S3: readonly Row[] = [
  ['all blocks on', { live: BLOCKED }, 'Healthy'],
  [
    'one off',
    { live: { ...BLOCKED, BlockPublicPolicy: false } },
    'Degraded, public access off: BlockPublicPolicy',
  ],
  [
    'nothing set',
    { live: { isRead: true } },
    'Degraded, public access off: BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets',
  ],
  ['gone meanwhile', { live: {} }, 'Unknown, ? public access'],
  ['unread', { live: BLOCKED, isRead: false }, 'Unknown, ? public access'],
];

const trusting = (AWS: string): string =>
  JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
  });
const TRUST = trusting('arn:aws:iam::333333333333:role/ci');

const IAM: readonly Row[] = [
  ['somebody else made it', { live: { path: '/', trust: TRUST, boundary: '' } }, 'Healthy'],
  [
    'ours, under the boundary',
    { live: { path: '/coworker/', trust: TRUST, boundary: 'arn:aws:iam::3:policy/b' } },
    'Healthy',
  ],
  [
    'ours, without it',
    { live: { path: '/coworker/', trust: TRUST, boundary: '' } },
    'Unhealthy, boundary no boundary',
  ],
  [
    'trust in somebody deleted',
    { live: { path: '/', trust: trusting('AROAEXAMPLEROLE000001'), boundary: '' } },
    'Degraded, trust AROAEXAMPLEROLE000001',
  ],
  ['no policy told', { live: { path: '/', trust: '', boundary: '' } }, 'Unknown, ? trust'],
];

const stack = (status: string, drift = 'NOT_CHECKED'): Seen => ({ live: { status, drift } });

const STACK: readonly Row[] = [
  ['made', stack('CREATE_COMPLETE'), 'Healthy'],
  ['an update that was rolled back', stack('UPDATE_ROLLBACK_COMPLETE'), 'Healthy'],
  ['a creation that was', stack('ROLLBACK_COMPLETE'), 'Unhealthy, state ROLLBACK_COMPLETE'],
  ['failed', stack('DELETE_FAILED'), 'Unhealthy, state DELETE_FAILED'],
  [
    'stuck in its rollback',
    stack('UPDATE_ROLLBACK_FAILED'),
    'Unhealthy, state UPDATE_ROLLBACK_FAILED',
  ],
  ['changing', stack('UPDATE_IN_PROGRESS'), 'Unknown, ? state'],
  ['left by a preview', stack('REVIEW_IN_PROGRESS'), 'Healthy'],
  ['as its template', stack('CREATE_COMPLETE', 'IN_SYNC'), 'Healthy'],
  ['drifted', stack('CREATE_COMPLETE', 'DRIFTED'), 'Degraded, drift DRIFTED'],
  ['nothing told', { live: {} }, 'Unknown, ? state'],
];

const inUse = (volumeType: string, values: Values): Seen => ({
  values,
  live: { state: 'in-use', volumeType },
});

const VOLUME: readonly Row[] = [
  ['nothing measured', inUse('gp2', {}), 'Unknown, ? burst balance'],
  ['over', inUse('gp2', { BurstBalance: [20.1, 20.1] }), 'Healthy'],
  ['at', inUse('gp2', { BurstBalance: [20, 20] }), 'Healthy'],
  ['under', inUse('gp2', { BurstBalance: [19, 10] }), 'Degraded, burst balance 19 %'],
  ['under once', inUse('gp2', { BurstBalance: [19, 90] }), 'Healthy'],
  ['a type without credits', inUse('gp3', {}), 'Healthy'],
  ['used by nothing', { live: { state: 'available', volumeType: 'gp2' } }, 'Healthy'],
  ['broken', { live: { state: 'error', volumeType: 'gp3' } }, 'Unhealthy, state error'],
  ['nothing told', { live: {} }, 'Unknown, ? state'],
];

const ADDRESS: readonly Row[] = [
  ['told', { live: { publicIp: '203.0.113.7', usedBy: '' } }, 'Healthy'],
  ['not told', { live: {} }, 'Unknown, ? address'],
];

const LOGS: readonly Row[] = [
  ['empty', { live: { storedBytes: 0 } }, 'Healthy'],
  ['not told', { live: {} }, 'Unknown, ? stored events'],
];

/** Rules that only tell whether something is known: of such a thing nothing more can be ill. */
const NEVER_BROKEN: Readonly<Record<string, readonly string[]>> = {
  'ec2-instance': ['state'],
  'key-pair': ['key'],
  'elastic-ip': ['address'],
  'log-group': ['stored events'],
  ...EDGE_NEVER_BROKEN,
  ...SECURITY_NEVER_BROKEN,
};

const TABLES: readonly (readonly [Service, readonly Row[]])[] = [
  [lambdaFunction, LAMBDA],
  [ec2Instance, EC2],
  [dynamodbTable, DYNAMODB],
  [snsTopic, SNS],
  [s3Bucket, S3],
  [iamRole, IAM],
  [ebsVolume, VOLUME],
  [elasticIp, ADDRESS],
  [logGroup, LOGS],
  [cloudformationTemplate, STACK],
  ...MESSAGING_TABLES,
  ...EDGE_HEALTH,
  ...NETWORK_TABLES,
  ...DATA_TABLES,
  ...SECURITY_TABLES,
];

describe.each(TABLES.map(([service, rows]) => [service.title, service, rows] as const))(
  'the health of: %s',
  (_title, service, rows) => {
    it.each(rows)('%s', (_name, seen, expected) => {
      expect(say(judgeSeen(service, seen))).toBe(expected);
    });

    it('every rule is broken by a row, unless nothing of the kind is illness', () => {
      const broken = new Set(
        rows.flatMap(([, seen]) => judgeSeen(service, seen).evidence.map(({ rule }) => rule)),
      );
      const never = service.health.filter(({ name }) => !broken.has(name)).map(({ name }) => name);
      expect(never).toEqual(NEVER_BROKEN[service.key] ?? []);
    });
  },
);

/** Those whose table stands in thresholds-compute.test.ts. */
const COMPUTE: readonly string[] = [
  'auto-scaling-group',
  'ecs-cluster',
  'ecs-service',
  'ecs-task-definition',
  'eks-addon',
  'eks-cluster',
  'eks-nodegroup',
  'launch-template',
  'load-balancer',
  'load-balancer-listener',
  'scaling-policy',
  'target-group',
];

describe('all services', () => {
  it('each has a table', () => {
    expect([...TABLES.map(([{ key }]) => key), ...COMPUTE].sort()).toEqual(
      allServices.map(({ key }) => key).sort(),
    );
  });

  it('an issue that a heal proposes is understood as one task of the type', () => {
    const requests = TABLES.flatMap(([service, rows]) =>
      rows.flatMap(([, seen]) =>
        judgeSeen(service, seen).evidence.flatMap(({ request }) =>
          request === undefined ? [] : [[request, service.resourceType] as const],
        ),
      ),
    );
    expect(requests.length).toBeGreaterThan(3);
    for (const [body, type] of requests) {
      const text = {
        title: 'Heal',
        body: body
          .replace('instance orders', 'instance i-0a11b22c33d44e55f')
          .replace('volume orders', 'volume vol-0a11b22c33d44e55f')
          .replace('file system orders', 'file system fs-0a11b22c33d44e55f'),
        labels: ['aws-task'],
      };
      const read = parseIssue(text, { accounts: ACCOUNTS }, { tasksPerIssue: 10 });
      expect([body, read]).toMatchObject([
        body,
        { kind: 'tasks', tasks: [{ resourceType: type }] },
      ]);
    }
  });
});
