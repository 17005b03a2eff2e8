import { isJsonObject, type JsonObject } from '../task/json.ts';

const member = (value: unknown, ...path: readonly string[]): string => {
  let found: unknown = value;
  for (const name of path) {
    found = isJsonObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
};

const identity = (payload: JsonObject, name: string): string =>
  member(payload, name, 'node_id') || member(payload, name, 'id');

/** The part of each event that was acted on. What is not here is known by its whole body. */
const SUBJECTS: Readonly<Record<string, string>> = {
  issue_comment: 'comment',
  issues: 'issue',
  pull_request: 'pull_request',
  workflow_run: 'workflow_run',
};

/**
 * What a delivery means, whatever its guid: event, action, node id and GitHub's time of it. A
 * replay under a new guid has the same key. Edits carry the hash of the body too, because two of
 * them can fall in one second; labels carry the label for the same reason.
 */
export const semanticKeyOf = (
  name: { readonly event: string; readonly action: string },
  payload: JsonObject,
  bodyHash: string,
): string => {
  const what = `${name.event}.${name.action}`;
  const subject = SUBJECTS[name.event];
  const id = subject === undefined ? '' : identity(payload, subject);
  const at = subject === undefined ? '' : member(payload, subject, 'updated_at');
  if (id === '' || at === '') return `${what}:${bodyHash}`;
  if (name.action === 'edited' || name.action === 'synchronize') return `${what}:${id}:${bodyHash}`;
  const label = identity(payload, 'label');
  return [what, id, at, ...(label === '' ? [] : [label])].join(':');
};
