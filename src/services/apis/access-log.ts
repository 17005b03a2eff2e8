import { isJsonObject, type Json } from '../../task/json.ts';
import { textIn } from '../compare.ts';

/** A month of access logs, as the baseline asks. */
export const ACCESS_LOG_DAYS = 30;

/** Who asked for what, when, and what came of it; nothing of what was sent. */
export const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  bytes: '$context.responseLength',
  error: '$context.error.message',
});

/** The tags of a stage, which are a map or a list, for the log group beside it. */
export const logTags = (tags: Json | undefined): Readonly<Record<string, string>> => {
  const rows: readonly (readonly [string, Json])[] = Array.isArray(tags)
    ? (tags as readonly Json[])
        .filter(isJsonObject)
        .map((tag) => [textIn(tag['Key'] ?? ''), tag['Value'] ?? ''])
    : Object.entries(isJsonObject(tags) ? tags : {});
  return Object.fromEntries(
    rows.map(([name, value]) => {
      const text = textIn(value);
      return [name, name === 'Name' ? `${text.replace(/-stage$/, '')}-access-log` : text];
    }),
  );
};
