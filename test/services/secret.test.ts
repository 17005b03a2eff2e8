import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftSecret } from '../../src/services/secret/draft.ts';
import type { SecretFacts } from '../../src/services/secret/facts-schema.ts';
import { SECRET_FIELDS } from '../../src/services/secret/fields.ts';
import { ROTATE } from '../../src/services/secret/operations.ts';
import { secretHealth } from '../../src/services/secret/health.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, DEV, NOBODY, ownStack, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::SecretsManager::Secret';
const NAME = 'orders/database';
const ARN = `arn:aws:secretsmanager:us-east-1:${DEV}:secret:${NAME}-a1b2c3`;
const FUNCTION = `arn:aws:lambda:us-east-1:${DEV}:function:rotate-orders`;
const KNOWN = { rotates: false, deletedOn: '', owningService: '', replicas: [] };
const ROTATOR = { arn: FUNCTION, exists: true, isCallable: true };

const facts = (properties: JsonObject | null, more: Partial<SecretFacts> = {}): SecretFacts => ({
  name: NAME,
  identifier: properties === null ? '' : ARN,
  exists: properties !== null,
  ownStack: null,
  owner: NOBODY,
  properties,
  secret: properties === null ? null : KNOWN,
  rotation: null,
  ...more,
});

const draft = (
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  seen: SecretFacts,
  tier: Tier = 'development',
) => draftSecret(contextFor(taskOf(TYPE, taskType, { name: NAME, ...parameters }), { tier }), seen);

const made = (parameters: TaskParameters, seen: SecretFacts, tier: Tier = 'development') => {
  const [step] = taken(draft(['CreateResource', parameters], seen, tier)).steps;
  return step?.kind === 'deploy' ? step.template.Resources : {};
};

describe('a new secret', () => {
  it('holds what AWS makes, and no template holds a value', () => {
    const { OrdersDatabaseSecret, OrdersDatabaseSecretRotation } = made({}, facts(null));
    expect(OrdersDatabaseSecret?.Properties).toMatchObject({
      Name: NAME,
      GenerateSecretString: { PasswordLength: 32 },
    });
    expect(OrdersDatabaseSecret?.Properties).not.toHaveProperty('SecretString');
    expect(OrdersDatabaseSecretRotation).toBeUndefined();
  });

  it('keeps a user name beside the password', () => {
    const { OrdersDatabaseSecret } = made({ username: 'orders' }, facts(null));
    expect(OrdersDatabaseSecret?.Properties?.['GenerateSecretString']).toMatchObject({
      SecretStringTemplate: '{"username":"orders"}',
      GenerateStringKey: 'password',
    });
  });

  it.each<readonly [Tier, TaskParameters, number]>([
    ['development', {}, 30],
    ['development', { rotationDays: 60 }, 60],
    ['production', { rotationDays: 60 }, 30],
  ])('of %s with %j is rotated every %d days', (tier, parameters, days) => {
    const found = made(parameters, facts(null, { rotation: ROTATOR }), tier);
    expect(found['OrdersDatabaseSecretRotation']?.Properties).toEqual({
      SecretId: { Ref: 'OrdersDatabaseSecret' },
      RotationLambdaARN: FUNCTION,
      RotationRules: { AutomaticallyAfterDays: days },
    });
  });

  it('of staging has a key of its own', () => {
    const found = made({ rotationFunction: 'r' }, facts(null, { rotation: ROTATOR }), 'staging');
    expect(Object.values(found).map(({ Type }) => Type)).toContain('AWS::KMS::Key');
  });

  it('never holds any text of a request as its value', () => {
    const names = SECRET_FIELDS.map(({ name }) => name);
    expect(names.filter((name) => /value|password|string|secret$/i.test(name))).toEqual([]);
    assert(
      property(string({ minLength: 12, maxLength: 40 }), (value) => {
        const found = made({ value, password: value, secretString: value }, facts(null));
        expect(JSON.stringify(found)).not.toContain(JSON.stringify(value).slice(1, -1));
      }),
    );
  });
});

