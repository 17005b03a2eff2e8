import { jobOf } from '../issue-ref.ts';
import type { Follower } from './followers.ts';
import { keepHeard } from './heard.ts';

/**
 * Goes on reading an issue that a model was asked about: what it said is kept, and the issue is
 * read again from GitHub, as it is by then. An answer about another text, a closed issue or one
 * that was asked about anew is dropped.
 */
export const followReadRequest: Follower = async (deps, { ref, installationId, id, answer }) => {
  const state = await deps.store.readIssue(ref);
  if (state?.questionId !== id || state.status !== 'Pending') return;
  if (state.requestHash !== '') {
    await keepHeard(deps.store, id, { requestHash: state.requestHash, answer });
    await deps.store.saveIssue({ ...state, requestHash: '' });
  }
  await deps.queue.send('intake', jobOf(ref, installationId));
};
