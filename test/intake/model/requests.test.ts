import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { casesOf, SCRIPTED } from '../../eval/model-run.ts';
import { isExact, type CaseFile } from '../../eval/score.ts';
import { isForModel, isShownWrong, outcomeOf, wrongWithoutPerson } from '../../eval/with-model.ts';

const { cases, accounts } = casesOf(SCRIPTED);

describe('requests in words that the rules do not know', () => {
  it.each(cases)('$id comes to what its label says', (one) => {
    expect(isForModel(one, accounts)).toBe(true);
    const outcome = outcomeOf(one, accounts, one.answer);
    expect({ exact: isExact(outcome.got, one.expect), got: outcome.got }).toMatchObject({
      exact: true,
    });
    expect(wrongWithoutPerson(outcome)).toBe(0);
    if (one.group !== 'hostile') expect(isShownWrong(outcome)).toBe(false);
  });
});

const read = (name: string): CaseFile =>
  JSON.parse(
    readFileSync(new URL(`../../cases/${name}.json`, import.meta.url), 'utf8'),
  ) as CaseFile;

const ALL = [
  'requests',
  'more-requests',
  'late-requests',
  'last-requests',
  'fresh-requests',
  'plain-requests',
  'pattern-requests',
  'savings-requests',
  'standing-requests',
].flatMap((name) => read(name).requests);

describe('A33 A37 every labelled request', () => {
  it('changes nothing without a person, whatever a model answers about it', () => {
    const answers = fc.oneof(
      fc.constantFrom(...cases.map(({ answer }) => answer)),
      fc.jsonValue({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...ALL), answers, (one, answer) => {
        const outcome = outcomeOf(one, accounts, answer);
        const alone = outcomeOf(one, accounts, null);
        expect(wrongWithoutPerson(outcome)).toBe(0);
        if (!isForModel(one, accounts)) expect(outcome).toEqual(alone);
      }),
      { numRuns: 300 },
    );
  });
});
