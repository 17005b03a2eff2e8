import { claim, worthOf, type Judge } from '../claim.ts';
import type { ObservedLogGroup } from '../observed.ts';
import { FINE } from '../saving.ts';
import { ageDays } from '../series.ts';
import { RETENTION_DAYS } from '../thresholds.ts';
import { byteWords, dateWords, gigabytesOf } from '../words.ts';

/** Days that a group's logs are worth keeping, by its name. */
export const retentionFor = (name: string): number =>
  RETENTION_DAYS.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 0;

/** A log group that keeps everything for ever. Priced as if its logs had come in evenly. */
export const judgeUnlimitedLogs: Judge<ObservedLogGroup> = (group, at) => {
  if (group.retentionDays !== undefined || group.isDelivery) return FINE;
  const age = ageDays(group.createdAt, at.now);
  const days = retentionFor(group.resourceId);
  const share = age > days ? (age - days) / age : 0;
  const amount = gigabytesOf(group.storedBytes) * share;
  const place = { ...at, region: group.region };
  return claim(group, {
    kind: 'unlimited-logs',
    evidence: [
      { what: 'retention', value: 'none' },
      { what: 'stored', value: byteWords(group.storedBytes) },
      { what: 'created', value: dateWords(group.createdAt) },
    ],
    worth: worthOf(
      [{ key: 'logs:stored-gb-month', amount }],
      `${days} days are kept, and the logs came in evenly`,
      place,
    ),
    risk: { level: 'medium', because: `logs older than ${days} days are deleted for good` },
    remedy: { do: 'set-retention', days },
  });
};
