import { datedPrices, priceBook } from '../../src/services/prices/price-book.ts';
import { queryOf, type PriceQuery } from '../../src/services/prices/price-queries.ts';
import { AwsError, deniedError } from '../aws-error.ts';
import { list, pageOf, record, row, text, type Call, type OperationTable } from './call.ts';

/** Of every offer file. */
const PUBLISHED = '2026-11-19T00:00:00Z';

const invalid = (message: string): AwsError =>
  new AwsError('InvalidParameterException', 400, message);

/** One price of one region, as an offer file has it. */
interface Offer {
  readonly query: PriceQuery;
  readonly region: string;
  readonly usd: number;
}

const offers = (call: Call): readonly Offer[] => {
  const { prices } = call.state.spec;
  const other = typeof prices === 'object' ? prices : {};
  return datedPrices().flatMap(([key, region]) => {
    const query = queryOf(key);
    const usd = Object.hasOwn(other, key) ? other[key] : priceBook.priceOf(key, region)?.usd;
    return query === undefined || typeof usd !== 'number' ? [] : [{ query, region, usd }];
  });
};

const attributesOf = ({ query, region }: Offer): Readonly<Record<string, string>> => {
  const { productFamily: _, ...attributes } = query.filters;
  return { servicecode: query.serviceCode, regionCode: region, ...attributes };
};

const matches = (offer: Offer, filter: Readonly<Record<string, unknown>>): boolean => {
  const { productFamily = '' } = offer.query.filters;
  const known: Readonly<Record<string, string>> = { ...attributesOf(offer), productFamily };
  const [field, value] = [text(filter, 'Field'), text(filter, 'Value')];
  return Object.hasOwn(known, field) && known[field]?.toLowerCase() === value.toLowerCase();
};

/** A product as the Query API sends it: a document in a string, with a first tier that is free. */
const documentOf = (offer: Offer, at: number): string => {
  const sku = `SKU${String(at + 1).padStart(6, '0')}`;
  const tier = (code: string, [beginRange, endRange]: readonly [string, string], usd: string) => ({
    [`${sku}.JRTCKXETXF.${code}`]: {
      unit: offer.query.unit,
      beginRange,
      endRange,
      rateCode: `${sku}.JRTCKXETXF.${code}`,
      appliesTo: [],
      pricePerUnit: { USD: usd },
    },
  });
  return JSON.stringify({
    product: {
      productFamily: offer.query.filters['productFamily'] ?? 'Compute Instance',
      attributes: attributesOf(offer),
      sku,
    },
    serviceCode: offer.query.serviceCode,
    terms: {
      OnDemand: {
        [`${sku}.JRTCKXETXF`]: {
          priceDimensions: {
            ...tier('6YS6EN2CT7', ['1', 'Inf'], (offer.usd / offer.query.per).toFixed(10)),
            ...tier('PGHJ3S3EYE', ['0', '1'], '0.0000000000'),
          },
          sku,
          effectiveDate: PUBLISHED,
          offerTermCode: 'JRTCKXETXF',
          termAttributes: {},
        },
      },
    },
    version: PUBLISHED.replaceAll(/[-:TZ]/g, ''),
    publicationDate: PUBLISHED,
  });
};

const products = (call: Call): unknown => {
  if (call.state.spec.prices === 'denied') throw deniedError('Pricing', 'Not allowed here.');
  const serviceCode = text(call.input, 'ServiceCode');
  if (serviceCode === '') throw invalid('The ServiceCode is required.');
  const filters = list(call.input, 'Filters').map(record);
  if (filters.some((filter) => text(filter, 'Type') !== 'TERM_MATCH')) {
    throw invalid('Only TERM_MATCH filters are known here.');
  }
  const found = offers(call)
    .filter(({ query }) => query.serviceCode === serviceCode)
    .filter((offer) => filters.every((filter) => matches(offer, filter)));
  const page = pageOf(call, found.map(documentOf), call.input['NextToken']);
  return {
    FormatVersion: 'aws_v1',
    PriceList: page.items,
    ...(page.next === undefined ? {} : { NextToken: page.next }),
  };
};

/** The Price List's Query API. */
export const pricingOperations: OperationTable = {
  GetProducts: row('pricing:GetProducts', () => '*', products),
};
