import { describe, expect, it } from 'vitest';
import { wayTo } from '../../../src/report/savings/ask-for.ts';
import type { Remedy, Saving } from '../../../src/report/savings/saving.ts';
import type { AccountId } from '../../../src/task/ids.ts';
import { ACCOUNTS } from '../../intake/organization.ts';
import {
  emptyBucket,
  endlessLogs,
  freeAddress,
  freeVolume,
  idleGateway,
  idleInstance,
  largeBucket,
  lowDatabase,
  oldSnapshot,
  savingOf,
  silentBalancer,
} from './fixtures.ts';

const INSTANCE = savingOf({ ...idleInstance, resourceId: 'i-0a11b22c33d44e55f' });
const BUCKET = savingOf({ ...largeBucket, resourceId: 'acme-dev-use1-reports' });
const VOLUME = savingOf({ ...freeVolume, resourceId: 'vol-0a11b22c33d44e55f' });
const ADDRESS = savingOf({ ...freeAddress, resourceId: 'eipalloc-0a11b22c33d44e55f' });
const SNAPSHOT = savingOf({ ...oldSnapshot, resourceId: 'snap-0a11b22c33d44e55f' });
const LOGS = savingOf(endlessLogs);
const RESIZE: Remedy = { do: 'resize-instance', to: 't3.small' };

const OURS = {
  'aws:cloudformation:stack-name': 'aws-coworker-7-reports',
  CoworkerManaged: 'true',
};
const THEIRS = { 'aws:cloudformation:stack-name': 'shop' };

const say = (saving: Saving, accounts = ACCOUNTS): string => {
  const way = wayTo(saving, accounts);
  switch (way.by) {
    case 'issue':
      return way.text;
    case 'person':
      return `$ ${way.command ?? ''}`;
    case 'stack':
      return `stack ${way.name}`;
    case 'nobody':
      return '-';
  }
};

const of = (accountId: string, saving: Saving): Saving => ({
  ...saving,
  accountId: accountId as AccountId,
});

const REGION = '--region=us-east-1';

