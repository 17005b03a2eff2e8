import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readKnowledge, StartRefused } from '../../src/app/knowledge.ts';
import { readBaselines } from '../../src/app/read-baselines.ts';
import { readSkills } from '../../src/app/read-skills.ts';

const folders: string[] = [];

/** A folder with these files, and `config/` beside `skills/`. */
const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'coworker-skills-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const page = (name: string, body: string, more = ''): string =>
  `---\nname: ${name}\ndescription: About ${name}.\n${more}---\n\n${body}\n`;

const EXTENSION = [
  'service: Acme',
  'prefix: ACME',
  'items:',
  '  - id: ACME-01',
  '    title: Versioning is on',
  '    pillar: Reliability',
  '    severity: Medium',
  '    from: development',
  '    types: [AWS::S3::Bucket]',
  '    check: { property: VersioningConfiguration.Status, equals: Enabled }',
  '    remediation: Turn it on.',
].join('\n');

describe('readSkills', () => {
  it('a folder that is not there has no pages', () => {
    expect(readSkills('no-such-folder')).toEqual({ ok: true, value: [] });
  });

  it('names a page by its folder, and says file and line of a wrong one', () => {
    const root = folderWith({
      'aws/s3/SKILL.md': page('s3', 'Words.'),
      'aws/sqs/SKILL.md': page('sns', 'Words.'),
    });
    expect(readSkills(root)).toMatchObject({
      ok: false,
      error: { line: 2, reason: 'name: the folder is sqs, so is the name' },
    });
  });

  it('the own folder of an organization adds and appends', () => {
    const root = folderWith({ 'aws/s3/SKILL.md': page('s3', 'Core.') });
    const own = folderWith({
      'names/SKILL.md': page('names', 'Own.', 'metadata:\n  extends: aws/s3\n'),
      'learned/issue-7/SKILL.md': page('issue-7', 'Learned.'),
    });
    const read = readSkills(root, own);
    expect(read.ok && read.value.map(({ name, body }) => [name, body])).toEqual([
      ['org/learned/issue-7', 'Learned.'],
      ['aws/s3', 'Core.\n\nOwn.'],
    ]);
  });

  it('a folder that is the one below the application is read once', () => {
    const root = folderWith({ 'org/names/SKILL.md': page('names', 'Own.') });
    const read = readSkills(root, join(root, 'org'));
    expect(read.ok && read.value.length).toBe(1);
  });
});

describe('readKnowledge', () => {
  it('reads pages and baselines that stand beside the configuration', () => {
    const folder = folderWith({
      'skills/org/acme/SKILL.md': page('acme', 'Ours.'),
      'skills/org/acme/baseline.yml': EXTENSION,
    });
    const knowledge = readKnowledge(join(folder, 'config'));
    expect(knowledge.skills.map(({ name }) => name)).toContain('org/acme');
    expect(knowledge.baselines.map(({ prefix }) => prefix)).toContain('ACME');
  });

  it('a page that is wrong keeps the process from starting', () => {
    const folder = folderWith({ 'skills/org/acme/SKILL.md': page('acme', 'Hidden \u200b.') });
    expect(() => readKnowledge(join(folder, 'config'))).toThrow(StartRefused);
    expect(() => readKnowledge(join(folder, 'config'))).toThrow(/SKILL\.md:6: a character/);
  });

  it('an extension of the organization that weakens the core does, too', () => {
    const folder = folderWith({
      'skills/org/acme/baseline.yml': EXTENSION.replaceAll('ACME', 'S3').replace('S3-01', 'S3-06'),
    });
    const weaker = EXTENSION.replaceAll('ACME', 'S3')
      .replace('S3-01', 'S3-06')
      .replace('severity: Medium', 'severity: Low');
    writeFileSync(join(folder, 'skills/org/acme/baseline.yml'), weaker);
    expect(() => readKnowledge(join(folder, 'config'))).toThrow(/lowers its severity: S3-06/);
  });
});

describe('readBaselines', () => {
  it('an extension counts once, whether it stands below the core or is named beside it', () => {
    const root = folderWith({ 'org/acme/baseline.yml': EXTENSION });
    const beside = folderWith({});
    cpSync(join(root, 'org'), join(beside, 'org'), { recursive: true });
    const [once, named, elsewhere] = [
      readBaselines(root),
      readBaselines(root, join(root, 'org')),
      readBaselines(folderWith({}), join(beside, 'org')),
    ];
    expect(named).toEqual(once);
    const count = (loaded: typeof once): number =>
      loaded.ok ? loaded.value.flatMap(({ items }) => items).length : -1;
    expect([count(once), count(elsewhere)]).toEqual([1, 1]);
  });
});
