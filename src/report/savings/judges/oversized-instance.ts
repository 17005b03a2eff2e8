import { claim, type Judge } from '../claim.ts';
import { instanceWorth } from '../instance-worth.ts';
import type { ObservedInstance } from '../observed.ts';
import { loadOf } from '../load.ts';
import { FINE, unknown } from '../saving.ts';
import { daysBefore } from '../series.ts';
import { smallerType } from '../sizes.ts';
import { THRESHOLDS } from '../thresholds.ts';

/**
 * A running instance whose CPU was below 20 % on average of 7 days and reached 60 % on none of 14.
 * One size less is proposed and not more: CloudWatch does not see the memory that goes with it.
 */
export const judgeOversizedInstance: Judge<ObservedInstance> = (instance, at) => {
  const since = daysBefore(at.now, THRESHOLDS.oversized.days).from;
  if (instance.state !== 'running' || instance.runsSince > since) return FINE;
  const load = loadOf(instance);
  if (load.is === 'unclear') return unknown(load.because);
  if (load.is === 'fitting') return FINE;
  const smaller = smallerType(instance.instanceType);
  if (smaller.is === 'unknown') return unknown('no table of sizes is kept for its family');
  if (smaller.is === 'smallest') return FINE;
  return claim(instance, {
    kind: 'oversized-instance',
    evidence: [...load.evidence, { what: 'type', value: instance.instanceType }],
    worth: instanceWorth(instance, smaller.name, at),
    risk: {
      level: 'medium',
      because: 'it stops for the change, and its use of memory is not seen',
    },
    remedy: { do: 'resize-instance', to: smaller.name },
  });
};
