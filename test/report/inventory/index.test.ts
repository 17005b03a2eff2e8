import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../../sandbox/world-spec.ts';
import { createWorld } from '../../../sandbox/world.ts';
import { loadConfig } from '../../../src/app/knowledge.ts';
import { openReaderAws } from '../../../src/app/wire-reader.ts';
import { gatherInventory, placesOf, type Inventory } from '../../../src/report/inventory/gather.ts';
import { isIndexed } from '../../../src/report/inventory/organization-index.ts';
import { serviceOf } from '../../../src/services/registry.ts';
import type { Region } from '../../../src/task/ids.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';
import { sure, taken } from '../../services/samples.ts';

const config = loadConfig('config');
const TYPES = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::SNS::Topic', 'AWS::IAM::Role'];
const SERVICES = TYPES.map((type) => sure(serviceOf(type as never)));

const inventory = async (
  spec: WorldSpec,
  source: 'auto' | 'resource-explorer' | 'config' | 'lists' = 'auto',
): Promise<Inventory> => {
  const clock = createVirtualClock();
  const world = createWorld({ pageSize: 100, ...spec }, { clock });
  const own = { ...config, organization: { ...config.organization, inventory: source } };
  const options = {
    config: own,
    clock,
    homeRegion: 'us-east-1' as Region,
    plugins: [world.plugin()],
    isPaced: false,
    readerIdentity: world.credentialsOf('aws-coworker-reader'),
  };
  const { aws, close } = openReaderAws({ config: own }, options);
  try {
    const accounts = taken(await aws.listAccounts());
    const index = await aws.openIndex(accounts.map(({ id }) => id));
    return await gatherInventory(placesOf(accounts, 'all', SERVICES), aws.openLister, { index });
  } finally {
    close();
  }
};

/** What is the same however it was read. */
const named = ({ resources }: Inventory): readonly string[] =>
  resources.map((one) =>
    [one.accountId, one.region, one.resourceType, one.id, one.ownerAgent].join(' '),
  );

const lists = await inventory({});

const SOURCES = [
  ['resource-explorer', 'Resource Explorer'],
  ['config', 'AWS Config'],
] as const;

describe('an inventory', () => {
  it('without an index is read from the lists, and says of none', () => {
    expect(lists.resources.length).toBeGreaterThan(5);
    expect([lists.index, lists.resources.some(isIndexed)]).toEqual([undefined, false]);
  });

  it.each(SOURCES)('tells the same by %s, and what came from it', async (by, name) => {
    const found = await inventory({ index: { by } });
    expect(named(found).toSorted()).toEqual(named(lists).toSorted());
    expect(found).toMatchObject({ failed: [], isCut: false, index: { name } });
    const fresh = found.resources.filter((one) => !isIndexed(one));
    expect(fresh.map(({ resourceType }) => resourceType)).not.toContain('AWS::S3::Bucket');
    expect(fresh.map(({ resourceType }) => resourceType)).toContain('AWS::IAM::Role');
  });

  it.each(SOURCES)('gives nobody up because %s lags behind', async (by) => {
    const bucket = lists.resources.find((one) => one.resourceType === 'AWS::S3::Bucket');
    const { id, accountId, region } = sure(bucket);
    const found = await inventory({ index: { by, forgets: [id] } });
    const isHere = (one: { accountId: string; region: string; resourceType: string }): boolean =>
      one.accountId === accountId && one.region === region && one.resourceType === TYPES[0];
    const isTold = found.resources.some((one) => one.id === id);
    // Read from the list where nothing else was told of the place: then it is found after all.
    expect(isTold || !found.complete.some(isHere)).toBe(true);
  });

  it.each(SOURCES)('reads a place that %s leaves out from its list', async (by) => {
    const bucket = lists.resources.find((one) => one.resourceType === 'AWS::S3::Bucket');
    const { id, accountId, region } = sure(bucket);
    const found = await inventory({ index: { by, leavesOut: [`${accountId} ${region}`] } });
    const listed = found.resources.find((one) => one.id === id);
    expect(listed === undefined ? undefined : isIndexed(listed)).toBe(false);
    expect(named(found).toSorted()).toEqual(named(lists).toSorted());
  });

  it.each([
    ['that configuration does not want', { index: { by: 'config' } }, 'lists'],
    ['of another kind than is wanted', { index: { by: 'config' } }, 'resource-explorer'],
    [
      'that denies its members',
      {
        index: { by: 'resource-explorer' },
        failures: [
          {
            match: { client: 'ResourceExplorer2', operation: 'ListIndexesForMembers' },
            error: { name: 'AccessDeniedException', httpStatus: 403, message: 'no' },
          },
        ],
      },
      'auto',
    ],
    [
      'that breaks off',
      {
        index: { by: 'resource-explorer' },
        failures: [
          {
            match: { client: 'ResourceExplorer2', operation: 'ListResources' },
            error: { name: 'ValidationException', httpStatus: 400, message: 'no' },
          },
        ],
      },
      'auto',
    ],
  ] as const)('asks no index %s', async (_, spec, source) => {
    const found = await inventory(spec, source);
    expect(found.index).toBeUndefined();
    expect(named(found)).toEqual(named(lists));
  });
});
