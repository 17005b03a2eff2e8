import { describe, expect, it } from 'vitest';
import { draftKmsKey } from '../../src/services/kms-key/draft.ts';
import type { KmsKeyFacts } from '../../src/services/kms-key/facts-schema.ts';
import { readKmsKeyFacts } from '../../src/services/kms-key/facts.ts';
import { listKeys } from '../../src/services/kms-key/list.ts';
import { kmsKeyHealth } from '../../src/services/kms-key/health.ts';
import { ROTATE } from '../../src/services/kms-key/operations.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import {
  account,
  answer,
  contextFor,
  NOBODY,
  ownStack,
  readerOf,
  REGION,
  taken,
  taskOf,
} from './samples.ts';

const TYPE = 'AWS::KMS::Key';
const ID = '0a1b2c3d-0000-4000-8000-0123456789ab';
const ALIAS = { alias: 'alias/orders' };
const KEY = { state: 'Enabled', manager: 'CUSTOMER', spec: 'SYMMETRIC_DEFAULT', origin: 'AWS_KMS' };

const facts = (properties: JsonObject | null, more: Partial<KmsKeyFacts> = {}): KmsKeyFacts => ({
  name: 'alias/orders',
  identifier: properties === null ? '' : ID,
  exists: properties !== null,
  ownStack: null,
  owner: NOBODY,
  properties,
  key: properties === null ? null : KEY,
  ...more,
});

const draft = (
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  seen: KmsKeyFacts,
  tier: Tier = 'development',
) => draftKmsKey(contextFor(taskOf(TYPE, taskType, { ...ALIAS, ...parameters }), { tier }), seen);

const refusalOf = (...given: Parameters<typeof draft>): string => {
  const decided = draft(...given);
  return decided.ok ? 'planned' : `${decided.refusal.code}: ${decided.refusal.because}`;
};

describe('a new key', () => {
  const made = (parameters: TaskParameters = {}, tier: Tier = 'development') => {
    const [step] = taken(draft(['CreateResource', parameters], facts(null), tier)).steps;
    return step?.kind === 'deploy' ? step.template.Resources : {};
  };

  it('is rotated, open to its account alone, kept, and found by its alias', () => {
    const { OrdersKey, OrdersAlias } = made();
    expect(OrdersKey).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { EnableKeyRotation: true },
    });
    expect(OrdersAlias?.Properties).toEqual({
      AliasName: 'alias/orders',
      TargetKeyId: { Ref: 'OrdersKey' },
    });
  });

  it.each<Tier>(['sandbox', 'development', 'test', 'staging', 'production'])(
    'of %s has no star for a principal',
    (tier) => {
      const policy = made({}, tier)['OrdersKey']?.Properties?.['KeyPolicy'] as {
        readonly Statement: readonly { readonly Principal: unknown }[];
      };
      expect(policy.Statement.map(({ Principal }) => Principal)).toEqual([
        { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
      ]);
    },
  );

  it('is rotated even where it shall not be, and the plan says so', () => {
    const { deviations, steps } = taken(
      draft(['CreateResource', { rotation: false }], facts(null)),
    );
    expect(deviations).toMatchObject([{ planned: 'a key that KMS rotates every year' }]);
    expect(JSON.stringify(steps)).toContain('"EnableKeyRotation":true');
  });

  it('says that the key stays when the stack goes', () => {
    const [step] = taken(draft(['CreateResource', {}], facts(null))).steps;
    expect(step?.inverse).toMatchObject({ reversibility: 'partly reversible' });
  });
});

