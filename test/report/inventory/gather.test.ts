import { describe, expect, it } from 'vitest';
import { gatherInventory, type Place } from '../../../src/report/inventory/gather.ts';
import type { AwsReader } from '../../../src/services/aws-reader.ts';
import { serviceOf } from '../../../src/services/registry.ts';
import { accepted, refused } from '../../../src/task/refusal.ts';
import type { Region } from '../../../src/task/ids.ts';
import * as sample from '../../reply/samples.ts';

const [ACCOUNT] = sample.ACCOUNTS;
const S3 = serviceOf('AWS::S3::Bucket');

/** A place in which so many buckets are found before the list breaks, if it does. */
const place = (region: string, count: number, breaks = false): Place => {
  if (S3 === undefined || ACCOUNT === undefined) throw new Error('nothing to read');
  return {
    account: ACCOUNT,
    region: region as Region,
    service: {
      ...S3,
      list: async function* () {
        for (let n = 0; n < count; n += 1) yield sample.resource({ id: `${region}-${n}` });
        if (breaks) throw new Error('denied');
      },
    },
  };
};

const gather = async (places: readonly Place[], isOpen = true) => {
  const reader: AwsReader = {
    accountId: sample.ACCOUNT,
    read: () => Promise.reject(new Error('nothing is read')),
  };
  const no = refused({ code: 'role-missing', because: 'there is no role', next: '' });
  return gatherInventory(places, async () => (isOpen ? accepted(reader) : no));
};

const ROWS: readonly (readonly [string, readonly Place[], readonly string[], boolean])[] = [
  ['no place', [], [], false],
  ['a place that is empty', [place('a', 0)], ['a'], false],
  ['one that breaks after its first page', [place('a', 3, true), place('b', 1)], ['b'], false],
  ['one with more than is kept', [place('a', 501)], [], true],
  ['one at the cut and one after it', [place('a', 400), place('b', 101)], ['a'], true],
  ['one after the cut, though it is small', [place('a', 501), place('b', 0)], [], true],
];

describe('places that were read completely', () => {
  it.each(ROWS)('%s', async (_, places, complete, isCut) => {
    const found = await gather(places);
    expect(found.complete.map(({ region }) => region)).toEqual(complete);
    expect(found.isCut).toBe(isCut);
  });

  it('none where no session opens', async () => {
    expect((await gather([place('a', 1)], false)).complete).toEqual([]);
  });
});
