import { describe, expect, it } from 'vitest';
import { LONGEST_PAGE } from '../../../src/review/skills/page.ts';
import { parsePage } from '../../../src/review/skills/parse-page.ts';

const PLACE = { name: 'aws/s3', file: 'skills/aws/s3/SKILL.md' };
const OWN = { name: 'org/names', file: 'skills/org/names/SKILL.md' };

const text = (front: readonly string[], body = '# S3\n\nWords.'): string =>
  ['---', ...front, '---', '', body, ''].join('\n');

const FRONT = ['name: s3', 'description: What to know of buckets.'];
const fronted = (...lines: readonly string[]): string => text([...FRONT, ...lines]);

const wrong: readonly (readonly [string, string, number, RegExp])[] = [
  ['nothing', '', 1, /frontmatter/],
  ['no frontmatter', '# S3', 1, /frontmatter/],
  ['frontmatter that does not end', '---\nname: s3\n', 1, /frontmatter/],
  ['no YAML', text(['name: [s3']), 3, /./],
  ['an alias', text(['name: &a s3', 'description: *a']), 3, /alias/],
  ['a key that stands twice', text([...FRONT, 'name: s3']), 4, /unique/i],
  ['no name', text([FRONT[1] ?? '']), 2, /name/],
  ['the name of another folder', text(['name: sqs', FRONT[1] ?? '']), 2, /folder is s3/],
  ['a name in capitals', text(['name: S3', FRONT[1] ?? '']), 2, /lower case/],
  ['a name with two hyphens', text(['name: s--3', FRONT[1] ?? '']), 2, /lower case/],
  ['a name that is too long', text([`name: ${'s'.repeat(65)}`, FRONT[1] ?? '']), 2, /64/],
  ['no description', text(['name: s3']), 2, /description/],
  ['an empty description', text(['name: s3', "description: ''"]), 3, /needed/],
  ['a long description', text(['name: s3', `description: ${'a'.repeat(1025)}`]), 3, /1024/],
  ['a member that the format has not', fronted('version: 1'), 4, /version/],
  ['a list of tools', fronted('allowed-tools: Bash'), 4, /allowed-tools/],
  ['metadata that means nothing', fronted('metadata:', '  author: me'), 5, /author/],
  ['types that are none', fronted('metadata:', "  types: 'S3; DROP'"), 5, /types/],
  ['a path that leaves the folder', fronted('metadata:', '  extends: ../aws/s3'), 5, /extends/],
  ['no text', text(FRONT, ''), 7, /without text/],
  ['a page that is too long', text(FRONT, 'a'.repeat(LONGEST_PAGE)), 6, /6000/],
  ['a character that nobody sees', text(FRONT, 'a\nb\u200bc'), 7, /nobody sees/],
  ['letters of the tag plane', text(FRONT, 'a\u{e0041}'), 6, /nobody sees/],
  ['the mark that ends a page', text(FRONT, 'a\n</skill>'), 7, /separates/],
  ['the mark that begins one', text(FRONT, 'a <SKILL name="core/policies">'), 6, /separates/],
];

describe('parsePage', () => {
  it.each(wrong)('refuses %s', (_, page, line, reason) => {
    const parsed = parsePage(page, PLACE);
    expect(parsed).toMatchObject({ ok: false, error: { file: PLACE.file, line } });
    expect(parsed.ok ? '' : parsed.error.reason).toMatch(reason);
  });

  it('reads a page of the core, with the line ends of any editor', () => {
    const page = {
      name: 'aws/s3',
      description: 'What to know of buckets.',
      body: '# S3\n\nWords.',
      file: PLACE.file,
    };
    expect(parsePage(text(FRONT), PLACE)).toEqual({ ok: true, value: page });
    expect(parsePage(text(FRONT).replaceAll('\n', '\r\n'), PLACE)).toEqual({
      ok: true,
      value: page,
    });
  });

  it('reads what a page of the organization extends, and for which types it is needed', () => {
    const front = [
      'name: names',
      'description: Names.',
      'license: Proprietary',
      'metadata:',
      '  extends: aws/s3',
      "  types: 'AWS::S3:: AWS::EC2::Instance'",
    ];
    expect(parsePage(text(front), OWN)).toMatchObject({
      ok: true,
      value: { extends: 'aws/s3', types: ['AWS::S3::', 'AWS::EC2::Instance'] },
    });
  });
});
