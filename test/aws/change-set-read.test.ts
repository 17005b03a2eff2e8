import { describe, expect, it } from 'vitest';
import type { AccountSession } from '../../src/aws/account-session.ts';
import { readChangeSetWhole } from '../../src/aws/change-set-read.ts';
import type { Call } from '../../src/aws/calls.ts';
import type { Answer } from '../../src/aws/transport.ts';
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
const serverOf = (given: {
  readonly isAws: boolean;
  readonly ignoresChangeSets: boolean;
  readonly shows?: object;
}) => {
  const asked: unknown[] = [];
  const send = async ({ operation, input }: Call): Promise<Answer> => {
    if (operation === 'DescribeChangeSet') return ok({ ...found, ...given.shows });
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
    [
      'a stand-in that ignores the change set shows nothing of it',
      false,
      true,
      ['template', 'tags', 'capabilities'],
    ],
  ] as const)('A49 %s', async (_name, isAws, ignoresChangeSets, unshown) => {
    const { session, asked } = serverOf({ isAws, ignoresChangeSets });
    const read = await readChangeSetWhole(session, handle);
    expect(read?.unshown).toEqual(unshown);
    expect(asked.includes('cw-of-nobody')).toBe(!isAws);
  });

  it.each([
    ['tags', { Tags: [{ Key: 'a', Value: 'b' }] }, ['template', 'capabilities']],
    ['capabilities', { Capabilities: ['CAPABILITY_IAM'] }, ['template', 'tags']],
  ])('A49 a stand-in that shows %s is held to them', async (_name, shows, unshown) => {
    const { session } = serverOf({ isAws: false, ignoresChangeSets: true, shows });
    expect((await readChangeSetWhole(session, handle))?.unshown).toEqual(unshown);
  });
});

/** AWS with one change set whose pages answer as given. */
const answering = (...pages: readonly Answer[]): AccountSession => {
  const rest = [...pages];
  const send = async ({ operation }: Call): Promise<Answer> =>
    operation === 'DescribeChangeSet'
      ? (rest.shift() ?? ok(found))
      : ok({ TemplateBody: '{"Resources":{}}' });
  return { accountId: DEV, isAws: true, send };
};

const gone: Answer = {
  ok: false,
  code: 'ChangeSetNotFound',
  httpStatus: 404,
  message: 'ChangeSet does not exist',
};

const readOf = (more: object) => readChangeSetWhole(answering(ok({ ...found, ...more })), handle);

describe('what is read of a change set', () => {
  it('a value that AWS looked up is kept with the name it was looked up under', async () => {
    const image = { ParameterKey: 'Image', ParameterValue: '/a/b', ResolvedValue: 'ami-1' };
    const read = await readOf({ Parameters: [image, { ParameterKey: 'A', ParameterValue: '1' }] });
    expect(read?.preview.resolvedParameters).toEqual({ Image: 'ami-1', A: '1' });
    expect(read?.preview.lookedUp).toEqual({ Image: '/a/b' });
    expect((await readOf({}))?.preview).not.toHaveProperty('lookedUp');
  });

  it.each([
    ['a member of it', { Express: true }],
    ['a member of a parameter', { Parameters: [{ ParameterKey: 'A', Secret: 'x' }] }],
    ['a value of before', { Parameters: [{ ParameterKey: 'A', UsePreviousValue: true }] }],
    ['a member of a tag', { Tags: [{ Key: 'a', Value: 'b', Scope: 'x' }] }],
    ['a member of its deployment', { DeploymentConfig: { Mode: 'STANDARD', Speed: 9 } }],
  ])('A49 %s that nobody knows is not accepted', async (_, more) => {
    await expect(readOf(more)).rejects.toMatchObject({ kind: 'malformed-answer' });
  });

  it('A49 one that is gone is none, and one that goes between two pages is no shorter one', async () => {
    expect(await readChangeSetWhole(answering(gone), handle)).toBeUndefined();
    const half = answering(ok({ ...found, Changes: [{}], NextToken: 'next' }), gone);
    await expect(readChangeSetWhole(half, handle)).rejects.toMatchObject({ kind: 'denied' });
  });
});
