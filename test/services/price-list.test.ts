import { describe, expect, it } from 'vitest';
import { costsBy } from '../../src/services/plan-knowledge.ts';
import { parsePage, parseProducts } from '../../src/services/prices/parse-products.ts';
import { bookWith, datedPrices, priceBook } from '../../src/services/prices/price-book.ts';
import {
  productsInput,
  queryOf,
  type PriceQuery,
} from '../../src/services/prices/price-queries.ts';

/** Written after the answer that AWS documents for `GetProducts`, with its members and order. */
const STANDARD = {
  product: {
    productFamily: 'Storage',
    attributes: {
      regionCode: 'us-east-1',
      servicecode: 'AmazonS3',
      storageClass: 'General Purpose',
      volumeType: 'Standard',
      usagetype: 'TimedStorage-ByteHrs',
    },
    sku: 'WP9ANXZGBYYSGJEA',
  },
  serviceCode: 'AmazonS3',
  terms: {
    OnDemand: {
      'WP9ANXZGBYYSGJEA.JRTCKXETXF': {
        priceDimensions: {
          'WP9ANXZGBYYSGJEA.JRTCKXETXF.D42MF2PVJS': {
            unit: 'GB-Mo',
            endRange: 'Inf',
            beginRange: '512000',
            pricePerUnit: { USD: '0.0210000000' },
          },
          'WP9ANXZGBYYSGJEA.JRTCKXETXF.PGHJ3S3EYE': {
            unit: 'GB-Mo',
            endRange: '51200',
            beginRange: '0',
            pricePerUnit: { USD: '0.0230000000' },
          },
        },
        sku: 'WP9ANXZGBYYSGJEA',
        effectiveDate: '2026-11-01T00:00:00Z',
        offerTermCode: 'JRTCKXETXF',
        termAttributes: {},
      },
    },
  },
  version: '20261101000000',
  publicationDate: '2026-11-01T00:00:00Z',
};

type Tier = readonly [beginRange: string, usd: string, unit?: string];

const withTiers = (...tiers: readonly Tier[]): string => {
  const priceDimensions = Object.fromEntries(
    tiers.map(([beginRange, USD, unit = 'GB-Mo'], index) => [
      `rate${index}`,
      { unit, beginRange, endRange: 'Inf', pricePerUnit: { USD } },
    ]),
  );
  return JSON.stringify({ ...STANDARD, terms: { OnDemand: { term: { priceDimensions } } } });
};

const twoTerms = (): string => {
  const [term] = Object.values(STANDARD.terms.OnDemand);
  return JSON.stringify({ ...STANDARD, terms: { OnDemand: { one: term, two: term } } });
};

const queryFor = (key: string): PriceQuery => {
  const query = queryOf(key);
  if (query === undefined) throw new Error(`${key} is not asked for`);
  return query;
};

describe('the price of products', () => {
  const rows: readonly (readonly [string, readonly string[], number | undefined])[] = [
    ['none matched', [], undefined],
    ['as documented, the first tier', [JSON.stringify(STANDARD)], 0.023],
    ['a free tier is not counted on', [withTiers(['25', '0.25'], ['0', '0.0000000000'])], 0.25],
    ['nothing but free', [withTiers(['0', '0.0000000000'])], undefined],
    ['two alike', [withTiers(['0', '0.1']), withTiers(['0', '0.10'])], 0.1],
    ['two that contradict', [withTiers(['0', '0.1']), withTiers(['0', '0.2'])], undefined],
    ['one of two not understood', [withTiers(['0', '0.1']), '{}'], undefined],
    ['another unit', [withTiers(['0', '0.1', 'Hrs'])], undefined],
    ['one tier in another unit', [withTiers(['0', '0.1'], ['5', '0.1', 'Hrs'])], undefined],
    ['a negative price', [withTiers(['0', '-0.1'])], undefined],
    ['an empty price', [withTiers(['0', ''])], undefined],
    ['words for a price', [withTiers(['0', 'free'])], undefined],
    ['an infinite price', [withTiers(['0', 'Infinity'])], undefined],
    ['words for a range', [withTiers(['first', '0.1'])], undefined],
    ['two terms', [twoTerms()], undefined],
    ['no terms', [JSON.stringify({ ...STANDARD, terms: {} })], undefined],
    ['another currency', [withTiers(['0', '0.1']).replaceAll('USD', 'CNY')], undefined],
    ['no JSON', ['<html>'], undefined],
    ['a prototype', ['{"__proto__":{"product":{}}}'], undefined],
  ];

  it.each(rows)('%s', (_, products, expected) => {
    expect(parseProducts(products, queryFor('s3:standard-gb-month'))).toBe(expected);
  });

  it('is counted in our unit', () => {
    const products = [withTiers(['0', '0.0000050000', 'Requests'])];
    expect(parseProducts(products, queryFor('s3:put-1000'))).toBe(0.005);
    expect(parseProducts(products, queryFor('sqs:request-million'))).toBe(5);
  });

  it.each([
    [
      { PriceList: ['a'], NextToken: 'n' },
      { products: ['a'], next: 'n' },
    ],
    [{ PriceList: ['a'], NextToken: '' }, { products: ['a'] }],
    [{}, { products: [] }],
    [{ PriceList: [7] }, undefined],
    [undefined, undefined],
  ])('of a page %j', (output, expected) => {
    expect(parsePage(output)).toEqual(expected);
  });
});