describe('the way to a saving', () => {
  it.each<readonly [string, Saving, string]>([
    ['only proposed', savingOf(emptyBucket), '-'],
    [
      'an idle instance',
      INSTANCE,
      'Stop the EC2 instance i-0a11b22c33d44e55f in athena-dev, us-east-1.',
    ],
    [
      'an oversized instance',
      { ...INSTANCE, remedy: RESIZE },
      'Change the EC2 instance i-0a11b22c33d44e55f in athena-dev, us-east-1 to the instance type ' +
        't3.small.',
    ],
    [
      'a bucket without tiers',
      BUCKET,
      'Move the objects of the S3 bucket acme-dev-use1-reports in athena-dev, us-east-1 to ' +
        'Intelligent-Tiering after 0 days.',
    ],
    [
      'a bucket of a stack of ours',
      savingOf({ ...largeBucket, resourceId: 'acme-dev-use1-reports', tags: OURS }),
      say(BUCKET),
    ],
    ['a bucket of another stack', savingOf({ ...largeBucket, tags: THEIRS }), 'stack shop'],
    [
      'an instance of another stack is stopped without drift',
      savingOf({ ...idleInstance, resourceId: 'i-0a11b22c33d44e55f', tags: THEIRS }),
      say(INSTANCE),
    ],
    [
      'a volume of a stack',
      savingOf({ ...freeVolume, tags: OURS }),
      `stack ${OURS['aws:cloudformation:stack-name']}`,
    ],
    [
      'an instance of staging is stopped by a pull request',
      of('444444444444', INSTANCE),
      'Stop the EC2 instance i-0a11b22c33d44e55f in delphi-staging, us-east-1.',
    ],
    [
      'a bucket of staging that no stack owns has no pull request',
      of('444444444444', savingOf({ ...largeBucket, resourceId: 'acme-stg-data' })),
      `$ aws s3api put-bucket-lifecycle-configuration ${REGION} --bucket=acme-stg-data ` +
        `--lifecycle-configuration '{ "Rules": [ { "ID": "tiering", "Status": "Enabled", ` +
        '"Filter": { "Prefix": "" }, "Transitions": [ { "Days": 0, "StorageClass": ' +
        `"INTELLIGENT_TIERING" } ] } ] }'`,
    ],
    [
      'a bucket of staging that a stack of ours owns',
      of('444444444444', savingOf({ ...largeBucket, resourceId: 'acme-stg-data', tags: OURS })),
      'Move the objects of the S3 bucket acme-stg-data in delphi-staging, us-east-1 to ' +
        'Intelligent-Tiering after 0 days.',
    ],
    [
      'an account without workloads',
      of('888888888888', INSTANCE),
      `$ aws ec2 stop-instances ${REGION} --instance-ids=i-0a11b22c33d44e55f`,
    ],
    [
      'an account that nobody knows',
      of('000000000000', INSTANCE),
      `$ aws ec2 stop-instances ${REGION} --instance-ids=i-0a11b22c33d44e55f`,
    ],
    ['a volume', VOLUME, 'Delete the EBS volume vol-0a11b22c33d44e55f in athena-dev, us-east-1.'],
    [
      'a volume of staging that no stack owns has no pull request',
      of('444444444444', VOLUME),
      `$ snapshot=$(aws ec2 create-snapshot ${REGION} --volume-id=${VOLUME.resourceId} --query ` +
        'SnapshotId --output text) && aws ec2 wait snapshot-completed ' +
        `${REGION} --snapshot-ids "$snapshot" && ` +
        `aws ec2 delete-volume ${REGION} --volume-id=${VOLUME.resourceId}`,
    ],
    [
      'logs',
      LOGS,
      'Set the retention of the log group /aws/lambda/resize in athena-dev, us-east-1 to 30 days.',
    ],
    [
      'logs of a stack of ours',
      { ...LOGS, stack: { name: 'aws-coworker-7-resize', isOurs: true } },
      'Set the retention of the log group /aws/lambda/resize in athena-dev, us-east-1 to 30 days.',
    ],
    [
      'logs of staging that no stack owns',
      of('444444444444', LOGS),
      `$ aws logs put-retention-policy ${REGION} --log-group-name='/aws/lambda/resize' ` +
        '--retention-in-days=30',
    ],
    [
      'logs that are named as an account: an issue could mean that account',
      { ...LOGS, resourceId: 'apollo-prod' },
      `$ aws logs put-retention-policy ${REGION} --log-group-name='apollo-prod' ` +
        '--retention-in-days=30',
    ],
    [
      'an address',
      ADDRESS,
      'Release the Elastic IP eipalloc-0a11b22c33d44e55f in athena-dev, us-east-1.',
    ],
    [
      'an address of staging is released by a pull request',
      of('444444444444', ADDRESS),
      'Release the Elastic IP eipalloc-0a11b22c33d44e55f in delphi-staging, us-east-1.',
    ],
    [
      'an address of an account without workloads',
      of('888888888888', ADDRESS),
      `$ aws ec2 release-address ${REGION} --allocation-id=${ADDRESS.resourceId}`,
    ],
    [
      'a NAT gateway',
      savingOf(idleGateway),
      `$ aws ec2 delete-nat-gateway ${REGION} --nat-gateway-id=nat-1`,
    ],
    [
      'a load balancer',
      savingOf(silentBalancer),
      `$ aws elbv2 delete-load-balancer ${REGION} --load-balancer-arn=${silentBalancer.arn}`,
    ],
    [
      'a snapshot',
      SNAPSHOT,
      'Delete the EBS snapshot snap-0a11b22c33d44e55f in athena-dev, us-east-1.',
    ],
    [
      'a snapshot of an account without workloads',
      of('888888888888', SNAPSHOT),
      `$ aws ec2 delete-snapshot ${REGION} --snapshot-id=${SNAPSHOT.resourceId}`,
    ],
    [
      'a database',
      savingOf(lowDatabase),
      `$ aws rds modify-db-instance ${REGION} --db-instance-identifier=orders ` +
        '--db-instance-class=db.m5.large',
    ],
  ])('%s', (_name, saving, expected) => {
    expect(say(saving)).toBe(expected);
  });

  it.each([
    "logs'; rm -rf /; '",
    'logs $(id)',
    'logs`id`',
    'file:///etc/passwd',
    'a b',
    'a\nb',
    '',
  ])('no command is written of the name %j', (resourceId) => {
    for (const one of [freeVolume, endlessLogs, idleInstance, largeBucket] as const)
      expect(say({ ...savingOf(one), resourceId })).toBe('$ ');
  });

  it('an account of which nobody said the tier is only read', () => {
    const untiered = ACCOUNTS.map((one) => ({ ...one, tier: 'unknown' as const }));
    expect(say(INSTANCE, untiered)).toMatch(/^\$ aws ec2 stop-instances /);
  });

  it('an account is named by its id where its name would be read as something else', () => {
    const renamed = (name: string) =>
      ACCOUNTS.map((one) => (one.id === INSTANCE.accountId ? { ...one, name } : one));
    for (const name of ['all', 'delete everything', 'apollo-prod', ''])
      expect(say(INSTANCE, renamed(name))).toContain(' in 333333333333, us-east-1.');
  });
});
