import { describe, expect, it } from 'vitest';
import { followInventory, type SeenInventory } from '../../src/agents/follow-inventory.ts';
import type { AwsResource, ServiceAgent } from '../../src/task/aws-resource.ts';
import type { AccountId, Region } from '../../src/task/ids.ts';
import { AGENT, resource } from '../reply/samples.ts';

const READ_AT = '2026-11-21T09:00:00Z';
const LONG_AGO = '2026-11-20T09:00:00Z';
const SHORTLY = '2026-11-21T08:50:00Z';

const BUCKET = AGENT.resource;
const PLACE = {
  accountId: BUCKET.accountId,
  region: BUCKET.region,
  resourceType: 'AWS::S3::Bucket',
};
const WEST = 'us-west-2' as Region;
const OTHER = '444444444444' as AccountId;

const agent = (part: Partial<ServiceAgent> = {}, of: Partial<AwsResource> = {}): ServiceAgent => ({
  ...AGENT,
  lastSeenAt: LONG_AGO,
  ...part,
  resource: resource(of),
});

const role = (of: Partial<AwsResource> = {}): ServiceAgent =>
  agent({}, { id: 'r', arn: 'arn:aws:iam::1:role/r', resourceType: 'AWS::IAM::Role', ...of });

const ROLES = { ...PLACE, region: WEST, resourceType: 'AWS::IAM::Role' };

interface Row {
  readonly name: string;
  readonly agent: ServiceAgent;
  readonly inventory: Partial<SeenInventory>;
  /** State and last seen afterwards; undefined when nothing changes. */
  readonly after?: readonly [ServiceAgent['state'], string];
}

const ROWS: readonly Row[] = [
  { name: 'nothing was read', agent: agent(), inventory: {} },
  {
    name: 'found',
    agent: agent(),
    inventory: { found: [BUCKET], complete: [PLACE] },
    after: ['Active', READ_AT],
  },
  {
    name: 'found in a place that was cut',
    agent: agent(),
    inventory: { found: [BUCKET] },
    after: ['Active', READ_AT],
  },
  {
    name: 'found, and its ARN was not known',
    agent: agent({}, { arn: '' }),
    inventory: { found: [BUCKET], complete: [PLACE] },
    after: ['Active', READ_AT],
  },
  {
    name: 'found by the ARN that is its id',
    agent: agent({}, { id: BUCKET.arn, arn: '' }),
    inventory: { found: [BUCKET], complete: [PLACE] },
    after: ['Active', READ_AT],
  },
  {
    name: 'not found in a place that was read completely',
    agent: agent(),
    inventory: { complete: [PLACE] },
    after: ['Terminated', LONG_AGO],
  },
  { name: 'not found, and its place failed or was cut', agent: agent(), inventory: {} },
  {
    name: 'not found, and another region was read',
    agent: agent(),
    inventory: { complete: [{ ...PLACE, region: WEST }] },
  },
  {
    name: 'not found, and another account was read',
    agent: agent(),
    inventory: { complete: [{ ...PLACE, accountId: OTHER }] },
  },
  {
    name: 'not found, and another service was read',
    agent: agent(),
    inventory: { complete: [{ ...PLACE, resourceType: 'AWS::SNS::Topic' }] },
  },
  {
    name: 'not found, but made shortly before the reading',
    agent: agent({ lastSeenAt: SHORTLY }),
    inventory: { complete: [PLACE] },
  },
  {
    name: 'not found, but made after the reading began',
    agent: agent({ lastSeenAt: '2026-11-21T09:05:00Z' }),
    inventory: { complete: [PLACE] },
  },
  {
    name: 'not found, and nobody knows when it was made',
    agent: agent({ lastSeenAt: 'yesterday' }),
    inventory: { complete: [PLACE] },
  },
  {
    name: 'a role belongs to its account, whichever region lists it',
    agent: role(),
    inventory: { complete: [ROLES] },
    after: ['Terminated', LONG_AGO],
  },
  {
    name: 'AWS says that it is being deleted',
    agent: agent(),
    inventory: { found: [{ ...BUCKET, state: 'Deleting' }] },
    after: ['Deleting', READ_AT],
  },
  {
    name: 'a state that can not follow the one it has',
    agent: agent({ state: 'Deleting' }),
    inventory: { found: [{ ...BUCKET, state: 'Updating' }] },
    after: ['Deleting', READ_AT],
  },
  {
    name: 'what was written after the reading began is newer than what was read',
    agent: agent({ lastSeenAt: '2026-11-21T09:05:00Z' }),
    inventory: { found: [{ ...BUCKET, state: 'Deleting' }] },
    after: ['Active', '2026-11-21T09:05:00Z'],
  },
  {
    name: 'Terminated stays, also when something of its name is there again',
    agent: agent({ state: 'Terminated' }),
    inventory: { found: [BUCKET], complete: [PLACE] },
  },
];

describe('state follows what was found', () => {
  it.each(ROWS)('$name', ({ agent: before, inventory, after }) => {
    const seen = { found: [], complete: [], readAt: READ_AT, ...inventory };
    const followed = followInventory([before], seen);
    expect(followed.map((one) => [one.after.state, one.after.lastSeenAt])).toEqual(
      after === undefined ? [] : [after],
    );
    for (const one of followed) {
      expect(one.before).toBe(before);
      expect(one.after.resource.state).toBe(one.after.state);
    }
  });
});
