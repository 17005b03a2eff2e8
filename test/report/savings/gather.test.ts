import { describe, expect, it } from 'vitest';
import type { FailureSpec } from '../../../sandbox/world-spec.ts';
import { compareToTruth } from '../../../sandbox/waste/compare.ts';
import { sowOrganization, type SownOrganization } from '../../../sandbox/waste/organization.ts';
import { searchSown } from '../../../sandbox/waste/search.ts';
import { NOW } from './fixtures.ts';

const failing = (sown: SownOrganization, match: FailureSpec['match'], status: number) => ({
  ...sown,
  spec: {
    ...sown.spec,
    failures: [
      {
        match,
        error: { name: status === 403 ? 'AccessDenied' : 'X', httpStatus: status, message: '' },
      },
    ],
  },
});

describe('the search of a sown organization', () => {
  it.each([1, 2, 77, 4242])('seed %i: what is waste is found, and little else', async (seed) => {
    const sown = sowOrganization(seed, NOW);
    const found = await searchSown(sown, NOW);
    const accuracy = compareToTruth(found.savings, sown.truths);
    const { precision, recall, claimedUsd, trueUsd, mispriced } = accuracy;
    expect(sown.accounts).toHaveLength(8);
    expect(sown.resources).toBeGreaterThanOrEqual(300);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(Math.abs(claimedUsd / trueUsd - 1)).toBeLessThanOrEqual(0.05);
    expect(mispriced).toEqual([]);
    expect(claimedUsd / sown.spendUsd).toBeGreaterThanOrEqual(0.3);
    expect({ failed: found.failed, seen: found.seen }).toEqual({ failed: [], seen: found.places });
  });

  it('is the same twice, whoever answers first', async () => {
    const sown = sowOrganization(5, NOW);
    expect(await searchSown(sown, NOW)).toEqual(await searchSown(sown, NOW));
  });

  it('is the same with the smallest pages', async () => {
    const sown = sowOrganization(5, NOW);
    const small = { ...sown, spec: { ...sown.spec, pageSize: 1 } };
    expect(await searchSown(small, NOW)).toEqual(await searchSown(sown, NOW));
  });

  it('holds every kind of waste, kept and unknown resources beside it', async () => {
    const { savings, kept, notJudged, looked } = await searchSown(sowOrganization(6, NOW), NOW);
    expect([...new Set(savings.map((one) => one.kind))].toSorted()).toEqual([
      'idle-instance',
      'idle-load-balancer',
      'idle-nat-gateway',
      'old-snapshot',
      'oversized-database',
      'oversized-instance',
      'unassociated-address',
      'unattached-volume',
      'unlimited-logs',
      'untiered-bucket',
      'unused-bucket',
    ]);
    expect(kept.length).toBeGreaterThan(5);
    expect(new Set(kept.map((one) => one.tag))).toEqual(new Set(['aws-coworker:keep']));
    expect(notJudged.length).toBeGreaterThan(5);
    expect(Object.keys(looked)).toHaveLength(9);
  });
});

describe('what AWS does not answer', () => {
  const sown = sowOrganization(8, NOW);
  const account = '210000000003';

  it('is a place that is named, and the others are seen', async () => {
    const match = { client: 'EC2', operation: 'DescribeVolumes', accountId: account };
    const found = await searchSown(failing(sown, match, 403), NOW);
    expect(found.failed).toEqual([
      { place: 'volumes in orchard-dev us-east-1', because: 'the read was denied' },
      { place: 'volumes in orchard-dev us-west-2', because: 'the read was denied' },
    ]);
    expect(found.seen).toBe(found.places - 2);
    const isThere = (id: string): boolean =>
      found.savings.some((one) => one.kind === 'unattached-volume' && one.accountId === id);
    expect([isThere(account), isThere('210000000001')]).toEqual([false, true]);
  });

  it('is an account whose role is not there', async () => {
    const missingRoles = { [account]: ['AwsCoworkerReader'] };
    const found = await searchSown({ ...sown, spec: { ...sown.spec, missingRoles } }, NOW);
    expect(found.failed).toHaveLength(18);
    expect(found.savings.filter((one) => one.accountId === account)).toEqual([]);
  });

  it('are metrics: nobody is idle without them, and each resource is named', async () => {
    const whole = await searchSown(sown, NOW);
    const match = { client: 'CloudWatch', accountId: account };
    const found = await searchSown(failing(sown, match, 403), NOW);
    const measured = /^(idle|oversized|unattached|untiered)/;
    expect(
      found.savings.filter((one) => one.accountId === account && measured.test(one.kind)),
    ).toEqual([]);
    expect(found.failed).toEqual([]);
    expect(found.notJudged.length).toBeGreaterThan(whole.notJudged.length + 10);
  });

  it('is a bucket that denies its configuration', async () => {
    const match = { client: 'S3', operation: 'GetBucketTagging', accountId: account };
    const found = await searchSown(failing(sown, match, 403), NOW);
    const buckets = sown.spec.resources?.filter(
      (one) => one.type === 'AWS::S3::Bucket' && one.account === account,
    );
    expect(
      found.notJudged.filter((one) => one.because === 'its configuration may not be read'),
    ).toHaveLength(buckets?.length ?? 0);
    expect(found.failed).toEqual([]);
  });
});
