import { isUnresolved, listOf, memberOf, textOf, valueAt, type Value } from '../template/value.ts';
import { allOf, fail, pass, unknown, type Judgement, type NamedJudge } from './judgement.ts';

const ACM_ARN = /^arn:aws[a-z-]*:acm:/;
const CERTIFICATE = 'AWS::CertificateManager::Certificate';

/** The certificate at the path is one that ACM holds and renews. */
export const acmCertificate: NamedJudge = (subject, options) => {
  const path = options.property ?? '';
  const value = valueAt(subject.properties, path);
  if (!isUnresolved(value)) {
    const isOfAcm = ACM_ARN.test(textOf(value) ?? '');
    return isOfAcm ? pass(`${path} is of ACM`) : fail(`${path} is not of ACM`);
  }
  const types = value.refs.map((id) => subject.model.resources.get(id)?.type);
  if (types.includes(CERTIFICATE) || ACM_ARN.test(value.pattern)) return pass(`${path} is of ACM`);
  return types.length > 0
    ? fail(`${path} is not of ACM`)
    : unknown(`${path} can not be resolved: ${value.why}`);
};

/** The newest policy that classic load balancers know by name. */
const CLASSIC_POLICIES = new Set(['ELBSecurityPolicy-TLS-1-2-2017-01']);

const isSecure = (policy: Value): boolean =>
  textOf(memberOf(policy, 'PolicyType')) === 'SSLNegotiationPolicyType' &&
  listOf(memberOf(policy, 'Attributes')).some(
    (one) =>
      textOf(memberOf(one, 'Name')) === 'Reference-Security-Policy' &&
      CLASSIC_POLICIES.has(textOf(memberOf(one, 'Value')) ?? ''),
  );

const isEncrypted = (listener: Value): boolean =>
  ['HTTPS', 'SSL'].includes(textOf(memberOf(listener, 'Protocol'))?.toUpperCase() ?? '');

const portOf = (listener: Value): string => textOf(memberOf(listener, 'LoadBalancerPort')) ?? '?';

const judgeListener = (listener: Value, secure: ReadonlySet<string>): Judgement => {
  if (isUnresolved(listener)) return unknown(`a listener can not be resolved: ${listener.why}`);
  const protocol = memberOf(listener, 'Protocol');
  if (isUnresolved(protocol)) return unknown(`Protocol can not be resolved: ${protocol.why}`);
  if (!isEncrypted(listener)) return pass('');
  const names = listOf(memberOf(listener, 'PolicyNames'));
  if (names.some((name) => secure.has(textOf(name) ?? ''))) return pass('');
  const open = names.find(isUnresolved);
  return open === undefined
    ? fail(`the listener of port ${portOf(listener)} has no TLS 1.2 policy`)
    : unknown(`PolicyNames can not be resolved: ${open.why}`);
};

/** Every encrypted listener of a classic load balancer names a policy that asks for TLS 1.2. */
export const classicTlsPolicy: NamedJudge = (subject) => {
  const secure = listOf(valueAt(subject.properties, 'Policies'))
    .filter(isSecure)
    .map((policy) => textOf(memberOf(policy, 'PolicyName')) ?? '');
  return allOf(
    listOf(valueAt(subject.properties, 'Listeners')).map((one) =>
      judgeListener(one, new Set(secure)),
    ),
  );
};