describe('a key that exists', () => {
  const rows: readonly (readonly [string, MutationType, TaskParameters, KmsKeyFacts, string])[] = [
    ['is never deleted', 'DeleteResource', {}, facts({}), 'never-do'],
    ['is never deleted, though it is not there', 'DeleteResource', {}, facts(null), 'never-do'],
    ['has its alias already', 'CreateResource', {}, facts({}), 'name-taken'],
    ['is not there', 'UpdateResource', { rotation: true }, facts(null), 'target-not-found'],
    ['stays rotated', 'UpdateResource', { rotation: false }, facts({}), 'never-do'],
    [
      'is of a service',
      'UpdateResource',
      { rotation: true },
      facts({}, { key: { ...KEY, manager: 'AWS' } }),
      'no-route',
    ],
    [
      'waits to be deleted',
      'UpdateResource',
      { rotation: true },
      facts({}, { key: { ...KEY, state: 'PendingDeletion' } }),
      'stack-not-ready',
    ],
    [
      'is asymmetric, which KMS never rotates',
      'UpdateResource',
      { action: 'rotate' },
      facts({}, { key: { ...KEY, spec: 'RSA_2048' } }),
      'aws-refused',
    ],
    [
      'is disabled, and not rotated now',
      'UpdateResource',
      { action: 'rotate' },
      facts({}, { key: { ...KEY, state: 'Disabled' } }),
      'aws-refused',
    ],
    [
      "is of somebody else's stack",
      'UpdateResource',
      { action: 'rotate' },
      facts({}, { owner: { owner: 'foreign', stackName: 'shop' } }),
      'no-route',
    ],
  ];

  it.each(rows)('%s', (_name, taskType, parameters, seen, code) => {
    expect(refusalOf([taskType, parameters], seen)).toMatch(new RegExp(`^${code}: `));
  });

  it('is rotated from then on by one sensitive change', () => {
    const [step, ...others] = taken(
      draft(['UpdateResource', { rotation: true }], facts({ EnableKeyRotation: false })),
    ).steps;
    expect(others).toEqual([]);
    expect(step).toMatchObject({
      kind: 'change',
      operationClass: 'sensitive',
      changes: [{ properties: [{ before: false, after: true }], isSensitive: true }],
    });
  });

  it('of ours is changed in its stack', () => {
    const Properties = { EnableKeyRotation: true };
    const stack = ownStack({ Resources: { OrdersKey: { Type: TYPE, Properties } } });
    const owner = { owner: 'ours', logicalId: 'OrdersKey', stack } as const;
    const seen = facts({}, { owner, properties: null });
    const [step] = taken(draft(['UpdateResource', { rotationDays: 180 }], seen)).steps;
    expect(step).toMatchObject({ kind: 'deploy' });
    expect(JSON.stringify(step)).toContain('"RotationPeriodInDays":180');
  });

  it('is rotated now by the one call that does it, on that key alone', () => {
    const [step] = taken(draft(['UpdateResource', { action: 'rotate' }], facts({}))).steps;
    expect(step).toMatchObject({
      kind: 'operate',
      operation: 'kms:rotate',
      operationClass: 'sensitive',
      target: ID,
      needs: [
        { action: 'kms:RotateKeyOnDemand', resources: [expect.stringContaining(`key/${ID}`)] },
        { action: 'kms:GetKeyRotationStatus' },
      ],
    });
  });

  it.each<readonly [string, JsonObject, boolean]>([
    ['rotating', { KeyId: ID, OnDemandRotationStartDate: '2026-01-01' }, false],
    ['rotated', { KeyId: ID }, true],
    ['unread', {}, false],
  ])('counts as rotated only when it is: %s', (_name, output, isDone) => {
    expect(ROTATE.wait.isDone(output)).toBe(isDone);
  });
});

describe('what is read of keys', () => {
  it('is asked by alias, by name or by id', async () => {
    const asked: unknown[] = [];
    for (const parameters of [ALIAS, { name: 'orders' }, { id: ID }]) {
      const reader = readerOf({});
      await readKmsKeyFacts(contextFor(taskOf(TYPE, 'UpdateResource', parameters)), reader);
      asked.push(reader.calls[0]?.input['KeyId']);
    }
    expect(asked).toEqual(['alias/orders', 'alias/orders', ID]);
  });

  it('lists keys with their aliases, without those of services', async () => {
    const reader = readerOf({
      'KMS.ListAliases': answer({
        Aliases: [
          { AliasName: 'alias/orders', TargetKeyId: 'k1' },
          { AliasName: 'alias/aws/s3', TargetKeyId: 'k2' },
        ],
      }),
      'KMS.ListKeys': answer({
        Keys: ['k1', 'k2', 'k3'].map((id) => ({ KeyId: id, KeyArn: `arn:${id}` })),
      }),
    });
    const found = [];
    for await (const one of listKeys(reader, account(), REGION)) found.push(one);
    expect(found.map(({ id, metadata }) => [id, metadata['alias']])).toEqual([
      ['k1', 'alias/orders'],
      ['k3', ''],
    ]);
  });

  it.each<readonly [string, string, unknown]>([
    ['Enabled', 'CUSTOMER', 'holds'],
    ['PendingDeletion', 'CUSTOMER', { seen: 'PendingDeletion' }],
    ['', '', 'unknown'],
  ])('a key in state "%s" is judged', (state, manager, expected) => {
    const [rule] = kmsKeyHealth;
    const target = { resource: {} as never, live: { state, manager } };
    expect(rule?.source === 'configuration' ? rule.judge(target) : '').toEqual(expected);
  });
});
