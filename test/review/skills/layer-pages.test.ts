import { describe, expect, it } from 'vitest';
import { layerPages } from '../../../src/review/skills/layer-pages.ts';
import { pageOf } from './pages.ts';

const CORE = [pageOf('aws/s3', { body: 'core' }), pageOf('core/policies')];

const wrong = [
  {
    name: 'a page that extends one that is not there',
    core: CORE,
    own: [pageOf('org/names', { extends: 'aws/rds' })],
    error: { file: 'skills/org/names/SKILL.md', reason: 'there is no page aws/rds to extend' },
  },
  {
    name: 'a page that extends one of the organization',
    core: CORE,
    own: [pageOf('org/names'), pageOf('org/more', { extends: 'org/names' })],
    error: { file: 'skills/org/more/SKILL.md', reason: 'there is no page org/names to extend' },
  },
  {
    name: 'a page of the core that extends another',
    core: [...CORE, pageOf('aws/sqs', { extends: 'aws/s3' })],
    own: [],
    error: { file: 'skills/aws/sqs/SKILL.md', reason: 'only a page below org/ extends another' },
  },
  {
    name: 'a page with the name of one of the core',
    core: CORE,
    own: [pageOf('org/s3')],
    error: { file: 'skills/aws/s3/SKILL.md', reason: 'org/s3 has the same name' },
  },
  {
    name: 'two pages of one place, as from two folders',
    core: CORE,
    own: [pageOf('org/names'), pageOf('org/names', { file: 'own/names/SKILL.md' })],
    error: { file: 'own/names/SKILL.md', reason: 'org/names has the same name' },
  },
];

describe('layerPages', () => {
  it.each(wrong)('refuses $name', ({ core, own, error }) => {
    expect(layerPages(core, own)).toMatchObject({ ok: false, error });
  });

  it('appends what extends, adds the others, and keeps every word of the core', () => {
    const own = [
      pageOf('org/zones'),
      pageOf('org/b-more', { extends: 'aws/s3', body: 'second' }),
      pageOf('org/a-more', { extends: 'aws/s3', body: 'first' }),
    ];
    const layered = layerPages(CORE, own);
    expect(layered.ok && layered.value.map(({ name, body }) => [name, body])).toEqual([
      ['core/policies', '# core/policies'],
      ['org/zones', '# org/zones'],
      ['aws/s3', 'core\n\nfirst\n\nsecond'],
    ]);
    expect(layerPages(CORE, own.toReversed())).toEqual(layered);
  });
});
