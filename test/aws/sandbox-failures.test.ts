import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/execute/outcome.ts';
import { approveDraft, draftOf, made, startJourney, type Meddle } from './sandbox-journey.ts';
import { awsError } from './scripted-aws.ts';

const draft = draftOf({
  Resources: {
    Reports: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acme-dev-use1-quarterly' } },
  },
});

interface Break {
  readonly operation: string;
  readonly error: Error;
  /** `after`: the call has its effect and the answer is lost. */
  readonly when: 'before' | 'after';
  readonly times: number;
}

const execute = async (broken: Break | undefined) => {
  let left = 0;
  const seen = new Set<string>();
  const meddle: Meddle = async (wire, ask) => {
    const operation = wire.commandName.replace(/Command$/, '');
    seen.add(operation);
    const isBroken = operation === broken?.operation && left > 0;
    if (!isBroken) return ask();
    left -= 1;
    if (broken.when === 'after') await ask();
    throw broken.error;
  };
  const journey = startJourney({}, meddle);
  const approved = approveDraft(draft, made(await journey.preview(draft)));
  seen.clear();
  left = broken?.times ?? 0;
  const outcome = await journey.execute(approved);
  const { stacks } = JSON.parse(JSON.stringify(await journey.world.snapshot()));
  return { outcome, seen: [...seen], stacks: JSON.stringify(stacks) };
};

const ERRORS = [
  awsError('AccessDenied', 403),
  awsError('Throttling', 400),
  Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
];

const HOW = [
  ['before', 1],
  ['before', 999],
  ['after', 1],
  ['after', 999],
] as const;

const ends = (outcome: Outcome): string =>
  outcome.kind === 'failed' ? `failed: ${outcome.failure.end}` : outcome.kind;

describe('law: with each call of an execution failing in turn there is a named outcome', () => {
  it('whatever fails, and what is said to be unchanged is', async () => {
    const { seen } = await execute(undefined);
    expect(seen).toContain('ExecuteChangeSet');
    const found = new Set<string>();
    for (const operation of seen) {
      for (const error of ERRORS) {
        for (const [when, times] of HOW) {
          const { outcome, stacks } = await execute({ operation, error, when, times });
          found.add(ends(outcome));
          const isMade = stacks.includes('CREATE_COMPLETE');
          const claim = [operation, error.name, when, times, ends(outcome)];
          if (outcome.kind === 'done') expect([claim, isMade]).toEqual([claim, true]);
          if (outcome.kind === 'refused') expect([claim, isMade]).toEqual([claim, false]);
          if (ends(outcome) === 'failed: unchanged') {
            expect([claim, isMade]).toEqual([claim, false]);
          }
        }
      }
    }
    expect([...found].toSorted()).toEqual([
      'done',
      'failed: unchanged',
      'failed: unknown',
      'refused',
    ]);
  });
});
