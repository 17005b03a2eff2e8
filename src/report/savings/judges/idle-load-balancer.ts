import { MONTH_HOURS } from '../../../plan/cost.ts';
import { claim, worthOf, type Judge } from '../claim.ts';
import { missingDays } from '../missing.ts';
import type { ObservedLoadBalancer } from '../observed.ts';
import { FINE, unknown, type Evidence } from '../saving.ts';
import { daysBefore, isEmpty, isWhole, present, type Series } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { dateWords } from '../words.ts';

const { days: DAYS } = THRESHOLDS.idleLoadBalancer;

interface Metrics {
  readonly pulse: Series;
  readonly targets: Series;
  readonly traffic: Series;
}

const metricsOf = ({ pulse, targets, traffic }: ObservedLoadBalancer): Metrics | undefined =>
  pulse === 'unread' || targets === 'unread' || traffic === 'unread'
    ? undefined
    : { pulse, targets, traffic };

const trafficWords = (kind: ObservedLoadBalancer['kind']): string =>
  kind === 'application' ? 'requests' : 'new flows';

/** Why it is idle, as evidence; a judgement when it is not, or nobody can tell. */
const idleness = (balancer: ObservedLoadBalancer, seen: Metrics): Evidence | 'busy' | 'unclear' => {
  const what = trafficWords(balancer.kind);
  const hadTargets = balancer.targetsNow > 0 || !isEmpty(seen.targets);
  const isSilent = present(seen.traffic).every((value) => value === 0);
  if (isSilent && isWhole(seen.traffic)) return { what, value: `0 on each of ${DAYS} days` };
  if (hadTargets) return isSilent ? 'unclear' : 'busy';
  // Without targets nothing counts as use: scanners open flows to whatever listens.
  return isWhole(seen.pulse) ? { what: 'targets', value: `none for ${DAYS} days` } : 'unclear';
};

/** A load balancer that had no targets, or took no request or flow, on any of 14 days. */
export const judgeIdleLoadBalancer: Judge<ObservedLoadBalancer> = (balancer, at) => {
  const { createdAt, kind, region } = balancer;
  if (balancer.state !== 'active' || createdAt > daysBefore(at.now, DAYS).from) return FINE;
  const metrics = metricsOf(balancer);
  if (metrics === undefined) return unknown(`CloudWatch did not tell its ${trafficWords(kind)}`);
  const found = idleness(balancer, metrics);
  if (found === 'busy') return FINE;
  if (found === 'unclear') return missingDays(metrics.traffic, trafficWords(kind));
  const quantities = [{ key: `elb:${kind}-hour`, amount: MONTH_HOURS }];
  return claim(balancer, {
    kind: 'idle-load-balancer',
    evidence: [
      found,
      { what: 'targets now', value: String(balancer.targetsNow) },
      { what: 'created', value: dateWords(createdAt) },
    ],
    worth: worthOf(quantities, 'hours only; capacity units are near nothing', { ...at, region }),
    risk: { level: 'medium', because: 'its DNS name does not come back; records may point to it' },
    remedy: { do: 'delete-load-balancer' },
  });
};
