import type { PolicyDocument, PolicyStatement } from './policy.ts';

/**
 * AWS asks about tags of listeners and target groups by their own ARNs. The simulator's data, which
 * keeps two generations of the service under one name, knows tags of load balancers alone: so such
 * a request is asked about a load balancer of a name that no other ARN matches, and a policy that
 * names the one names the other as well.
 */
const OTHERS = /^(arn:aws:elasticloadbalancing:[^:]*:[^:]*:)((?:listener|targetgroup)\/.*)$/;
const TAGGING = /^elasticloadbalancing:(Add|Remove)Tags$/;

const twinOf = (arn: string): string =>
  arn.replace(
    OTHERS,
    (_all, start: string, end: string) => `${start}loadbalancer/${end.replaceAll('/', '~')}`,
  );

/** The ARN about which the simulator is asked. */
export const askedArn = (action: string, arn: string): string =>
  TAGGING.test(action) ? twinOf(arn) : arn;

const withTwin = (statement: PolicyStatement): PolicyStatement => {
  const named = [statement.Resource ?? []].flat();
  const twins = named.map(twinOf).filter((arn) => !named.includes(arn));
  return twins.length === 0 ? statement : { ...statement, Resource: [...named, ...twins] };
};

/** A policy that says of each twin what it says of the thing itself. */
export const withTwins = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  Statement: [document.Statement].flat().map(withTwin),
});
