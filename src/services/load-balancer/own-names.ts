import type { NeedInput } from '../service.ts';

/** `arn:aws:elasticloadbalancing:<region>:<account>:<rest>`. */
export const elbArn = (input: NeedInput, rest: string): string =>
  `arn:aws:elasticloadbalancing:${input.region}:${input.account.id}:${rest}`;

/** How names begin that CloudFormation makes: of 32 characters, few are the stack's. */
const generated = (input: NeedInput): string => `${input.stackName.slice(0, 5)}*`;

/** The present ARN, and the pattern of what a create will be called. */
export const arnsByName =
  (kind: (input: NeedInput) => string) =>
  (input: NeedInput): readonly string[] => {
    const given = input.properties['Name'];
    const name = typeof given === 'string' ? given : generated(input);
    const present = input.physicalId?.startsWith('arn:') === true ? [input.physicalId] : [];
    const isMade = present.length > 0 && input.action !== 'replace' && input.action !== 'create';
    return isMade ? present : [...present, elbArn(input, `${kind(input)}/${name}/*`)];
  };

/** The name of the load balancer that a listener stands on, from its ARN or its own name. */
export const balancerNameOf = (input: NeedInput): string => {
  const given = input.properties['LoadBalancerArn'];
  if (typeof given !== 'string') return generated(input);
  return given.startsWith('arn:') ? (given.split('/').at(-2) ?? '') : given;
};
