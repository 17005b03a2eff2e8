import { describe, expect, it } from 'vitest';
import { KNOWLEDGE } from '../../knowledge.ts';
import { explanationOf } from '../../../src/review/skills/explain-item.ts';
import { pageOf } from './pages.ts';

const { baselines, skills } = KNOWLEDGE;
const items = baselines.flatMap((baseline) => baseline.items);

const S3 = baselines.filter(({ prefix }) => prefix === 'S3');
const why = (id: string, bodies: Readonly<Record<string, string>>): unknown => {
  const pages = Object.entries(bodies).map(([name, body]) => pageOf(name, { body }));
  const { page, why: lines } = explanationOf(id, S3, pages) ?? {};
  return [page, lines];
};

describe('explanationOf', () => {
  it('an id that no baseline has', () => {
    expect(explanationOf('S3-99', baselines, skills)).toBeUndefined();
    expect(explanationOf('S3-0', baselines, skills)).toBeUndefined();
    expect(explanationOf('__proto__', baselines, skills)).toBeUndefined();
  });

  it.each(items.map(({ id }) => id))('%s is explained by a page that is there', (id) => {
    const said = explanationOf(id, baselines, skills);
    const item = items.find((one) => one.id === id);
    const { title, severity, pillar, from, remediation, references } = item ?? {};
    expect(said).toMatchObject({ id, title, severity, pillar, from, remediation, references });
    expect(skills.map(({ name }) => name)).toContain(said?.page);
    expect(said?.why.length).toBeGreaterThan(0);
    expect(said?.why.filter((line) => line.trim() === '' || line.includes('\n'))).toEqual([]);
  });

  it('the line that names the item comes first, and a longer id is another item', () => {
    const bodies = {
      'aws/s3': '# S3\n\n- `S3-011` is none.\n- `S3-01` (Critical): one is enough.\n- Public.',
    };
    expect(why('S3-01', bodies)).toEqual(['aws/s3', ['`S3-01` (Critical): one is enough.']]);
  });

  it('then a line about its kind, and POLICY-S3-* is another kind', () => {
    const bodies = { 'aws/s3': '- `POLICY-S3-*` is not it.', 'core/policies': '- `S3-*` is.' };
    expect(why('S3-01', bodies)).toEqual(['core/policies', ['`S3-*` is.']]);
  });

  it('then the nearest line of its service, and a row of a table without its bars', () => {
    const bodies = { 'aws/s3': '| a | b |\n| --- | --- |\n| versioning | enabled status |' };
    expect(why('S3-06', bodies)).toEqual(['aws/s3', ['versioning: enabled status']]);
  });

  it('at last what its page is about', () => {
    expect(why('S3-01', { 'aws/s3': '# S3' })).toEqual(['aws/s3', ['About aws/s3.']]);
    expect(why('S3-01', {})).toEqual(['', ['All four public-access blocks are on']]);
  });
});
