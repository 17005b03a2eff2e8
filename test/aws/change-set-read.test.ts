import { describe, expect, it } from 'vitest';
import type { AccountSession } from '../../src/aws/account-session.ts';
import { readChangeSetWhole } from '../../src/aws/change-set-read.ts';
import type { Answer, Call } from '../../src/aws/transport.ts';
import { CHANGE_SET, DEV, handle, STACK, STACK_ID } from '../execute/fixtures.ts';

const found = {
  ChangeSetName: 'cw-p1',
  ChangeSetId: CHANGE_SET,
  StackId: STACK_ID,
  StackName: STACK,
  Status: 'CREATE_COMPLETE',
  ExecutionStatus: 'AVAILABLE',
};

const ok = (output: unknown): Answer => ({ ok: true, output, requestId: 'r' });

/** A server whose templates all look alike; whether it knows its change sets is the question. */
const serverOf = (given: { readonly isAws: boolean; readonly ignoresChangeSets: boolean }) => {
  const asked: unknown[] = [];
  const send = async ({ operation, input }: Call): Promise<Answer> => {
    if (operation === 'DescribeChangeSet') return ok(found);
    asked.push(input['ChangeSetName']);
    const isKnown = given.ignoresChangeSets || input['ChangeSetName'] === CHANGE_SET;
    if (isKnown) return ok({ TemplateBody: '{"Resources":{}}' });
    return { ok: false, code: 'ChangeSetNotFound', httpStatus: 404, message: 'does not exist' };
  };
  const session: AccountSession = { accountId: DEV, isAws: given.isAws, send };
  return { session, asked };
};

describe('what a server does not show of a change set', () => {
  it.each([
    ['AWS shows all, and is asked nothing else', true, false, []],
    ['AWS is believed to show all, whatever it answers', true, true, []],
    ['AWS behind a name of its own is found out, and shows all', false, false, []],
    ['a stand-in that ignores the change set shows neither', false, true, ['template', 'tags']],
  ] as const)('A49 %s', async (_name, isAws, ignoresChangeSets, unshown) => {
    const { session, asked } = serverOf({ isAws, ignoresChangeSets });
    const read = await readChangeSetWhole(session, handle);
    expect(read?.unshown).toEqual(unshown);
    expect(asked.includes('cw-of-nobody')).toBe(!isAws);
  });
});
