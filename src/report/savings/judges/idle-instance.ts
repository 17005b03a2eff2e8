import { claim, type Judge } from '../claim.ts';
import { instanceWorth } from '../instance-worth.ts';
import { missingDays } from '../missing.ts';
import type { ObservedInstance } from '../observed.ts';
import { FINE, unknown, type Evidence } from '../saving.ts';
import { daysBefore, isWhole, mean, present, type Series } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { byteWords, dateWords, percentWords } from '../words.ts';

const { days: DAYS, cpuPercent: CPU, networkBytesDaily: BYTES } = THRESHOLDS.idleInstance;

const evidenceOf = (instance: ObservedInstance, cpu: Series, network: Series): Evidence[] => [
  { what: 'CPU', value: `${percentWords(mean(present(cpu)))} on average of ${DAYS} days` },
  { what: 'network', value: `${byteWords(Math.max(...present(network)))} on the busiest day` },
  { what: 'type', value: instance.instanceType },
  { what: 'running since', value: dateWords(instance.runsSince) },
];

/**
 * A running instance below 2 % of CPU and 1 MB of network on each of 14 days. One busy day is
 * enough not to be idle; a day without data is no idle day.
 */
export const judgeIdleInstance: Judge<ObservedInstance> = (instance, at) => {
  const { cpuAverage, networkBytes } = instance;
  const isWaiting = instance.state !== 'running';
  if (isWaiting || instance.runsSince > daysBefore(at.now, DAYS).from) return FINE;
  if (cpuAverage === 'unread' || networkBytes === 'unread')
    return unknown('CloudWatch did not tell its CPU and network');
  const isBusy =
    present(cpuAverage).some((percent) => percent >= CPU) ||
    present(networkBytes).some((bytes) => bytes >= BYTES);
  if (isBusy) return FINE;
  const short = [cpuAverage, networkBytes].find((series) => !isWhole(series));
  if (short !== undefined) return missingDays(short, 'CPU and network');
  return claim(instance, {
    kind: 'idle-instance',
    evidence: evidenceOf(instance, cpuAverage, networkBytes),
    worth: instanceWorth(instance, undefined, at),
    risk: { level: 'medium', because: 'it can be started again; what it served stops' },
    remedy: { do: 'stop-instance' },
  });
};
