import { describe, expect, it } from 'vitest';
import { changedSince } from '../../src/plan/changed-since.ts';
import type { Template } from '../../src/plan/template.ts';

const bucket = (days: number) => ({ Type: 'AWS::S3::Bucket', Properties: { Days: days } });
const stack = (template: Partial<Template>, parameters: Readonly<Record<string, string>> = {}) => ({
  template: { Resources: { Reports: bucket(90) }, ...template },
  parameters,
});

const left = stack({
  Parameters: { Size: { Type: 'Number', Default: 16 } },
  Description: 'Bucket reports',
});

describe('changedSince', () => {
  it.each([
    ['nothing', left, []],
    [
      'members in another order',
      { ...left, template: { ...left.template, Resources: { Reports: { ...bucket(90) } } } },
      [],
    ],
    ['a default that is told', { ...left, parameters: { Size: '16' } }, []],
    [
      'a property',
      { ...left, template: { ...left.template, Resources: { Reports: bucket(120) } } },
      [{ part: 'resource', name: 'Reports', how: 'changed' }],
    ],
    [
      'whose the resources are, which they tell themselves',
      stack({ ...left.template, Metadata: { CoworkerParts: { a: { Reports: 'Reports' } } } }),
      [],
    ],
    [
      'what else its metadata says',
      stack({ ...left.template, Metadata: { CoworkerParts: {}, Interface: {} } }),
      [{ part: 'rest', name: '', how: 'changed' }],
    ],
    [
      'a resource more, a resource less',
      { ...left, template: { ...left.template, Resources: { Ledgers: bucket(90) } } },
      [
        { part: 'resource', name: 'Ledgers', how: 'added' },
        { part: 'resource', name: 'Reports', how: 'taken away' },
      ],
    ],
    [
      'a parameter of another value',
      { ...left, parameters: { Size: '32' } },
      [{ part: 'parameter', name: 'Size', how: 'changed' }],
    ],
    [
      'a parameter that nobody declared',
      { ...left, parameters: { constructor: 'x' } },
      [{ part: 'parameter', name: 'constructor', how: 'added' }],
    ],
    [
      'a description',
      { ...left, template: { ...left.template, Description: 'Another' } },
      [{ part: 'rest', name: '', how: 'changed' }],
    ],
  ] as const)('%s', (_, now, parts) => {
    expect(changedSince(left, now)).toEqual(parts);
  });
});
