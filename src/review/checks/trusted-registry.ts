import { isAbsent, isUnresolved, textOf, valueAt, type Unresolved } from '../template/value.ts';
import { fail, pass, unknown, type NamedJudge } from './judgement.ts';

/** A part that AWS itself says at deployment: the account, the region or the partition. */
const OPEN = String.raw`\u0001`;

/**
 * The whole host of a registry: a part of it could as well be a path of another. Source: Amazon ECR
 * endpoints and quotas.
 */
const TRUSTED = new RegExp(
  String.raw`^(?:public\.ecr\.aws/|(?:[0-9]{12}|${OPEN})\.(?:` +
    String.raw`dkr\.ecr(?:-fips)?\.(?:[a-z0-9-]+|${OPEN})\.(?:amazonaws\.com(?:\.cn)?|${OPEN})|` +
    String.raw`dkr-ecr(?:-fips)?\.(?:[a-z0-9-]+|${OPEN})\.on\.aws)/)`,
);

/** What a parameter says may be the whole of a host; what AWS says is what it is called. */
const markedIn = ({ pattern, isOfAws }: Unresolved): string => {
  let at = 0;
  return pattern.replaceAll('\u0000', (open) => (isOfAws[at++] === true ? '\u0001' : open));
};

/** The image of the property comes from ECR, private or public. */
export const trustedRegistry: NamedJudge = (subject, { property = 'Image' }) => {
  const value = valueAt(subject.properties, property);
  if (isAbsent(value) === true) return fail(`${property} is not set`);
  const text = isUnresolved(value) ? markedIn(value) : (textOf(value) ?? '');
  if (TRUSTED.test(text)) {
    return pass(isUnresolved(value) ? `${property} is of ECR` : `${property} is ${text}`);
  }
  if (!isUnresolved(value)) return fail(`${property} is ${text}`);
  const [host = ''] = text.split('/');
  return host.includes('\u0000') || host.includes('\u0001')
    ? unknown(`${property} can not be resolved: ${value.why}`)
    : fail(`${property} is of ${host}`);
};
