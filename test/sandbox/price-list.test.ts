import { GetProductsCommand, PricingClient, type Filter } from '@aws-sdk/client-pricing';
import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { parseProducts } from '../../src/services/prices/parse-products.ts';
import { productsInput, queryOf } from '../../src/services/prices/price-queries.ts';
import { datedPrices, priceBook } from '../../src/services/prices/price-book.ts';
import { clientOf, DEV, roleArn, assume, stage } from './kit.ts';

const open = async (spec: WorldSpec = {}): Promise<PricingClient> => {
  const at = stage(spec);
  const input = { RoleArn: roleArn(DEV, 'AwsCoworkerReader') };
  const credentials = await assume(at, 'aws-coworker-reader', input);
  return clientOf(at, PricingClient, { credentials });
};

const priceOf = async (client: PricingClient, key: string, region: string) => {
  const query = queryOf(key);
  if (query === undefined) return undefined;
  const command = new GetProductsCommand(productsInput(query, region) as never);
  const { PriceList = [] } = await client.send(command);
  return parseProducts(PriceList.map(String), query);
};

const match = (Field: string, Value: string): Filter => ({ Type: 'TERM_MATCH', Field, Value });

describe('the Price List', () => {
  it('B9 every dated price that is asked for is found, alone', async () => {
    const client = await open();
    for (const [key, region] of datedPrices()) {
      if (queryOf(key) === undefined) continue;
      const dated = priceBook.priceOf(key, region)?.usd ?? 0;
      expect([key, region, await priceOf(client, key, region)]).toEqual([
        key,
        region,
        expect.closeTo(dated, 6),
      ]);
    }
  });

  it('B9 pages are small, and a token that was not given is refused', async () => {
    const client = await open();
    const page = (NextToken?: string) =>
      client.send(
        new GetProductsCommand({
          ServiceCode: 'AmazonS3',
          Filters: [match('regionCode', 'us-east-1')],
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
      );
    const first = await page();
    expect(first.PriceList).toHaveLength(2);
    const second = await page(first.NextToken);
    expect([second.PriceList?.length, second.NextToken]).toEqual([1, undefined]);
    await expect(page('made up')).rejects.toThrow('token');
  });

  it('B10 what one filter does not match is nothing', async () => {
    const said = await (
      await open()
    ).send(
      new GetProductsCommand({
        ServiceCode: 'AmazonS3',
        Filters: [match('regionCode', 'us-east-1'), match('volumeType', 'Tape')],
      }),
    );
    expect([said.PriceList, said.NextToken]).toEqual([[], undefined]);
  });

  it('B10 a world has prices of its own, leaves one out, or denies it', async () => {
    const own = await open({ prices: { 's3:put-1000': 0.006, 'sqs:request-million': null } });
    expect(await priceOf(own, 's3:put-1000', 'us-east-1')).toBe(0.006);
    expect(await priceOf(own, 's3:standard-gb-month', 'us-east-1')).toBe(0.023);
    expect(await priceOf(own, 'sqs:request-million', 'us-east-1')).toBeUndefined();
    const closed = await open({ prices: 'denied' });
    await expect(priceOf(closed, 's3:put-1000', 'us-east-1')).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});
