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

/**
 * The paths of API Gateway are all compared under one kind (`public-arn.ts`), which neither of
 * these two takes. A web ACL is set before a stage, whose path the data gives as one text of both
 * versions of API Gateway, which no stage has; WAF itself knows stages of REST APIs. So a request
 * of each is asked about the name that fits it, and policies name it as well.
 */
const PATH =
  /^(arn:aws:apigateway:[^:]*:[^:]*:)\/restapis\/a\/resources\/r\/methods\/m\/responses\/(.*)$/;

const bothStagesOf = (arn: string): string =>
  arn.replace(
    PATH,
    (_all, start: string, end: string) =>
      `${start}/apis/a/stages/s, arn:aws:apigateway:us-east-1::/restapis/r/stages/${end}`,
  );

const guardedOf = (arn: string): string =>
  arn.replace(PATH, (_all, start: string, end: string) => `${start}/restapis/r/stages/${end}`);

/** The ARN about which the simulator is asked. */
export const askedArn = (action: string, arn: string): string => {
  if (action === 'apigateway:SetWebACL') return bothStagesOf(arn);
  if (action.startsWith('wafv2:')) return guardedOf(arn);
  return TAGGING.test(action) ? twinOf(arn) : arn;
};

const withTwin = (statement: PolicyStatement): PolicyStatement => {
  const named = [statement.Resource ?? []].flat();
  const twins = named
    .flatMap((arn) => [twinOf(arn), bothStagesOf(arn), guardedOf(arn)])
    .filter((arn) => !named.includes(arn));
  return twins.length === 0 ? statement : { ...statement, Resource: [...named, ...twins] };
};

/** A policy that says of each twin what it says of the thing itself. */
export const withTwins = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  Statement: [document.Statement].flat().map(withTwin),
});
