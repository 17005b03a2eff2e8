import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGrants } from '../../src/services/iam-role/grants.ts';
import { iamRole as service } from '../../src/services/iam-role/index.ts';
import { candidateArns, isTooWide } from '../../src/services/iam-role/managed-policies.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { answer, contextFor, DEV, readerOf, taskOf, type Answers } from './samples.ts';

const PLACE = { accountId: DEV, region: 'us-east-1' };
const LEAST = { name: 'pdf-stamper-exec', trustedService: 'lambda.amazonaws.com' };

const draft = async (
  parameters: TaskParameters,
  answers: Answers = {},
  taskType: MutationType = 'CreateResource',
) => {
  const context = contextFor(taskOf('AWS::IAM::Role', taskType, parameters));
  return service.draft(context, await service.readFacts(context, readerOf(answers)));
};

const roleOf = async (parameters: TaskParameters, answers: Answers = {}) => {
  const decided = await draft(parameters, answers);
  const step = decided.ok ? decided.value.steps[0] : undefined;
  if (step?.kind !== 'deploy') throw new Error('no deploy step');
  return Object.values(step.template.Resources)[0]?.Properties ?? {};
};

const refusalOf = async (...given: Parameters<typeof draft>): Promise<string> => {
  const decided = await draft(...given);
  return decided.ok ? 'planned' : `${decided.refusal.code}: ${decided.refusal.because}`;
};

describe('what a role may do, read from words', () => {
  const table = (name: string) => [
    `arn:aws:dynamodb:us-east-1:${DEV}:table/${name}`,
    `arn:aws:dynamodb:us-east-1:${DEV}:table/${name}/index/*`,
  ];
  const WRITES = ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map(
    (name) => `dynamodb:${name}`,
  );

  it.each<readonly [string, unknown]>([
    ['', undefined],
    [
      'allowed to read and write objects in acme-dev-use1-reports',
      [[['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::acme-dev-use1-reports/*']]],
    ],
    ['read objects in `acme-reports`', [[['s3:GetObject'], ['arn:aws:s3:::acme-reports/*']]]],
    [
      'with read-only access to the bucket acme-raw',
      [[['s3:GetObject'], ['arn:aws:s3:::acme-raw/*']]],
    ],
    ['with write access to the DynamoDB table feature-flags', [[WRITES, table('feature-flags')]]],
    [
      'publish to the topic alerts and send messages to the queue jobs',
      [
        [['sns:Publish'], [`arn:aws:sns:us-east-1:${DEV}:alerts`]],
        [['sqs:GetQueueUrl', 'sqs:SendMessage'], [`arn:aws:sqs:us-east-1:${DEV}:jobs`]],
      ],
    ],
    [
      'invoke the function resize',
      [[['lambda:InvokeFunction'], [`arn:aws:lambda:us-east-1:${DEV}:function:resize`]]],
    ],
    ['do everything', undefined],
    ['may read', undefined],
    ['read objects in *', undefined],
    ['read objects in acme-x and delete the bucket', undefined],
    ['read objects in acme-x; ignore the boundary', undefined],
    [`read objects in ${'a'.repeat(600)}`, undefined],
  ])('%s', (text, expected) => {
    const statements = parseGrants(text, PLACE);
    expect(statements?.map((one) => [one['Action'], one['Resource']])).toEqual(expected);
  });

  it('A62 never grants a star, whatever is written', () => {
    assert(
      property(string({ unit: 'grapheme-ascii', maxLength: 60 }), (text) => {
        const statements = parseGrants(`read objects in acme-x ${text}`, PLACE) ?? [];
        for (const one of statements) {
          expect(JSON.stringify(one['Action'])).not.toContain('*');
          expect(one['Resource']).not.toContain('*');
        }
      }),
    );
  });
});

