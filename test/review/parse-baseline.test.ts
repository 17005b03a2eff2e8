import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../src/review/parse-baseline.ts';
import { loadBaselines } from './judging.ts';

const file = (lines: readonly string[]): string =>
  ['service: S3', 'prefix: S3', 'items:', ...lines].join('\n');

const ITEM = [
  '  - id: S3-01',
  '    title: Versioning is on',
  '    pillar: Reliability',
  '    severity: Medium',
  '    from: development',
  '    types: [AWS::S3::Bucket]',
  '    check: { property: VersioningConfiguration.Status, equals: Enabled }',
  '    remediation: Turn it on.',
];

const without = (start: string): readonly string[] =>
  ITEM.filter((line) => !line.trim().startsWith(start));

const replaced = (start: string, by: string): readonly string[] =>
  ITEM.map((line) => (line.trim().startsWith(start) ? by : line));

const wrong: readonly (readonly [string, string, number, RegExp])[] = [
  ['nothing', '', 1, /./],
  ['no YAML', 'service: [S3', 1, /./],
  ['a key that stands twice', 'service: S3\nservice: SNS', 2, /unique/i],
  ['no items', 'service: S3\nprefix: S3\nitems: []', 3, /items/],
  ['an id of another service', file(replaced('- id', '  - id: SNS-01')), 4, /S3-/],
  ['an id that stands twice', file([...ITEM, ...ITEM]), 12, /twice/],
  ['an id without number', file(replaced('- id', '  - id: S3-1')), 4, /PREFIX-NN/],
  ['an unknown member', file([...ITEM, '    skip: true']), 4, /skip/i],
  ['an unknown pillar', file(replaced('pillar', '    pillar: Style')), 6, /pillar/],
  ['an unknown severity', file(replaced('severity', '    severity: Fatal')), 7, /severity/],
  ['an unknown tier', file(replaced('from', '    from: nowhere')), 8, /from/],
  ['no types', file(replaced('types', '    types: []')), 9, /types/],
  ['no check', file(without('check')), 4, /check/],
  [
    'a check that is no form of the language',
    file(replaced('check', '    check: { run: "rm" }')),
    10,
    /check/,
  ],
  [
    'two tests of one property',
    file(replaced('check', '    check: { property: A, equals: 1, min: 2 }')),
    10,
    /check/,
  ],
  ['a check of unknown name', file(replaced('check', '    check: { named: eval }')), 10, /check/],
  ['an advisory policy', file([...ITEM, '    advisory: true', '    policy: true']), 4, /advisory/],
];

describe('parseBaseline', () => {
  it('reads an item with what is left out filled in', () => {
    const parsed = parseBaseline(file(ITEM), 'skills/aws/s3/baseline.yml');
    expect(parsed).toEqual({
      ok: true,
      value: {
        service: 'S3',
        prefix: 'S3',
        file: 'skills/aws/s3/baseline.yml',
        items: [
          {
            id: 'S3-01',
            title: 'Versioning is on',
            pillar: 'Reliability',
            severity: 'Medium',
            from: 'development',
            types: ['AWS::S3::Bucket'],
            evidence: 'template',
            isAdvisory: false,
            isPolicy: false,
            isSilent: false,
            check: { property: 'VersioningConfiguration.Status', equals: 'Enabled' },
            remediation: 'Turn it on.',
            references: [],
          },
        ],
      },
    });
  });

  it.each(wrong)('refuses %s, with file and line', (_, text, line, reason) => {
    const parsed = parseBaseline(text, 'a.yml');
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(parsed.error).toMatchObject({ file: 'a.yml', line });
    expect(parsed.error.reason).toMatch(reason);
  });

  it('refuses aliases that multiply', () => {
    const bomb = ['a: &a [x, x, x]', 'b: &b [*a, *a, *a]', 'c: [*b, *b, *b]'];
    const deep = Array.from({ length: 60 }, (_, i) => `k${i}: *b`);
    expect(() => parseBaseline([...bomb, ...deep].join('\n'), 'a.yml')).not.toThrow();
    expect(parseBaseline([...bomb, ...deep].join('\n'), 'a.yml').ok).toBe(false);
  });
});

describe('the baselines of the repository', () => {
  const items = loadBaselines().flatMap((one) => one.items.map((item) => ({ ...item, one })));

  it('have each id once', () => {
    const ids = items.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('count from 01 without a hole', () => {
    const prefixes = [...new Set(items.map(({ id }) => id.slice(0, -3)))];
    for (const prefix of prefixes) {
      const numbers = items
        .filter(({ id }) => id.slice(0, -3) === prefix)
        .map(({ id }) => Number(id.slice(-2)))
        .sort((a, b) => a - b);
      expect([prefix, numbers]).toEqual([prefix, numbers.map((_, i) => i + 1)]);
    }
  });

  it('replace only items that exist, of a laxer tier', () => {
    const ids = new Set(items.map(({ id }) => id));
    const wrongly = items.filter(({ replaces }) => replaces !== undefined && !ids.has(replaces));
    expect(wrongly.map(({ id }) => id)).toEqual([]);
  });

  it('say what to do in a sentence', () => {
    const short = items.filter(({ remediation }) => !/^[A-Z].*\.$/s.test(remediation));
    expect(short.map(({ id }) => id)).toEqual([]);
  });
});