describe('what stands in the way', () => {
  const rows: readonly (readonly [
    string,
    MutationType,
    TaskParameters,
    SecretFacts,
    Tier,
    string,
  ])[] = [
    [
      'nothing rotates it in staging',
      'CreateResource',
      {},
      facts(null),
      'staging',
      'missing-field',
    ],
    ['a name that is taken', 'CreateResource', {}, facts({}), 'development', 'name-taken'],
    [
      'a name whose secret waits to be deleted',
      'CreateResource',
      {},
      facts({}, { secret: { ...KNOWN, deletedOn: '2026-12-24' } }),
      'development',
      'name-taken',
    ],
    [
      'a function that is not there',
      'CreateResource',
      {},
      facts(null, { rotation: { arn: FUNCTION, exists: false, isCallable: false } }),
      'development',
      'target-not-found',
    ],
    [
      'a function that Secrets Manager may not call',
      'CreateResource',
      {},
      facts(null, { rotation: { arn: FUNCTION, exists: true, isCallable: false } }),
      'development',
      'aws-refused',
    ],
    [
      'a secret of a service',
      'UpdateResource',
      { description: 'x' },
      facts({}, { secret: { ...KNOWN, owningService: 'rds' } }),
      'development',
      'no-route',
    ],
    [
      'a secret that waits to be deleted',
      'UpdateResource',
      { description: 'x' },
      facts({}, { secret: { ...KNOWN, deletedOn: '2026-12-24' } }),
      'development',
      'stack-not-ready',
    ],
    [
      'no rotation to run',
      'UpdateResource',
      { action: 'rotate' },
      facts({}),
      'test',
      'missing-field',
    ],
    ['days for nobody', 'UpdateResource', { rotationDays: 7 }, facts({}), 'test', 'missing-field'],
    [
      'a rotation of what no stack holds',
      'UpdateResource',
      { rotationFunction: 'r' },
      facts({}, { rotation: ROTATOR }),
      'test',
      'no-route',
    ],
    ['a deletion in staging', 'DeleteResource', {}, facts({}), 'staging', 'never-do'],
    ['a deletion in production', 'DeleteResource', {}, facts({}), 'production', 'never-do'],
    [
      'a replica that would be left',
      'DeleteResource',
      {},
      facts({}, { secret: { ...KNOWN, replicas: ['eu-west-1'] } }),
      'development',
      'still-in-use',
    ],
    ['a secret that is not there', 'DeleteResource', {}, facts(null), 'test', 'target-not-found'],
  ];

  it.each(rows)('%s', (_name, taskType, parameters, seen, tier, code) => {
    expect(draft([taskType, parameters], seen, tier)).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('a secret that exists', () => {
  it('is deleted for 30 days first, and the plan says how it comes back', () => {
    const [step] = taken(draft(['DeleteResource', {}], facts({ Name: NAME }))).steps;
    expect(step).toMatchObject({
      kind: 'change',
      action: 'delete',
      changes: [{ losesData: true }],
      inverse: { reversibility: 'partly reversible' },
    });
    expect(step?.inverse.summary).toContain('restore-secret');
  });

  it('is rotated now by its own function', () => {
    const seen = facts({}, { secret: { ...KNOWN, rotates: true } });
    const [step] = taken(draft(['UpdateResource', { action: 'rotate' }], seen)).steps;
    expect(step).toMatchObject({ kind: 'operate', target: ARN, operationClass: 'sensitive' });
  });

  it.each<readonly [string, JsonObject, boolean]>([
    ['a version waits', { VersionIdsToStages: { a: ['AWSCURRENT'], b: ['AWSPENDING'] } }, false],
    ['it is in use', { VersionIdsToStages: { b: ['AWSCURRENT', 'AWSPENDING'] } }, true],
    ['it was not read', {}, false],
  ])('counts as rotated only when it is: %s', (_name, output, isDone) => {
    expect(ROTATE.wait.isDone(output)).toBe(isDone);
  });

  it('gets a rotation and tags in one change of its stack', () => {
    const Properties = { Name: NAME, Tags: [{ Key: 'Owner', Value: 'platform' }] };
    const stack = ownStack({ Resources: { Db: { Type: TYPE, Properties } } });
    const owner = { owner: 'ours', logicalId: 'Db', stack } as const;
    const seen = facts({}, { owner, properties: null, rotation: ROTATOR });
    const asked = { rotationFunction: 'rotate-orders', tags: { Team: 'orders' } };
    const [step] = taken(draft(['UpdateResource', asked], seen)).steps;
    const resources = step?.kind === 'deploy' ? step.template.Resources : {};
    expect(resources['DbRotation']?.Properties?.['RotationLambdaARN']).toBe(FUNCTION);
    expect(JSON.stringify(resources['Db'])).toContain('"Team"');
  });

  it.each<readonly [string, Readonly<Record<string, string>>, readonly unknown[]]>([
    ['well', { pending: '', deletedOn: '' }, ['holds', 'holds']],
    ['stuck', { pending: 'v2', deletedOn: '' }, [{ seen: 'version v2 still waits' }, 'holds']],
    ['going', { deletedOn: '2026-12-24' }, ['holds', { seen: 'goes after 2026-12-24' }]],
  ])('is judged: %s', (_name, live, expected) => {
    const target = { resource: {} as never, live };
    const found = secretHealth.map((rule) =>
      rule.source === 'configuration' ? rule.judge(target) : '',
    );
    expect(found).toEqual(expected);
  });
});
