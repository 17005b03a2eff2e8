import { isUnresolved, listOf, memberOf, refsIn, textOf, valueAt } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import { fail, pass, unknown, type NamedJudge, type Subject } from './judgement.ts';
import { boundsOf } from './policy-conditions.ts';
import { allows, documentsOf, isWildcard, statementsOf } from './policy-documents.ts';

const isForEverybody = (statement: Value): boolean => {
  const principal = memberOf(statement, 'Principal');
  const named = memberOf(principal, 'AWS') ?? principal;
  return listOf(named).some((one) => isWildcard(one) === 'pass');
};

/** Every request without TLS, and not only those that another condition holds for as well. */
const deniesPlainText = (statement: Value): boolean => {
  const [first, ...others] = boundsOf(statement);
  return (
    first !== undefined &&
    others.length === 0 &&
    first.key === 'aws:securetransport' &&
    /^bool(ifexists)?$/.test(first.operator) &&
    first.values.some((value) => textOf(value)?.toLowerCase() === 'false')
  );
};

/** Whose the policy is: its logical ids, and the names that are written out. */
interface Own {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** False where a name is known only at deployment. */
  readonly isNamed: boolean;
  /** Objects are parts of a bucket: the bucket alone is not what is read and written. */
  readonly hasObjects: boolean;
}

const ownOf = ({ resource, properties, model }: Subject): Own => {
  const ids = [resource.id, ...refsIn(valueAt(properties, 'Bucket'))];
  const named = ids.map((id) => valueAt(model.resources.get(id)?.properties, 'BucketName'));
  const values = [valueAt(properties, 'BucketName'), valueAt(properties, 'Bucket'), ...named];
  const names = values.map(textOf).filter((name) => name !== undefined);
  // The bucket of a policy may be one that somebody names later; what is made here is known.
  const bucket = valueAt(properties, 'Bucket');
  const isNamed = names.length > 0 || !isUnresolved(bucket) || refsIn(bucket).length > 0;
  return { ids, names, isNamed, hasObjects: resource.type.startsWith('AWS::S3::') };
};

/** The bucket of an ARN; undefined for other services, and for every bucket. */
const bucketIn = (text: string): string | undefined => {
  const name = /^arn:[^:]*:s3:::([^/]+)/.exec(text)?.[1];
  return name === '*' ? undefined : name;
};

type Whole = 'yes' | 'no' | 'unknown';

/** Whether it is the bucket of the policy that is named, as far as that can be known. */
const isOwnBucket = (resource: Value, text: string, own: Own): Whole => {
  const refs = refsIn(resource);
  if (refs.length > 0) {
    if (refs.some((one) => own.ids.includes(one))) return 'yes';
    return own.isNamed ? 'no' : 'unknown';
  }
  const bucket = bucketIn(text);
  if (bucket === undefined) return text.startsWith('\u0000') ? 'unknown' : 'yes';
  if (bucket.includes('\u0000')) return 'unknown';
  if (own.names.includes(bucket)) return 'yes';
  return own.isNamed ? 'no' : 'unknown';
};

/** The whole of what it names, and not what something else is called. */
const isWhole = (resource: Value, own: Own): Whole => {
  const text = isUnresolved(resource) ? resource.pattern : (textOf(resource) ?? '');
  if (text === '*') return 'yes';
  const [, path = own.hasObjects ? '' : '*'] = /^[^/]*\/(.*)$/.exec(text) ?? [];
  return path === '*' ? isOwnBucket(resource, text, own) : 'no';
};

/** The policy is about the resource that it belongs to, and not about a part or another. */
const isAboutIt = (statement: Value, subject: Subject): Whole => {
  const resources = listOf(memberOf(statement, 'Resource'));
  const own = ownOf(subject);
  if (resources.length === 0)
    return memberOf(statement, 'NotResource') === undefined ? 'yes' : 'no';
  const found = new Set(resources.map((one) => isWhole(one, own)));
  if (found.has('yes')) return 'yes';
  return found.has('unknown') ? 'unknown' : 'no';
};

const covers = (statement: Value, actions: readonly string[]): boolean =>
  listOf(memberOf(statement, 'Action')).some((action) => {
    const text = textOf(action)?.toLowerCase() ?? '';
    return (
      text === '*' ||
      /^[a-z0-9-]+:\*$/.test(text) ||
      actions.some((one) => one.toLowerCase() === text)
    );
  });

/** A policy denies every request without TLS to everybody. */
export const tlsOnly: NamedJudge = (subject, options) => {
  const statements = documentsOf(subject, options).flatMap(statementsOf);
  const denials = statements.filter(
    (statement) =>
      !isUnresolved(statement) &&
      allows(statement) === 'fail' &&
      isForEverybody(statement) &&
      deniesPlainText(statement) &&
      covers(statement, options.actions ?? []),
  );
  const found = new Set(denials.map((statement) => isAboutIt(statement, subject)));
  if (found.has('yes')) return pass('requests without TLS are denied');
  const open = statements.find(isUnresolved);
  if (open !== undefined) return unknown(`a policy can not be resolved: ${open.why}`);
  return found.has('unknown')
    ? unknown('of what the policy denies requests without TLS is not known')
    : fail('no policy statement denies requests without TLS');
};
