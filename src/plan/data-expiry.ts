import { isJsonObject, type Json } from '../task/json.ts';
import type { PlannedChange } from './change.ts';

/** Settings by which AWS deletes data by itself, by type; a smaller number deletes more. */
const EXPIRING: Readonly<Record<string, readonly string[]>> = {
  'AWS::S3::Bucket': ['LifecycleConfiguration'],
  'AWS::Logs::LogGroup': ['RetentionInDays'],
  'AWS::SQS::Queue': ['MessageRetentionPeriod'],
  'AWS::DynamoDB::Table': ['TimeToLiveSpecification'],
};

/** Members that say after how long; others, such as unfinished uploads, hold no data of people. */
const TERMS = new Set([
  'ExpirationInDays',
  'NoncurrentDays',
  'NewerNoncurrentVersions',
  'RetentionInDays',
  'MessageRetentionPeriod',
]);

/** What holds where nothing is set, in the unit of the member; other types then keep for ever. */
const DEFAULT_TERMS: Readonly<Record<string, number>> = { MessageRetentionPeriod: 345_600 };

/** Members that delete at once or by what an item itself says. */
const AT_ONCE = /^(ExpirationDate|ExpiredObjectDeleteMarker|Enabled)$/;

/** Every term in a value, in days, seconds or versions: only compared with its like. */
const termsOf = (value: Json | undefined, key = ''): readonly number[] => {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((one) => termsOf(one, key));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([name, member]) => termsOf(member, name));
  }
  if (TERMS.has(key) && Number.isFinite(Number(value))) return [Number(value)];
  return AT_ONCE.test(key) && value !== false && value !== 'false' ? [0] : [];
};

/**
 * True when a change makes AWS delete data sooner, or delete what it kept: a shorter retention, a
 * first or a further expiration. Longer terms are no loss. Nothing that is created loses anything.
 */
export const expiresSooner = (
  change: Pick<PlannedChange, 'action' | 'type' | 'properties'>,
): boolean => {
  if (change.action !== 'change') return false;
  const names = EXPIRING[change.type] ?? [];
  return change.properties.some(({ path, before, after }) => {
    const parts = path.replace(/^\/?(Properties\/)?/, '').split('/');
    if (!names.includes(parts[0] ?? '')) return false;
    const key = parts.at(-1) ?? '';
    const usual = DEFAULT_TERMS[key];
    const [was, is] = [termsOf(before ?? usual, key), termsOf(after ?? usual, key)];
    return is.length > was.length || Math.min(...is) < Math.min(...was);
  });
};
