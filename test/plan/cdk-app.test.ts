import { describe, expect, it } from 'vitest';
import {
  chooseCdkStack,
  readCdkManifest,
  refuseCdkAssets,
  refuseCdkPlace,
  withoutBootstrapCheck,
  type CdkStack,
} from '../../src/plan/cdk-app.ts';
import type { Template } from '../../src/plan/template.ts';

const ANYWHERE = 'aws://unknown-account/unknown-region';

const stack = (id: string, more: object = {}) => ({
  type: 'aws:cloudformation:stack',
  environment: ANYWHERE,
  properties: { templateFile: `${id}.template.json`, ...more },
});
const manifest = (artifacts: object): string => JSON.stringify({ version: '41.0.0', artifacts });

describe('the manifest of a synthesized app', () => {
  it.each<readonly [string, string, readonly string[] | undefined]>([
    ['is none: a text', 'Resources: {}', undefined],
    ['is none: a template', '{"Resources":{}}', undefined],
    ['is none: a list', '[]', undefined],
    ['is none: no version', '{"artifacts":{}}', undefined],
    ['has no stack', manifest({ Tree: { type: 'cdk:tree' }, X: 3 }), []],
    ['has a stack without a template', manifest({ A: { type: 'aws:cloudformation:stack' } }), []],
    [
      'has two',
      manifest({ A: stack('A'), B: stack('B', { stackName: 'b-stack' }) }),
      ['A', 'b-stack'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(readCdkManifest(text)?.map(({ stackName }) => stackName)).toEqual(expected);
  });

  it('names what a stack would upload', () => {
    const assets = { type: 'cdk:asset-manifest', properties: { file: 'A.assets.json' } };
    const text = manifest({ A: stack('A'), 'A.assets': assets });
    expect(readCdkManifest(text)).toEqual([
      { ...one('A'), stackName: 'A', templateFile: 'A.template.json', assetsFile: 'A.assets.json' },
    ]);
  });
});

const one = (id: string): CdkStack => ({
  id,
  stackName: `${id}-stack`,
  templateFile: `${id}.json`,
  environment: ANYWHERE,
  dropped: [],
  parameters: [],
});

describe('which stack is meant', () => {
  it.each<readonly [string, readonly CdkStack[], string | undefined, string]>([
    ['none is there', [], 'a', 'template-unreadable'],
    ['the only one', [one('a')], 'whatever', 'a'],
    ['by its name', [one('a'), one('b')], 'b-stack', 'b'],
    ['by its id', [one('a'), one('b')], 'b', 'b'],
    ['several and no name', [one('a'), one('b')], undefined, 'missing-field'],
    ['several and another name', [one('a'), one('b')], 'c', 'missing-field'],
  ])('%s', (_name, stacks, name, expected) => {
    const chosen = chooseCdkStack(stacks, name);
    expect(chosen.ok ? chosen.value.id : chosen.refusal.code).toBe(expected);
  });
});

describe('what an app would upload', () => {
  const file = (path: string) => ({ source: { path } });
  it.each<readonly [string, object, RegExp | undefined]>([
    ['nothing', {}, undefined],
    ['its own template', { files: { x: file('a.json') } }, undefined],
    ['code', { files: { x: file('a.json'), y: file('asset.1') } }, /brings 1 file and 0 images/],
    ['an image', { dockerImages: { z: {} } }, /0 files and 1 image of its own/],
  ])('%s', (_name, text, expected) => {
    const refusal = refuseCdkAssets(one('a'), JSON.stringify(text));
    if (expected === undefined) expect(refusal).toBeUndefined();
    else expect(refusal?.because).toMatch(expected);
  });

  it.each(['', '{', '[]', '3', '{"files":[]}', '{"dockerImages":"none"}'])(
    'is not known of %j',
    (text) => {
      expect(refuseCdkAssets(one('a'), text)?.code).toBe('template-unreadable');
    },
  );
});

describe('what an app says of a stack beside its template', () => {
  const read = (more: object): CdkStack | undefined =>
    readCdkManifest(manifest({ A: stack('A', more) }))?.[0];

  it.each<readonly [string, object, readonly string[]]>([
    ['nothing', {}, []],
    ['nothing that counts', { tags: {}, terminationProtection: false, notificationArns: [] }, []],
    ['protection', { terminationProtection: true }, ['its protection from deletion']],
    ['tags', { tags: { Team: 'a' } }, ['its own tags']],
    ['notifications', { notificationArns: ['arn:x'] }, ['its notifications']],
  ])('is told: %s', (_name, more, expected) => {
    expect(read(more)?.dropped).toEqual(expected);
  });

  const place = { accountId: '333333333333', region: 'us-east-1' };
  it.each<readonly [string, Partial<CdkStack>, string | undefined]>([
    ['anywhere', {}, undefined],
    ['that place', { environment: 'aws://333333333333/us-east-1' }, undefined],
    ['any account in that region', { environment: 'aws://unknown-account/us-east-1' }, undefined],
    ['another account', { environment: 'aws://444444444444/us-east-1' }, 'contradictory'],
    ['another region', { environment: 'aws://333333333333/eu-west-1' }, 'contradictory'],
    ['another region, any account', { environment: 'aws://unknown-account/a' }, 'contradictory'],
    ['no place', { environment: '' }, 'contradictory'],
    ['what is no place', { environment: 'aws://333333333333' }, 'contradictory'],
    ['values of parameters', { parameters: ['Depth'] }, 'template-unsupported'],
  ])('where it is for %s', (_name, more, expected) => {
    expect(refuseCdkPlace({ ...one('a'), ...more }, place)?.code).toBe(expected);
  });

  it('a region that nobody names is not the one of the app', () => {
    const there = { ...one('a'), environment: 'aws://333333333333/us-east-1' };
    expect(refuseCdkPlace(there, { accountId: '333333333333' })?.code).toBe('contradictory');
    expect(read({ parameters: { Depth: '3' } })?.parameters).toEqual(['Depth']);
  });
});

describe('the check of the bootstrap version', () => {
  const checked: Template = {
    Parameters: { BootstrapVersion: { Type: 'String' } },
    Rules: { CheckBootstrapVersion: { Assertions: [{ Assert: { Ref: 'BootstrapVersion' } }] } },
    Resources: { Q: { Type: 'AWS::SQS::Queue' } },
  };

  it('is left out with its parameter', () => {
    expect(withoutBootstrapCheck(checked)).toEqual({ Resources: checked.Resources });
    const more = { ...checked, Parameters: { ...checked.Parameters, Depth: { Type: 'Number' } } };
    expect(withoutBootstrapCheck(more).Parameters).toEqual({ Depth: { Type: 'Number' } });
  });

  it.each<readonly [string, Template]>([
    ['there is none', { Resources: checked.Resources }],
    [
      'something else uses it',
      {
        ...checked,
        Resources: { Q: { Type: 'X', Properties: { Name: { Ref: 'BootstrapVersion' } } } },
      },
    ],
  ])('the template stays as it is where %s', (_name, template) => {
    expect(withoutBootstrapCheck(template)).toBe(template);
  });
});
