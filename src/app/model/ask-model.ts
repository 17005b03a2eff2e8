import { cleanText } from '../../intake/clean-text.ts';
import { findSecret } from '../../intake/find-secrets.ts';
import type { IssueRef } from '../../task/issue.ts';
import { jsonObjectOf } from '../../task/json.ts';
import type { Fallback, ModelDatum, ModelRequest } from '../../task/model-message.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { jobOf } from '../issue-ref.ts';

/** A question, the issue it is about, and its name: the same name twice is one question. */
export interface Asking {
  readonly request: ModelRequest;
  readonly ref: IssueRef;
  readonly installationId: number;
  readonly id: string;
}

/** A datum longer than this is no explanation of anything. */
const LONGEST_DATUM = 60_000;
const LONGEST_LABEL = 60;
const MOST_DATA = 20;

/** Without what nobody can see, and bounded. */
const cleaned = ({ label, text }: ModelDatum): ModelDatum => ({
  label: label.slice(0, LONGEST_LABEL),
  text: cleanText(text).text.slice(0, LONGEST_DATUM),
});

/** What never leaves: a question with a secret in it is not asked. */
const whyNot = (data: readonly ModelDatum[]): Fallback | undefined =>
  data.some(({ text }) => findSecret(text) !== undefined) ? 'secret' : undefined;

/**
 * Asks the model worker. The answer, or why there is none, arrives as a job of its own. Texts are
 * cleaned and bounded here, and a question that holds what looks like a secret is never written
 * down: it falls back at once.
 */
export const askModel = async (
  deps: Pick<OrchestratorDeps, 'store' | 'queue' | 'model'>,
  { request, ref, installationId, id }: Asking,
): Promise<void> => {
  const data = request.data.slice(0, MOST_DATA).map(cleaned);
  const fallback = deps.model === undefined ? 'no-model' : whyNot(data);
  const asked = { ...request, data: fallback === undefined ? data : [] };
  const { owner, repo } = ref;
  const body = { request: asked, owner, repo, ...(fallback === undefined ? {} : { fallback }) };
  await deps.store.insertModelQuestion({
    requestId: id,
    ref,
    installationId,
    body: jsonObjectOf(body),
  });
  const job = { ...jobOf(ref, installationId), requestId: id };
  const queue = fallback === undefined ? 'ask-model' : 'model-answered';
  await deps.queue.send(queue, job, { id: `${queue}-${id}` });
};
