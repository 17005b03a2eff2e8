import { MONTH_HOURS } from '../../../plan/cost.ts';
import { claim, worthOf, type Judge } from '../claim.ts';
import type { ObservedNatGateway } from '../observed.ts';
import { FINE, unknown } from '../saving.ts';
import { daysBefore, isWhole, present } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { missingDays } from '../missing.ts';
import { dateWords } from '../words.ts';

/** A NAT gateway through which no byte went on any of 14 days; CloudWatch writes the zeros too. */
export const judgeIdleNatGateway: Judge<ObservedNatGateway> = (gateway, at) => {
  const { days } = THRESHOLDS.idleNatGateway;
  const { bytes, createdAt } = gateway;
  if (gateway.state !== 'available' || createdAt > daysBefore(at.now, days).from) return FINE;
  if (bytes === 'unread') return unknown('CloudWatch did not tell its bytes');
  if (present(bytes).some((value) => value > 0)) return FINE;
  if (!isWhole(bytes)) return missingDays(bytes, 'bytes');
  const quantities = [{ key: 'ec2:nat-gateway-hour', amount: MONTH_HOURS }];
  return claim(gateway, {
    kind: 'idle-nat-gateway',
    evidence: [
      { what: 'bytes', value: `0 on each of ${days} days` },
      { what: 'created', value: dateWords(createdAt) },
    ],
    worth: worthOf(quantities, 'its address is charged until it is released', {
      ...at,
      region: gateway.region,
    }),
    risk: { level: 'medium', because: 'route tables may name it, for whatever starts next' },
    remedy: { do: 'delete-nat-gateway' },
  });
};
