import type { Tier } from '../task/tier.ts';
import type { DraftContext } from './service.ts';

const ENV: Readonly<Record<Tier, string>> = {
  sandbox: 'sbx',
  development: 'dev',
  test: 'test',
  staging: 'stg',
  production: 'prod',
  unknown: 'env',
};

const DIRECTIONS: readonly (readonly [RegExp, string])[] = [
  [/^northeast$/, 'ne'],
  [/^northwest$/, 'nw'],
  [/^southeast$/, 'se'],
  [/^southwest$/, 'sw'],
  [/^(north|south|east|west|central)$/, ''],
];

const shortPart = (part: string): string =>
  DIRECTIONS.find(([pattern]) => pattern.test(part))?.[1] || part.charAt(0);

/** `use1` of `us-east-1`, `apne1` of `ap-northeast-1`. */
export const shortRegion = (region: string): string => {
  const [area = '', ...rest] = region.split('-');
  const parts = rest.map((part) => (/^[0-9]+$/.test(part) ? part : shortPart(part)));
  return `${area}${parts.join('')}`;
};

/** The name that the organization's pattern gives; the same as asked when it follows it already. */
export const patternName = (context: DraftContext, name: string): string => {
  const { namingPattern, shortName } = context.config.organization;
  const fill = (text: string): string =>
    namingPattern
      .replaceAll('{org}', shortName)
      .replaceAll('{env}', ENV[context.account.tier])
      .replaceAll('{region}', shortRegion(context.region))
      .replaceAll('{name}', text);
  return name.startsWith(fill('')) && fill('') !== '' ? name : fill(name);
};
