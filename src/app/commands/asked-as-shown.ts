import { ensureComment, planTopic } from '../replies.ts';
import type { CommandCall } from './command-call.ts';

const plain = (body: string): string => body.replaceAll(/\r\n?/g, '\n').trim();

/**
 * True where the comment that asks for a confirmation reads now as this application wrote it, with
 * this digest. Whoever may write can edit it; one that was is put right again.
 */
export const isAskedAsShown = async (call: CommandCall, digest: string): Promise<boolean> => {
  const { deps, github, ref, installationId, state } = call;
  const topic = planTopic(state);
  const wish = await deps.store.readReply(ref, topic);
  if (wish?.commentId === undefined) return false;
  const comment = await github.readComment(ref, wish.commentId);
  const isNamed = wish.wanted.includes(`/confirm ${digest.slice(0, 12)}`);
  const isSame = comment !== undefined && plain(comment.body) === plain(wish.wanted);
  if (isNamed && isSame) return true;
  await ensureComment(deps, { ref, installationId, topic, body: wish.wanted });
  return false;
};
