import { describe, expect, it } from 'vitest';
import { importDifferences } from '../../src/services/import/compare.ts';
import { IMPORTED_TYPES } from '../../src/services/import/import-types.ts';
import type { JsonObject } from '../../src/task/json.ts';

const BUCKET = 'AWS::S3::Bucket';

const tags = (...keys: readonly string[]): JsonObject[] =>
  keys.map((Key) => ({ Key, Value: 'core' }));

const rules = (...ids: readonly string[]): JsonObject => ({
  LifecycleConfiguration: { Rules: ids.map((Id) => ({ Id, Status: 'Enabled' })) },
});

const cors = (...origins: readonly string[]): JsonObject => ({
  CorsConfiguration: { CorsRules: origins.map((one) => ({ AllowedOrigins: [one] })) },
});

type Row = readonly [
  name: string,
  template: JsonObject,
  live: JsonObject,
  differs: readonly string[],
];

const ROWS: readonly Row[] = [
  ['nothing at all', {}, {}, []],
  ['the same', { BucketName: 'a', ...rules('x') }, { BucketName: 'a', ...rules('x') }, []],
  [
    'what only AWS writes',
    { BucketName: 'a' },
    { BucketName: 'a', Arn: 'arn', WebsiteURL: 'u' },
    [],
  ],
  ['tags of CloudFormation', {}, { Tags: tags('aws:cloudformation:stack-id') }, []],
  ['tags in another order', { Tags: tags('A', 'B') }, { Tags: tags('B', 'A') }, []],
  ['a tag more', { Tags: tags('A') }, { Tags: tags('A', 'B') }, ['Tags']],
  ['tags where there were none', {}, { Tags: tags('A') }, ['Tags']],
  [
    'a setting deep inside',
    { VersioningConfiguration: { Status: 'Enabled' } },
    { VersioningConfiguration: { Status: 'Suspended' } },
    ['VersioningConfiguration.Status'],
  ],
  [
    'a setting that none of the seven reads of a bucket tells',
    cors('https://a.example'),
    cors('https://b.example'),
    ['CorsConfiguration.CorsRules'],
  ],
  [
    'rules in another order, which may mean something else',
    cors('https://a.example', 'https://b.example'),
    cors('https://b.example', 'https://a.example'),
    ['CorsConfiguration.CorsRules'],
  ],
  ['a setting that is gone', { ...rules('x') }, {}, ['LifecycleConfiguration']],
  ['a setting that is new', {}, { ...rules('x') }, ['LifecycleConfiguration']],
  ['null, which is not the same as nothing', { A: null }, {}, ['A']],
  ['a number that is a text', { A: 1 }, { A: '1' }, ['A']],
  ['several', { A: { B: 1, C: 1 }, D: [1] }, { A: { B: 2, C: 2 }, D: [2] }, ['A.B', 'A.C', 'D']],
  ['a name that would be a mention', {}, { '@all\n# x': 1 }, ['?all?? x'.replace(' ', '?')]],
];

describe('what an imported thing is compared with', () => {
  it.each(ROWS)('%s', (_name, template, live, differs) => {
    expect(importDifferences(BUCKET, template, live)).toEqual(differs);
  });

  it.each(IMPORTED_TYPES)('%s: every property is compared, whichever it is', (type) => {
    expect(importDifferences(type, { Any: 1 }, { Any: 2 })).toEqual(['Any']);
  });

  it('a type that is not imported is never the same', () => {
    expect(importDifferences('AWS::EC2::Instance', {}, {})).toEqual(['AWS::EC2::Instance']);
  });
});
