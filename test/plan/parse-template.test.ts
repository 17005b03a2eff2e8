import { assert, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../src/plan/parse-template.ts';

const resource = (properties: string): string =>
  `Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      X: ${properties}\n`;

const propertyOf = (text: string): unknown => {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return parsed.refusal.because;
  return parsed.value.template.Resources['A']?.Properties?.['X'];
};

const refusalOf = (text: string): string => {
  const parsed = parseTemplate(text);
  return parsed.ok ? 'was read' : `${parsed.refusal.code}: ${parsed.refusal.because}`;
};

const at = (line: number, column: number, message: string): string =>
  `template-unreadable: The template can not be read at line ${line}, column ${column}: ${message}.`;

describe('a template that is read', () => {
  it('needs no Properties, and an empty one is none', () => {
    const bare = parseTemplate('Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n');
    expect(bare.ok && bare.value.template).toEqual({
      Resources: { A: { Type: 'AWS::SNS::Topic' } },
    });
    expect(bare.ok && bare.value.format).toBe('yaml');
  });

  it.each([
    ['a plain text', 'hello', 'hello'],
    ['Ref', '!Ref B', { Ref: 'B' }],
    ['GetAtt with a dot', '!GetAtt B.Arn', { 'Fn::GetAtt': ['B', 'Arn'] }],
    ['GetAtt with dots', '!GetAtt B.Outputs.C', { 'Fn::GetAtt': ['B', 'Outputs.C'] }],
    ['GetAtt with a list', '!GetAtt [B, Arn]', { 'Fn::GetAtt': ['B', 'Arn'] }],
    [
      'nested',
      '!If [C, !Sub "${B}-x", !Ref "AWS::NoValue"]',
      {
        'Fn::If': ['C', { 'Fn::Sub': '${B}-x' }, { Ref: 'AWS::NoValue' }],
      },
    ],
    ['a function over a map', '!Transform {Name: N}', { 'Fn::Transform': { Name: 'N' } }],
    ['a letter is text', 'N', 'N'],
    ['yes is true', 'yes', true],
    ['off is false', 'off', false],
    ['a date is text', '2012-10-17', '2012-10-17'],
    ['a port pair is text', '22:22', '22:22'],
    ['an account id keeps its zero', '012345678901', '012345678901'],
    ['a number', '300', 300],
    ['no number', '.inf', '.inf'],
    ['an explicit text', '!!str 300', '300'],
  ])('%s', (_, text, expected) => {
    expect(propertyOf(resource(text))).toEqual(expected);
  });

  it('as JSON, with tabs and a byte order mark', () => {
    const text = '\uFEFF{\n\t"Resources": {\n\t\t"A": {"Type": "AWS::SQS::Queue"}}}';
    const parsed = parseTemplate(text);
    expect(parsed.ok && parsed.value.format).toBe('json');
    expect(parsed.ok && parsed.value.placeOf(['Resources', 'A', 'Nothing'])).toEqual({
      line: 3,
      column: 3,
    });
  });

  it('means what JSON means, whatever stands in it', () => {
    assert(
      property(jsonValue({ maxDepth: 4 }), (value) => {
        const clean = JSON.parse(
          JSON.stringify(value, (key, v: unknown) => (key === '__proto__' ? undefined : v)),
        ) as unknown;
        const template = { Resources: { A: { Type: 'T', Properties: { X: clean } } } };
        expect(propertyOf(JSON.stringify(template))).toEqual(clean);
      }),
    );
  });

  it('may use an alias', () => {
    const text = 'Resources:\n  A: &a\n    Type: AWS::SQS::Queue\n  B: *a\n';
    const parsed = parseTemplate(text);
    expect(parsed.ok && parsed.value.template.Resources['B']).toEqual({ Type: 'AWS::SQS::Queue' });
  });
});

describe('a template that is not read names its place', () => {
  it.each([
    ['nothing', '', at(1, 1, 'it is no mapping of sections')],
    ['a text', 'hello', at(1, 1, 'it is no mapping of sections')],
    ['no resources', 'Description: x', at(1, 1, 'the template has no Resources')],
    ['null resources', 'Resources:', at(1, 1, 'the template has no Resources')],
    ['a list of resources', 'Resources: []', at(1, 1, 'Resources holds no members')],
    ['an unknown section', 'Resource: {}', at(1, 1, 'CloudFormation has no section Resource')],
    ['no type', 'Resources:\n  A: {}', at(2, 3, 'A has no Type')],
    ['a bad logical id', 'Resources:\n  a/b: {Type: T}', at(2, 3, 'a/b is no logical id')],
    [
      'a loop of the language',
      'Resources:\n  Fn::ForEach::X: [a]',
      at(2, 3, 'Fn::ForEach::X holds no members'),
    ],
    ['text as a resource', 'Resources:\n  A: b', at(2, 3, 'A holds no members')],
    [
      'text as properties',
      'Resources:\n  A: {Type: T, Properties: x}',
      at(2, 16, 'the Properties of A hold no members'),
    ],
    [
      'an unknown function',
      resource('!Exec rm'),
      at(5, 16, 'CloudFormation has no function !Exec'),
    ],
    ['a key twice', resource('{a: 1, a: 2}'), at(5, 17, 'the key a stands twice')],
    [
      'a key twice in JSON',
      '{"Resources":{"A":{"Type":"T"}},"Resources":{}}',
      at(1, 33, 'the key Resources stands twice'),
    ],
    [
      'a merge key',
      resource('{<<: {a: 1}}'),
      at(5, 11, 'CloudFormation does not read merge keys (`<<`)'),
    ],
    [
      'A25 a prototype key',
      resource('{__proto__: {a: 1}}'),
      at(5, 11, 'the key `__proto__` is not allowed'),
    ],
    ['a list as a key', resource('{? [a] : 1}'), at(5, 13, 'a key must be one text')],
    ['an alias of nothing', resource('*nope'), at(5, 10, 'an alias has no anchor before it')],
    ['an alias of itself', 'Resources: &r\n  A: *r', at(2, 3, 'it is nested too deeply')],
  ])('%s', (_, text, expected) => {
    expect(refusalOf(text)).toBe(expected);
  });

  it('broken YAML, with the place the parser gives', () => {
    expect(refusalOf('Resources: [')).toMatch(/line 1, column 13: Flow sequence/);
    expect(refusalOf('a: 1\n---\nb: 2')).toMatch(/line 2, column 1: Source contains multiple/);
  });

  it('A25 too large, too deep, or a bomb of aliases', () => {
    const bomb = ['a: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 12; n += 1) {
      bomb.push(
        `a${n}: &a${n} [${Array(9)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      );
    }
    expect(refusalOf('x'.repeat(1_000_001))).toMatch(/has 1000001 bytes, and at most 1000000/);
    expect(refusalOf(bomb.join('\n'))).toMatch(/too many aliases|too large/);
    expect(refusalOf(`Resources: ${'['.repeat(80)}${']'.repeat(80)}`)).toMatch(/too deeply/);
    expect(refusalOf('['.repeat(51_200))).toMatch(/^template-unreadable/);
    expect(refusalOf('- '.repeat(25_000))).toMatch(/^template-unreadable/);
  });

  it('never throws, whatever the text', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(typeof parseTemplate(text).ok).toBe('boolean');
      }),
    );
  });
});
