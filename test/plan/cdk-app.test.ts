import { describe, expect, it } from 'vitest';
import {
  chooseCdkStack,
  readCdkManifest,
  refuseCdkAssets,
  withoutBootstrapCheck,
  type CdkStack,
} from '../../src/plan/cdk-app.ts';
import type { Template } from '../../src/plan/template.ts';

const stack = (id: string, more: object = {}) => ({
  type: 'aws:cloudformation:stack',
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
      { id: 'A', stackName: 'A', templateFile: 'A.template.json', assetsFile: 'A.assets.json' },
    ]);
  });
});

const one = (id: string): CdkStack => ({
  id,
  stackName: `${id}-stack`,
  templateFile: `${id}.json`,
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
