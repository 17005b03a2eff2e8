import { describe, expect, it } from 'vitest';
import type { Template } from '../../src/plan/template.ts';
import type { Json } from '../../src/task/json.ts';
import { modelsOf } from '../../src/review/template/model.ts';
import { isUnresolved, valueAt, type Value } from '../../src/review/template/value.ts';

const TEMPLATE: Omit<Template, 'Resources'> = {
  Parameters: {
    Default: { Type: 'String', Default: 'plain' },
    Given: { Type: 'String' },
    Open: { Type: 'String' },
    Subnet: { Type: 'AWS::EC2::Subnet::Id' },
    Listed: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/aws/ami' },
  },
  Mappings: { ByRegion: { 'us-east-1': { Name: 'east' } } },
  Conditions: {
    IsPlain: { 'Fn::Equals': [{ Ref: 'Default' }, 'plain'] },
    IsNot: { 'Fn::Not': [{ Condition: 'IsPlain' }] },
    IsBoth: { 'Fn::And': [{ Condition: 'IsPlain' }, { Condition: 'IsNot' }] },
    IsEither: { 'Fn::Or': [{ Condition: 'IsPlain' }, { Condition: 'IsCircle' }] },
    IsCircle: { 'Fn::Not': [{ Condition: 'IsCircle' }] },
  },
};

const resolved = (value: Json): Value => {
  const template = { ...TEMPLATE, Resources: { It: { Type: 'T', Properties: { P: value } } } };
  const [model] = modelsOf(template, {
    parameters: { Given: 'given' },
    pseudo: { 'AWS::Region': 'us-east-1' },
  });
  return valueAt(model.resources.get('It')?.properties, 'P');
};

const known: readonly (readonly [string, Json, Value])[] = [
  ['a literal', 'x', 'x'],
  ['the default of a parameter', { Ref: 'Default' }, 'plain'],
  ['the given value of a parameter', { Ref: 'Given' }, 'given'],
  ['a list parameter', { Ref: 'Listed' }, ['a', 'b']],
  ['a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
  ['no value', { Ref: 'AWS::NoValue' }, undefined],
  ['Sub', { 'Fn::Sub': '${Default}-${AWS::Region}' }, 'plain-us-east-1'],
  ['Sub with variables', { 'Fn::Sub': ['${A}', { A: { Ref: 'Given' } }] }, 'given'],
  ['Sub with a literal', { 'Fn::Sub': '${!Literal}' }, '${Literal}'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Default' }]] }, 'a-plain'],
  ['Select', { 'Fn::Select': ['1', { Ref: 'Listed' }] }, 'b'],
  ['Split', { 'Fn::Split': ['a', 'xay'] }, ['x', 'y']],
  ['FindInMap', { 'Fn::FindInMap': ['ByRegion', { Ref: 'AWS::Region' }, 'Name'] }, 'east'],
  ['If that holds', { 'Fn::If': ['IsPlain', 'yes', 'no'] }, 'yes'],
  ['If that does not', { 'Fn::If': ['IsNot', 'yes', 'no'] }, 'no'],
  ['And', { 'Fn::If': ['IsBoth', 'yes', 'no'] }, 'no'],
  ['Or with an unknown part', { 'Fn::If': ['IsEither', 'yes', 'no'] }, 'yes'],
  ['Base64', { 'Fn::Base64': { Ref: 'Default' } }, 'plain'],
  ['ToJsonString', { 'Fn::ToJsonString': { a: 1 } }, '{"a":1}'],
  ['a map with more than a function', { Ref: 'Default', Other: 1 }, { Ref: 'Default', Other: 1 }],
];

const open: readonly (readonly [string, Json, readonly string[]])[] = [
  ['a parameter without value', { Ref: 'Open' }, []],
  ['a parameter that SSM resolves', { Ref: 'Image' }, []],
  ['a resource', { Ref: 'Bucket' }, ['Bucket']],
  ['an attribute', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, ['Bucket']],
  ['an attribute in one text', { 'Fn::GetAtt': 'Bucket.Arn' }, ['Bucket']],
  ['Sub with an attribute', { 'Fn::Sub': '${Bucket.Arn}/*' }, ['Bucket']],
  ['a key that JavaScript knows', { 'Fn::FindInMap': ['constructor', 'name', 'x'] }, []],
  ['a function that is known at deployment', { 'Fn::ImportValue': 'x' }, []],
  ['a transform', { 'Fn::Transform': { Name: 'X' } }, []],
  ['a condition in a circle', { 'Fn::If': ['IsCircle', 'yes', 'no'] }, []],
  ['a malformed Sub', { 'Fn::Sub': 7 }, []],
  ['a malformed Select', { 'Fn::Select': ['9', ['a']] }, []],
  ['a malformed Ref', { Ref: { a: 1 } }, []],
];

describe('resolveValue', () => {
  it.each(known)('resolves %s', (_, value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  it.each(open)('leaves %s unresolved', (_, value, refs) => {
    const found = resolved(value);
    expect(isUnresolved(found)).toBe(true);
    expect(isUnresolved(found) && found.refs).toEqual(refs);
  });

  it('knows that an id of AWS is never empty, and that other text may be', () => {
    const [subnet, text] = [resolved({ Ref: 'Subnet' }), resolved({ Ref: 'Open' })];
    expect(isUnresolved(subnet) && subnet.mayBeEmpty).toBe(false);
    expect(isUnresolved(text) && text.mayBeEmpty).toBe(true);
  });

  it('A25 stops at a depth that no template has', () => {
    let deep: Json = 'end';
    for (let i = 0; i < 5_000; i += 1) deep = [deep];
    expect(() => resolved(deep)).not.toThrow();
  });
});

describe('worlds', () => {
  const conditional = (id: string): Template => ({
    Parameters: { Env: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
    Resources: { [id]: { Type: 'T', Condition: 'IsProd' } },
  });

  it('has one world when every condition is decided', () => {
    expect(modelsOf({ Resources: {} }, { parameters: {}, pseudo: {} })).toHaveLength(1);
  });

  it('has a world with and one without what an open condition decides', () => {
    const models = modelsOf(conditional('It'), { parameters: {}, pseudo: {} });
    expect(models.map(({ resources }) => resources.size)).toEqual([1, 0]);
  });

  it('has at most eight', () => {
    const names = Array.from({ length: 9 }, (_, i) => `C${i}`);
    const Conditions = Object.fromEntries(
      names.map((name) => [name, { 'Fn::Equals': [{ Ref: 'Env' }, name] }]),
    );
    const template = { ...conditional('It'), Conditions };
    expect(modelsOf(template, { parameters: {}, pseudo: {} })).toHaveLength(8);
  });
});
