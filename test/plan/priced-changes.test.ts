import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pricedChanges } from '../../src/plan/priced-changes.ts';
import type { ChangeStep } from '../../src/plan/step.ts';
import { canonicalJson, type JsonObject } from '../../src/task/json.ts';
import { changeBy, changeOf, operate } from '../review/plan-violations.ts';

const table: JsonObject = { TableName: 'sessions', BillingMode: 'PAY_PER_REQUEST', Old: true };
const propertiesHash = createHash('sha256').update(canonicalJson(table)).digest('hex');
const facts = { t1: { account: 'x', targets: [{ properties: {} }, { properties: table }] } };

const updated = (hash: string): ChangeStep => ({
  ...changeBy('AWS::DynamoDB::Table', []),
  propertiesHash: hash,
  changes: [
    changeOf('change', 'AWS::DynamoDB::Table', {
      properties: [
        { path: '/Properties/BillingMode', after: 'PROVISIONED', recreation: 'Never' },
        { path: '/Properties/Old', before: true, recreation: 'Never' },
      ],
    }),
  ],
});

const deleted: ChangeStep = {
  ...updated(propertiesHash),
  action: 'delete',
  changes: [changeOf('delete', 'AWS::DynamoDB::Table')],
};

const pricedOf = (step: Parameters<typeof pricedChanges>[1][number]) =>
  pricedChanges({ previews: [], facts }, [step]).map(({ change: _, region: __, ...rest }) => rest);

describe('what is priced of a resource that no stack owns', () => {
  it('is what planning read of it, before and after its change', () => {
    const after = { TableName: 'sessions', BillingMode: 'PROVISIONED' };
    expect(pricedOf(updated(propertiesHash))).toEqual([{ before: table, after }]);
  });

  it('is what goes, where it is deleted', () => {
    expect(pricedOf(deleted)).toEqual([{ before: table }]);
  });

  it('is nothing where planning read something else', () => {
    expect(pricedOf(updated('another'))).toEqual([{}]);
  });
});

const tagged = (path: string) => ({
  ...operate('ec2:tag-volume', 'vol-1'),
  changes: [
    changeOf('change', 'AWS::EC2::Volume', {
      properties: [{ path, after: 'x', recreation: 'Never' as const }],
    }),
  ],
});

describe('what is priced of an operation', () => {
  it('is told apart: a call has no price', () => {
    expect(pricedOf(tagged('/Properties/Size'))).toEqual([{ isOperated: true }]);
  });

  it('is nothing where only tags change', () => {
    expect(pricedOf(tagged('/Properties/Tags/Owner'))).toEqual([]);
  });
});