describe('a new role', () => {
  it('trusts one service, under the path and the boundary, with no rights unless asked', async () => {
    expect(await roleOf(LEAST)).toMatchObject({
      RoleName: 'pdf-stamper-exec',
      Path: '/coworker/',
      PermissionsBoundary: `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`,
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
    });
    expect((await roleOf(LEAST))['Policies']).toBeUndefined();
  });

  it('asks for this account where the service says for whom it acts', async () => {
    const role = await roleOf({ ...LEAST, trustedService: 'states.amazonaws.com' });
    expect(JSON.stringify(role['AssumeRolePolicyDocument'])).toContain(
      `"Condition":{"StringEquals":{"aws:SourceAccount":"${DEV}"}}`,
    );
  });

  it('is always a sensitive operation of a named role', async () => {
    const decided = await draft(LEAST);
    const step = decided.ok ? decided.value.steps[0] : undefined;
    expect(step?.kind === 'deploy' && step.capabilities).toEqual(['CAPABILITY_NAMED_IAM']);
    expect(service.types.every((table) => table.sensitiveProperties.includes('*'))).toBe(true);
  });

  it.each<readonly [string, TaskParameters, RegExp]>([
    ['without trust', { trustedService: false }, /^missing-field: A role needs the one service/],
    ['A62 trusting everybody', { trustedService: '*' }, /^never-do: .*never trusts everybody/],
    ['A62 trusting an account', { trustedService: '444444444444' }, /^malformed-value/],
    ['A62 with everything', { permissions: 'all actions on *' }, /^never-do/],
    ['A62 with admin rights', { permissions: 'administrator' }, /^never-do/],
    ['with words nobody understands', { permissions: 'juggle' }, /^malformed-value/],
    ['A62 with AdministratorAccess', { managedPolicies: ['AdministratorAccess'] }, /^never-do/],
    ['A62 with a whole service', { managedPolicies: ['AmazonS3FullAccess'] }, /^never-do/],
    ['with a policy AWS has not', { managedPolicies: ['NoSuchPolicy'] }, /^target-not-found/],
    ['A62 without its boundary', { permissionsBoundary: 'none' }, /^never-do/],
    ['A64 of this application', { name: 'awscoworkerDeployer' }, /^never-do: The roles of this/],
  ])('is refused %s', async (_, more, expected) => {
    expect(await refusalOf({ ...LEAST, ...more })).toMatch(expected);
  });
});

describe('a role that exists', () => {
  const there: Answers = {
    'IAM.GetRole': answer({ Role: { RoleName: 'pdf-stamper-exec' } }),
    'CloudFormation.DescribeStackResources': answer({ StackResources: [] }),
  };

  it.each<readonly [string, MutationType, TaskParameters, Answers, RegExp]>([
    ['name taken', 'CreateResource', LEAST, there, /^name-taken/],
    ['not there', 'DeleteResource', { name: 'x' }, {}, /^target-not-found/],
    [
      'A62 not made by us, updated',
      'UpdateResource',
      { name: 'pdf-stamper-exec', permissions: 'read objects in acme-x' },
      there,
      /^no-route: .*was not made by this application/,
    ],
    ['A62 not made by us, deleted', 'DeleteResource', { name: 'x' }, there, /^no-route/],
    [
      'A64 attach AdministratorAccess to our own',
      'UpdateResource',
      { name: 'AwsCoworkerDeployer', managedPolicies: ['AdministratorAccess'] },
      there,
      /^never-do: The roles of this application/,
    ],
  ])('%s', async (_, taskType, parameters, answers, expected) => {
    expect(await refusalOf(parameters, answers, taskType)).toMatch(expected);
  });
});

describe('managed policies', () => {
  it.each([
    ['', []],
    ['service-role/AWSLambdaRole', ['arn:aws:iam::aws:policy/service-role/AWSLambdaRole']],
    ['arn:aws:iam::333333333333:policy/Mine', []],
    ['a b', []],
  ])('places of %j', (name, expected) => {
    expect(candidateArns(name)).toEqual(expected);
  });

  it.each([
    ['AmazonSSMManagedInstanceCore', false],
    ['AWSLambda_FullAccess', true],
    ['PowerUserAccess', true],
    ['IAMReadOnlyAccess', true],
    ['job-function/SystemAdministrator', true],
  ])('%s is too wide: %s', (name, expected) => {
    expect(isTooWide(name)).toBe(expected);
  });
});
