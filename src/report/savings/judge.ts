import type { Standpoint } from './claim.ts';
import { judgeIdleInstance } from './judges/idle-instance.ts';
import { judgeIdleLoadBalancer } from './judges/idle-load-balancer.ts';
import { judgeIdleNatGateway } from './judges/idle-nat-gateway.ts';
import { judgeOldSnapshot } from './judges/old-snapshot.ts';
import { judgeOversizedDatabase } from './judges/oversized-database.ts';
import { judgeOversizedInstance } from './judges/oversized-instance.ts';
import { judgeUnassociatedAddress } from './judges/unassociated-address.ts';
import { judgeUnattachedVolume } from './judges/unattached-volume.ts';
import { judgeUnlimitedLogs } from './judges/unlimited-logs.ts';
import { judgeUntieredBucket } from './judges/untiered-bucket.ts';
import { judgeUnusedBucket } from './judges/unused-bucket.ts';
import type { Observed } from './observed.ts';
import { FINE, unknown, type Judgement } from './saving.ts';

const isFinding = ({ verdict }: Judgement): boolean => verdict === 'waste' || verdict === 'kept';

/** The first finding counts; without one, the first thing that could not be judged. */
const first = (...judgements: readonly Judgement[]): Judgement =>
  judgements.find(isFinding) ?? judgements.find(({ verdict }) => verdict === 'unknown') ?? FINE;

/** Judges one resource by every rule of its kind: one finding at most, the larger one first. */
export const judge = (seen: Observed, at: Standpoint): Judgement => {
  switch (seen.of) {
    case 'instance':
      return first(judgeIdleInstance(seen, at), judgeOversizedInstance(seen, at));
    case 'database':
      return judgeOversizedDatabase(seen, at);
    case 'volume':
      return judgeUnattachedVolume(seen, at);
    case 'address':
      return judgeUnassociatedAddress(seen, at);
    case 'nat-gateway':
      return judgeIdleNatGateway(seen, at);
    case 'load-balancer':
      return judgeIdleLoadBalancer(seen, at);
    case 'snapshot':
      return judgeOldSnapshot(seen, at);
    case 'bucket':
      return first(judgeUnusedBucket(seen, at), judgeUntieredBucket(seen, at));
    case 'log-group':
      return judgeUnlimitedLogs(seen, at);
    case 'denied':
      return unknown(seen.because);
  }
};
