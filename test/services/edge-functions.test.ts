import { describe, expect, it } from 'vitest';
import { draftCloudfrontFunction } from '../../src/services/cloudfront-function/draft.ts';
import type { CloudfrontFunctionFacts } from '../../src/services/cloudfront-function/facts-schema.ts';
import { readCloudfrontFunctionFacts } from '../../src/services/cloudfront-function/facts.ts';
import { PUBLISH } from '../../src/services/cloudfront-function/operations.ts';
import { draftLambdaVersion } from '../../src/services/lambda-version/draft.ts';
import type { LambdaVersionFacts } from '../../src/services/lambda-version/facts-schema.ts';
import { readLambdaVersionFacts } from '../../src/services/lambda-version/facts.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { parseRegion } from '../../src/task/ids.ts';
import type { Tier } from '../../src/task/tier.ts';
import { answer, contextFor, DEV, NOBODY, readerOf, sure, taken, taskOf } from './samples.ts';

const CODE = 'function handler(event) { return event.request; }';
const ARN = `arn:aws:cloudfront::${DEV}:function/to-index`;

const facts = (more: Partial<CloudfrontFunctionFacts> = {}): CloudfrontFunctionFacts => ({
  name: 'to-index',
  identifier: ARN,
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  etag: '',
  users: [],
  ...more,
});

const loose = (more: Partial<CloudfrontFunctionFacts> = {}): CloudfrontFunctionFacts =>
  facts({
    exists: true,
    etag: 'ETAG1',
    properties: { Name: 'to-index', FunctionCode: CODE },
    ...more,
  });

type Asked = readonly [MutationType, TaskParameters];

const draft = ([taskType, parameters]: Asked, seen: CloudfrontFunctionFacts, tier?: Tier) =>
  draftCloudfrontFunction(
    contextFor(taskOf('AWS::CloudFront::Function', taskType, { name: 'to-index', ...parameters }), {
      tier: tier ?? 'development',
    }),
    seen,
  );

describe('a function of CloudFront', () => {
  it.each<readonly [Tier, boolean]>([
    ['development', false],
    ['staging', true],
  ])('of %s publishes itself: %s', (tier, AutoPublish) => {
    const [step] = taken(draft(['CreateResource', { code: CODE }], facts(), tier)).steps;
    const resources = step?.kind === 'deploy' ? step.template.Resources : {};
    expect(resources['ToIndexFunction']?.Properties).toMatchObject({
      Name: 'to-index',
      AutoPublish,
      FunctionCode: CODE,
      FunctionConfig: { Runtime: 'cloudfront-js-2.0' },
    });
  });

  it.each<readonly [string, TaskParameters, string]>([
    ['no code', {}, 'missing-field'],
    ['code without a handler', { code: 'let a = 1;' }, 'malformed-value'],
    ['code that is too long', { code: `${CODE}${' '.repeat(10_240)}` }, 'malformed-value'],
    ['a credential', { code: `${CODE} // AKIAIOSFODNN7EXAMPLE` }, 'secret-in-request'],
  ])('refuses %s', (_name, parameters, code) => {
    expect(draft(['CreateResource', parameters], facts())).toMatchObject({ refusal: { code } });
  });

  it('is published as it was read, and no other code', () => {
    const { steps } = taken(draft(['UpdateResource', { action: 'publish' }], loose()));
    expect(steps).toMatchObject([
      {
        operation: 'cloudfront:publish-function',
        operationClass: 'sensitive',
        input: { Name: 'to-index', IfMatch: 'ETAG1' },
        changes: [{ action: 'change', physicalId: ARN, isSensitive: true }],
      },
    ]);
    const foreign = loose({ owner: { owner: 'foreign', stackName: 'web' } });
    expect(draft(['UpdateResource', { action: 'publish' }], foreign)).toMatchObject({
      refusal: { code: 'no-route' },
    });
    const missing = draft(['UpdateResource', { action: 'publish' }], facts());
    expect(missing).toMatchObject({ refusal: { code: 'target-not-found' } });
  });

  it.each<readonly [string | undefined, boolean]>([
    ['UNPUBLISHED', false],
    [undefined, false],
    ['UNASSOCIATED', true],
    ['DEPLOYED', true],
  ])('that is %s is published: %s', (Status, isDone) => {
    expect(PUBLISH.wait.input('to-index', {})).toEqual({ Name: 'to-index', Stage: 'DEVELOPMENT' });
    expect(PUBLISH.wait.isDone({ FunctionSummary: { Status } })).toBe(isDone);
  });

  it('stays while a distribution runs it', () => {
    const used = loose({ users: ['`ESHOP1` (shop)'] });
    expect(draft(['DeleteResource', {}], used)).toMatchObject({
      refusal: { code: 'stack-not-ready' },
    });
    const { steps } = taken(draft(['DeleteResource', {}], loose()));
    expect(steps).toMatchObject([{ kind: 'change', action: 'delete', identifier: ARN }]);
  });

  it('is looked for in every behaviour of every distribution before it goes', async () => {
    const FunctionAssociations = { Items: [{ FunctionARN: ARN }] };
    const reader = readerOf({
      'CloudFront.DescribeFunction': answer({ ETag: 'ETAG1' }),
      'CloudFront.ListDistributions': answer({
        DistributionList: {
          Items: [
            {
              Id: 'E1',
              ARN: 'a',
              Comment: 'shop',
              CacheBehaviors: { Items: [{ FunctionAssociations }] },
            },
            { Id: 'E2', ARN: 'b', DefaultCacheBehavior: { FunctionAssociations } },
            { Id: 'E3', ARN: 'c' },
          ],
        },
      }),
    });
    const one = taskOf('AWS::CloudFront::Function', 'DeleteResource', { name: 'to-index' });
    const seen = await readCloudfrontFunctionFacts(contextFor(one), reader);
    expect(seen).toMatchObject({ exists: true, etag: 'ETAG1', users: ['`E1` (shop)', '`E2`'] });
  });
});

