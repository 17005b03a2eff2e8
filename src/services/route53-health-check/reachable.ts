import type { Refusal } from '../../task/refusal.ts';

/** `203.0.113.7`, or the hexadecimal form of the sixth version. */
export const isAddress = (target: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(target) || target.includes(':');

/** First part, and bounds of the second, of what no address on the internet begins with. */
const HIDDEN: readonly (readonly [number, number, number])[] = [
  [0, 0, 255],
  [10, 0, 255],
  [100, 64, 127],
  [127, 0, 255],
  [169, 254, 254],
  [172, 16, 31],
  [192, 168, 168],
  [198, 18, 19],
];

const isHiddenAddress = (target: string): boolean => {
  if (target.includes(':')) return /^(::1?$|f[cd]|fe[89ab]|ff)/i.test(target);
  const [first = 0, second = 0] = target.split('.').map(Number);
  if (first >= 224) return true;
  return HIDDEN.some(([start, from, to]) => first === start && second >= from && second <= to);
};

/** Names that no public server of DNS answers, and those of load balancers inside a VPC. */
const HIDDEN_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa)$/i;
const INNER_BALANCER = /^internal-[^.]+\.([a-z0-9-]+\.)?elb\.([a-z0-9-]+\.)?amazonaws\.com$/i;

const isHiddenName = (target: string): boolean =>
  HIDDEN_NAME.test(target) || INNER_BALANCER.test(target);

const isMalformed = (target: string): boolean =>
  /^[\d.]+$/.test(target) && target.split('.').some((part) => Number(part) > 255);

/** Why the checkers of Route 53, which stand on the internet, can not reach a target. */
export const reachRefusal = (target: string): Refusal | undefined => {
  if (isMalformed(target))
    return {
      code: 'malformed-value',
      because: `\`${target}\` is no address: each of its parts is at most 255.`,
      next: 'Mend it in the issue.',
    };
  const isHidden = isAddress(target) ? isHiddenAddress(target) : isHiddenName(target);
  if (!isHidden) return undefined;
  return {
    code: 'contradictory',
    because:
      `\`${target}\` is inside a private network, and the checkers of Route 53 ask from the ` +
      'internet: the check would fail for ever.',
    next:
      'Name a public domain or address, or ask for a CloudWatch alarm on what is inside; then ' +
      'edit the issue.',
  };
};
