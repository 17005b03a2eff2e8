import { describe, expect, it } from 'vitest';
import { onLeftover } from '../../src/app/on-leftover.ts';
import type { ReaderAws } from '../../src/app/reader-deps.ts';
import type { ReadAnswer, ReadCall } from '../../src/services/aws-reader.ts';
import { Fault } from '../../src/task/fault.ts';
import { accepted, refused } from '../../src/task/refusal.ts';
import { handle } from '../execute/fixtures.ts';

const { planId, stackName, accountId, region, stackId } = handle;
const JOB = { planId, stackName, newest: 'p1-newest' };

const standing = (StackStatus: string): ReadAnswer => ({
  ok: true,
  output: { Stacks: [{ StackStatus }] },
});

const no = (code: string, message = code): ReadAnswer => ({
  ok: false,
  code,
  httpStatus: code === 'AccessDenied' ? 403 : 400,
  message,
});

type Open = ReaderAws['openOwnReader'];

const answering =
  (answer: () => ReadAnswer, asked: ReadCall[] = []): Open =>
  async () =>
    accepted({
      accountId,
      read: async (call) => {
        asked.push(call);
        return answer();
      },
    });

/** What the deployer is sent, and so how often it opens a session. */
const sentBy = async (openOwnReader: Open, job: Readonly<Record<string, string>> = JOB) => {
  const sent: unknown[] = [];
  await onLeftover(
    {
      aws: { openOwnReader },
      store: {
        readWork: async () => ({
          input: {},
          output: { value: { handles: [{ ...handle }] } },
        }),
      },
      queue: { send: async (...one) => void sent.push(one) },
    },
    job,
  );
  return sent;
};

const REMOVAL = [
  'remove-empty',
  { planId, stackName },
  { id: `remove-${planId}-${stackName}-for-p1-newest` },
];

describe('what an earlier plan left', () => {
  it.each([
    ['nothing of that name', no('ValidationError', `Stack with id ${stackId} does not exist`)],
    ['a stack that is gone', standing('DELETE_COMPLETE')],
    ['a stack that goes', standing('DELETE_IN_PROGRESS')],
    ['a stack that was made', standing('CREATE_COMPLETE')],
    ['a stack that took something in', standing('IMPORT_COMPLETE')],
    ['an answer without a stack', { ok: true, output: { Stacks: [] } } as const],
  ])('%s: no session that removes is opened', async (_, answer) => {
    const asked: ReadCall[] = [];
    expect(await sentBy(answering(() => answer, asked))).toEqual([]);
    const input = { StackName: stackId };
    expect(asked).toEqual([
      { client: 'CloudFormation', operation: 'DescribeStacks', region, input },
    ]);
  });

  it.each([
    ['the stack of a preview', answering(() => standing('REVIEW_IN_PROGRESS'))],
    ['the shell of a failed import', answering(() => standing('IMPORT_ROLLBACK_COMPLETE'))],
    ['a denied look', answering(() => no('AccessDenied'))],
    ['an answer that is no answer', answering(() => ({ ok: true, output: {} }))],
    [
      'a look that breaks',
      answering(() => {
        throw new Fault('throttled', 'x');
      }),
    ],
    [
      'a reader that does not open',
      async () => refused({ code: 'role-missing', because: '', next: '' }),
    ],
  ] as readonly (readonly [string, Open])[])('%s: the deployer looks', async (_, open) => {
    expect(await sentBy(open)).toEqual([REMOVAL]);
  });

  it('a stack that the plan does not name is not even looked for', async () => {
    const open = async (): Promise<never> => expect.unreachable();
    expect(await sentBy(open, { ...JOB, stackName: 'aws-coworker-1-another' })).toEqual([]);
  });

  it('a break of our own is thrown', async () => {
    const open = async (): Promise<never> => {
      throw new TypeError('x');
    };
    await expect(sentBy(open)).rejects.toThrow(TypeError);
    await expect(sentBy(open, { ...JOB, planId: '' })).rejects.toThrow(Fault);
  });
});
