import { execFileSync } from 'node:child_process';
import {
  assert,
  constant,
  constantFrom,
  property,
  shuffledSubarray,
  subarray,
  tuple,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKnowledge } from '../../../src/app/knowledge.ts';
import { LONGEST_PREFIX, prefixOf } from '../../../src/review/skills/prefix.ts';
import { sha256 } from '../../../src/plan/digest.ts';
import { ROOT } from '../../source-files.ts';
import { pageOf } from './pages.ts';

const { skills } = readKnowledge();
const names = skills.map(({ name }) => name);

const someNames = subarray([...names]);

describe('prefixOf', () => {
  it('is nothing for no names, and for names that no page has', () => {
    expect(prefixOf([], skills)).toBe('');
    expect(prefixOf(['aws/nothing', '../core/policies'], skills)).toBe('');
  });

  it('sets each page between marks of its own, what is shared most first', () => {
    const pages = [pageOf('aws/s3', { body: 'b' }), pageOf('core/policies', { body: 'a' })];
    expect(prefixOf(['aws/s3', 'core/policies'], pages)).toBe(
      '<skill name="core/policies">\na\n</skill>\n<skill name="aws/s3">\nb\n</skill>\n',
    );
  });

  it('has the same bytes whatever the order of names and pages, and however often one is named', () => {
    assert(
      property(
        someNames.chain((some) => tuple(constant(some), shuffledSubarray([...some]))),
        shuffledSubarray([...skills], { minLength: skills.length }),
        ([some, twice], pages) => {
          const once = prefixOf(some, skills);
          expect(prefixOf([...some.toReversed(), ...twice], pages)).toBe(once);
        },
      ),
    );
  });

  it('has the same bytes in another process, of another language and time zone', () => {
    const script = [
      "import { readKnowledge } from './src/app/knowledge.ts';",
      "import { prefixOf } from './src/review/skills/prefix.ts';",
      "import { sha256 } from './src/plan/digest.ts';",
      'const { skills } = readKnowledge();',
      'const names = skills.map(({ name }) => name).toReversed();',
      'console.log(sha256(prefixOf(names, skills)));',
    ].join('\n');
    const args = ['--input-type=module', '--eval', script];
    const env = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Apia' };
    const said = execFileSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
    expect(said.trim()).toBe(sha256(prefixOf(names, skills)));
  });

  it('a page more at the end leaves every byte before it as it was', () => {
    assert(
      property(constantFrom(...names), (last) => {
        const before = names.slice(0, names.indexOf(last));
        expect(prefixOf([...before, last], skills).startsWith(prefixOf(before, skills))).toBe(true);
      }),
    );
  });

  it('is bounded, and cuts no page', () => {
    const body = 'a'.repeat(5900);
    const many = Array.from({ length: 20 }, (_, index) =>
      pageOf(`aws/service-${String(index).padStart(2, '0')}`, { body }),
    );
    const prefix = prefixOf(
      many.map(({ name }) => name),
      many,
    );
    expect(prefix.length).toBeLessThanOrEqual(LONGEST_PREFIX);
    expect(prefix.match(/<skill name=/g)).toHaveLength(10);
    expect(prefix.endsWith(`${body}\n</skill>\n`)).toBe(true);
  });
});
