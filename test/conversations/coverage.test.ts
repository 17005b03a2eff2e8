import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../src/task/refusal.ts';
import { CLAUSES } from './clauses.ts';
import { ROOT } from './run-stories.ts';
import { listStories, readStory } from './story.ts';

const stories = listStories(ROOT).map((name) => readStory(ROOT, name));
const shown = new Set(stories.flatMap(({ clauses }) => clauses));
const refused = new Set(stories.flatMap(({ refusals }) => refusals));

/** That a story really shows what it names is held where it is told. */
describe('what stories show', () => {
  it('every clause has a story', () => {
    expect(Object.keys(CLAUSES).filter((clause) => !shown.has(clause))).toEqual([]);
  });

  it('every refusal code has a story', () => {
    expect(Object.keys(REFUSALS).filter((code) => !refused.has(code))).toEqual([]);
  });

  it('no story is without a clause, and none names what does not exist', () => {
    const empty = stories.filter(({ clauses }) => clauses.length === 0).map(({ name }) => name);
    const unknown = [
      ...[...shown].filter((clause) => CLAUSES[clause] === undefined),
      ...[...refused].filter((code) => !Object.hasOwn(REFUSALS, code)),
    ];
    expect([...empty, ...unknown]).toEqual([]);
  });

  it('there are at least 40 stories', () => {
    expect(stories.length).toBeGreaterThanOrEqual(40);
  });
});
