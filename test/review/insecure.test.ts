import { describe, expect, it } from 'vitest';
import type { Template } from '../../src/plan/template.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';
import { capabilitiesOf } from '../../src/services/capabilities.ts';
import { OPEN } from './check-row.ts';
import type { InsecureRow } from './insecure-row.ts';
import { OF_NETWORKS } from './insecure-rows-network.ts';
import { OF_POLICIES } from './insecure-rows-policies.ts';
import { OF_UNKNOWN } from './insecure-rows-unknown.ts';
import { OF_SECRETS } from './insecure-rows-secrets.ts';
import { itemOf, loadBaselines } from './judging.ts';

const baselines = loadBaselines();
const ROWS: readonly InsecureRow[] = [...OF_POLICIES, ...OF_NETWORKS, ...OF_SECRETS, ...OF_UNKNOWN];

const statusOf = (row: InsecureRow): string => {
  const item = itemOf(baselines, row.item);
  const template: Template = { ...OPEN, Resources: row.resources };
  const found = reviewTemplate({ template, tier: item.from, baselines }).find(
    (one) => one.item === row.item && one.resource === 'It',
  );
  const status = found?.status ?? 'PASS';
  return status === 'BLOCKED' || status === 'ACCEPTABLE' ? 'GAP' : status;
};

describe('what is insecure in another way of writing', () => {
  it.each(ROWS.map((row) => [row.item, row.name, row.status, row] as const))(
    '%s: %s is %s',
    (_, __, status, row) => {
      expect(statusOf(row)).toBe(status);
    },
  );
});

const GRANTS = ['Policy', 'ManagedPolicy', 'RolePolicy', 'UserPolicy', 'GroupPolicy'];

describe('policies of IAM', () => {
  it.each(GRANTS)('AWS::IAM::%s is seen by every item about what is allowed', (name) => {
    const Type = `AWS::IAM::${name}`;
    expect(capabilitiesOf({ Resources: { It: { Type } } })).toEqual(['CAPABILITY_IAM']);
    const items = ['IAM-01', 'IAM-02', 'IAM-22', 'POLICY-IAM-01', 'POLICY-IAM-02'];
    const blind = items.filter((id) => !itemOf(baselines, id).types.includes(Type));
    expect(blind).toEqual([]);
  });
});
