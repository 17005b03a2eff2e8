import { afterAll, describe, expect, it } from 'vitest';
import type { OrchestratorDeps } from '../../src/app/deps.ts';
import { onIssue } from '../../src/app/on-issue.ts';
import type { IssueState } from '../../src/store/store.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import type { PlanId } from '../../src/task/ids.ts';
import { openTestStore } from '../fakes/test-store.ts';

const open: OpenedStore[] = [];
afterAll(async () => {
  for (const one of open) await one.close();
});

const AUTHOR = { id: 1, login: 'requester', type: 'User' };
const ref = { repositoryId: 7, owner: 'acme', repo: 'platform', number: 3 };

const payload = (action: string, sender = AUTHOR): unknown => ({
  action,
  sender,
  installation: { id: 77 },
  repository: { id: 7, name: 'platform', owner: { login: 'acme' } },
  issue: { number: 3, user: AUTHOR, labels: [{ name: 'aws-task' }] },
  label: { name: 'aws-task' },
});

/**
 * An intake that starts its plan between the reading and the writing of an event. What is overtaken
 * is run again, as the queue does it.
 */
const interleaved = async (event: unknown): Promise<IssueState | undefined> => {
  const opened = await openTestStore();
  open.push(opened);
  const { store, queue } = opened;
  const parts: Pick<OrchestratorDeps, 'store' | 'queue'> = { store, queue };
  const deps = parts as OrchestratorDeps;
  await onIssue(deps, payload('opened'));
  const readIssue: typeof store.readIssue = async (asked) => {
    const known = await store.readIssue(asked);
    if (known !== undefined) await store.saveIssue({ ...known, planId: 'the-plan' as PlanId });
    return known;
  };
  await onIssue({ ...deps, store: { ...store, readIssue } }, event).catch(async (error: Error) => {
    expect(error.message).toContain('written meanwhile');
    await onIssue(deps, event);
  });
  return store.readIssue(ref);
};

describe('onIssue', () => {
  it.each(['opened', 'labeled'])(
    'loses no plan that is started while %s by the author arrives',
    async (action) => {
      expect((await interleaved(payload(action)))?.planId).toBe('the-plan');
    },
  );

  it('notes who labelled it when that is somebody else, and loses no plan either', async () => {
    const other = { id: 2, login: 'triager', type: 'User' };
    const state = await interleaved(payload('labeled', other));
    expect(state?.labeller?.login).toBe('triager');
    expect(state?.planId).toBe('the-plan');
  });
});