describe('what the Price List is asked', () => {
  it('is the service, the region and attributes that match as a whole', () => {
    expect(productsInput(queryFor('ec2:linux-large-hour:m7g'), 'eu-west-1')).toEqual({
      ServiceCode: 'AmazonEC2',
      FormatVersion: 'aws_v1',
      MaxResults: 100,
      Filters: [
        { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'eu-west-1' },
        { Type: 'TERM_MATCH', Field: 'instanceType', Value: 'm7g.large' },
        { Type: 'TERM_MATCH', Field: 'operatingSystem', Value: 'Linux' },
        { Type: 'TERM_MATCH', Field: 'tenancy', Value: 'Shared' },
        { Type: 'TERM_MATCH', Field: 'preInstalledSw', Value: 'NA' },
        { Type: 'TERM_MATCH', Field: 'capacitystatus', Value: 'Used' },
        { Type: 'TERM_MATCH', Field: 'marketoption', Value: 'OnDemand' },
      ],
    });
  });

  it.each(['kms:key-month', 'ec2:linux-large-hour:', 'ebs:../x-gb-month', 'constructor', ''])(
    'is nothing for %j',
    (key) => {
      expect(queryOf(key)).toBeUndefined();
    },
  );

  it('is never the same for two keys, so that no price is taken for another', () => {
    const keys = [...new Set(datedPrices().map(([key]) => key))];
    const inputs = keys
      .filter((key) => queryOf(key) !== undefined)
      .map((key) => JSON.stringify(productsInput(queryFor(key), 'us-east-1')));
    expect(inputs.length).toBeGreaterThan(25);
    expect(new Set(inputs).size).toBe(inputs.length);
  });
});

describe('a book with prices that were read', () => {
  const book = bookWith({
    readOn: '2026-11-20',
    prices: [{ key: 's3:put-1000', region: 'us-east-1', usd: 0.006 }],
  });

  it('has them where they were read, and the dated ones elsewhere', () => {
    expect(book.priceOf('s3:put-1000', 'us-east-1')).toEqual({ usd: 0.006, source: 'read' });
    expect(book.priceOf('s3:put-1000', 'eu-west-1')).toEqual({ usd: 0.005, source: 'dated' });
    expect(book.priceOf('s3:put-1000', 'af-south-1')).toBeUndefined();
    expect(bookWith()).toBe(priceBook);
  });

  it('says of a line whose prices it has', () => {
    const cost = costsBy(book);
    expect(cost('AWS::S3::Bucket', {}, 'us-east-1')).toMatchObject({ sources: ['dated', 'read'] });
    expect(cost('AWS::S3::Bucket', {}, 'eu-west-1')).toMatchObject({ sources: ['dated'] });
    expect(cost('AWS::S3::BucketPolicy', {}, 'us-east-1')).toMatchObject({ sources: [] });
  });
});