const FUNCTION = `arn:aws:lambda:us-east-1:${DEV}:function:viewer-auth`;
const version = (n: string, content: string) => ({ arn: `${FUNCTION}:${n}`, version: n, content });

const seenVersions = (more: Partial<LambdaVersionFacts> = {}): LambdaVersionFacts => ({
  latest: version('$LATEST', 'now'),
  versions: [],
  obstacles: [],
  trustsEdge: 'yes',
  ownStack: null,
  owner: NOBODY,
  properties: null,
  users: [],
  ...more,
});

const contextOf = ([taskType, parameters]: Asked) =>
  contextFor(taskOf('AWS::Lambda::Version', taskType, { name: 'viewer-auth', ...parameters }));

const draftVersion = (asked: Asked, seen: LambdaVersionFacts) =>
  draftLambdaVersion(contextOf(asked), seen);

describe('a version for the edge', () => {
  it('is published of the function as it is', () => {
    const asked: Asked = ['CreateResource', { description: 'new keys' }];
    const [step] = taken(draftVersion(asked, seenVersions())).steps;
    expect(step?.kind === 'deploy' ? step.template.Resources : {}).toEqual({
      ViewerAuthVersion: {
        Type: 'AWS::Lambda::Version',
        Properties: { FunctionName: 'viewer-auth', Description: 'new keys' },
      },
    });
  });

  it('says when its role keeps it from the edge', () => {
    const { deviations } = taken(
      draftVersion(['CreateResource', {}], seenVersions({ trustsEdge: 'no' })),
    );
    expect(deviations[0]?.because).toContain('edgelambda.amazonaws.com');
  });

  it('is published in us-east-1 only', () => {
    const region = sure(parseRegion('eu-west-1'));
    const context = { ...contextOf(['CreateResource', {}]), region };
    expect(draftLambdaVersion(context, seenVersions())).toMatchObject({
      refusal: { code: 'contradictory' },
    });
  });

  it.each<readonly [string, MutationType, TaskParameters, Partial<LambdaVersionFacts>, string]>([
    ['of no function', 'CreateResource', {}, { latest: null }, 'target-not-found'],
    ['of variables', 'CreateResource', {}, { obstacles: ['a VPC'] }, 'aws-refused'],
    ['of the same', 'CreateResource', {}, { versions: [version('1', 'now')] }, 'name-taken'],
    ['that changes', 'UpdateResource', { description: 'x' }, {}, 'unsupported-task'],
    ['of no number', 'DeleteResource', {}, {}, 'target-not-found'],
    ['of another number', 'DeleteResource', { version: 4 }, {}, 'target-not-found'],
    [
      'of several',
      'DeleteResource',
      {},
      { versions: [version('1', 'a'), version('2', 'b')] },
      'missing-field',
    ],
    [
      'that is named',
      'DeleteResource',
      {},
      { versions: [version('1', 'a')], users: ['the distribution `E1`'] },
      'stack-not-ready',
    ],
  ])('is refused: one %s', (_name, taskType, parameters, seen, code) => {
    expect(draftVersion([taskType, parameters], seenVersions(seen))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it('goes when nothing names it, and its copies may keep it for hours', () => {
    const versions = [version('1', 'a'), version('2', 'b')];
    const seen = seenVersions({ versions, properties: { FunctionName: 'viewer-auth' } });
    const { steps, deviations } = taken(draftVersion(['DeleteResource', { version: 1 }], seen));
    expect(steps).toMatchObject([
      { kind: 'change', action: 'delete', identifier: `${FUNCTION}:1` },
    ]);
    expect(deviations[0]?.because).toContain('hours');
  });

  it('is read with what does not exist at the edge, and with what names it', async () => {
    const row = (Version: string, more: object = {}) => ({
      FunctionArn: `${FUNCTION}:${Version}`,
      Version,
      Runtime: 'ruby3.4',
      ...more,
    });
    const latest = row('$LATEST', {
      Environment: { Variables: { STAGE: 'dev' } },
      VpcConfig: { SubnetIds: ['subnet-1'] },
      Architectures: ['arm64'],
      DeadLetterConfig: { TargetArn: 'arn:a' },
      TracingConfig: { Mode: 'Active' },
      KMSKeyArn: 'arn:k',
      Layers: [{}],
      PackageType: 'Image',
      Role: `arn:aws:iam::${DEV}:role/coworker/viewer-auth`,
    });
    const LambdaFunctionAssociations = { Items: [{ LambdaFunctionARN: `${FUNCTION}:1` }] };
    const reader = readerOf({
      'Lambda.ListVersionsByFunction': answer({ Versions: [latest, row('1')] }),
      'Lambda.ListAliases': answer({ Aliases: [{ Name: 'live', FunctionVersion: '1' }] }),
      'IAM.GetRole': answer({ Role: { AssumeRolePolicyDocument: 'lambda.amazonaws.com' } }),
      'CloudFront.ListDistributions': answer({
        DistributionList: {
          Items: [{ Id: 'E1', ARN: 'a', DefaultCacheBehavior: { LambdaFunctionAssociations } }],
        },
      }),
    });
    const made = await readLambdaVersionFacts(contextOf(['CreateResource', {}]), reader);
    expect(made.obstacles).toHaveLength(9);
    expect(made.trustsEdge).toBe('no');
    const gone = await readLambdaVersionFacts(contextOf(['DeleteResource', {}]), reader);
    expect(gone.users).toEqual(['the distribution `E1`', 'the alias `live`']);
  });
});
