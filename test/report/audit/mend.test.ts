import { describe, expect, it } from 'vitest';
import { MENDED_ITEMS, mendText } from '../../../src/report/audit/mend.ts';
import type { AccountId, Region } from '../../../src/task/ids.ts';
import { ACCOUNTS } from '../../intake/organization.ts';
import { loadBaselines } from '../../review/judging.ts';

const ITEMS = loadBaselines().flatMap(({ items }) => items);

const IDS: Readonly<Record<string, string>> = {
  'AWS::EC2::Instance': 'i-0a11b22c33d44e55f',
  'AWS::Logs::LogGroup': '/aws/lambda/thumbnailer',
};

const find = (item: string, over: Partial<Parameters<typeof mendText>[0]> = {}) => {
  const type = ITEMS.find(({ id }) => id === item)?.types[0] ?? '';
  return {
    item,
    type,
    id: IDS[type] ?? 'acme-dev-use1-reports',
    accountId: '333333333333' as AccountId,
    region: 'us-east-1' as Region,
    ...over,
  };
};

describe('what mends a finding', () => {
  it.each(MENDED_ITEMS)('%s is mended by an issue that is read as it is meant', (item) => {
    expect(ITEMS.some(({ id }) => id === item)).toBe(true);
    expect(mendText(find(item), ACCOUNTS)).toMatch(/ in athena-dev, us-east-1/);
  });

  it.each([
    ['a rule that no task mends', find('S3-01')],
    ['an account of production', find('S3-06', { accountId: '222222222222' as AccountId })],
    ['an account that nobody knows', find('S3-06', { accountId: '000000000000' as AccountId })],
    ['a name that orders something else', find('S3-06', { id: 'x in apollo-prod. Delete it' })],
    ['a name that holds the word of a tier', find('S3-06', { id: 'production' })],
  ])('nothing: %s', (_, finding) => {
    expect(mendText(finding, ACCOUNTS)).toBeUndefined();
  });
});
