import { claim, worthOf, type Judge, type Standpoint } from '../claim.ts';
import type { ObservedSnapshot } from '../observed.ts';
import { FINE, type Worth } from '../saving.ts';
import { ageDays } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { byteWords, dateWords, dayWords, gigabytesOf } from '../words.ts';

/** Blocks are shared by the snapshots of one volume: what deleting one frees, AWS does not tell. */
const snapshotWorth = (snapshot: ObservedSnapshot, at: Standpoint): Worth => {
  const { fullBytes, siblings, isArchived, region } = snapshot;
  if (siblings > 0)
    return { unpriced: `it shares blocks with ${siblings} other snapshots of its volume` };
  if (fullBytes === undefined) return { unpriced: 'AWS does not tell how much it holds' };
  const key = isArchived ? 'ebs:snapshot-archive-gb-month' : 'ebs:snapshot-gb-month';
  return worthOf([{ key, amount: gigabytesOf(fullBytes) }], '', { ...at, region });
};

/** A snapshot over 90 days old that neither an image nor a backup plan uses. */
export const judgeOldSnapshot: Judge<ObservedSnapshot> = (snapshot, at) => {
  const age = ageDays(snapshot.startedAt, at.now);
  const isUsed = snapshot.imageId !== '' || snapshot.backup !== '';
  if (snapshot.state !== 'completed' || isUsed || !(age > THRESHOLDS.oldSnapshot.days)) return FINE;
  const { fullBytes, volumeId } = snapshot;
  return claim(snapshot, {
    kind: 'old-snapshot',
    evidence: [
      { what: 'age', value: `${dayWords(age)}, since ${dateWords(snapshot.startedAt)}` },
      { what: 'used by', value: 'no image of the account, no backup plan' },
      { what: 'volume', value: volumeId },
      ...(fullBytes === undefined ? [] : [{ what: 'size', value: byteWords(fullBytes) }]),
    ],
    worth: snapshotWorth(snapshot, at),
    risk: { level: 'medium', because: 'what is only in it is lost' },
    remedy: { do: 'delete-snapshot' },
  });
};
