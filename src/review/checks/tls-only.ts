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
}

const ownOf = ({ resource, properties, model }: Subject): Own => {
  const ids = [resource.id, ...refsIn(valueAt(properties, 'Bucket'))];
  const named = ids.map((id) => valueAt(model.resources.get(id)?.properties, 'BucketName'));
  const values = [valueAt(properties, 'BucketName'), valueAt(properties, 'Bucket'), ...named];
  return { ids, names: values.map(textOf).filter((name) => name !== undefined) };
};

/** The bucket of an ARN that is written out; undefined for other services, and for every bucket. */
const bucketIn = (text: string): string | undefined => {
  const name = /^arn:aws[a-z-]*:s3:::([^/]+)/.exec(text)?.[1];
  return name === '*' || name?.includes('\u0000') === true ? undefined : name;
};

/** The whole of what it names, and not what something else is called. */
const isWhole = (resource: Value, { ids, names }: Own): boolean => {
  const text = isUnresolved(resource) ? resource.pattern : (textOf(resource) ?? '');
  const [, path = '*'] = /^[^/]*\/(.*)$/.exec(text) ?? [];
  const refs = refsIn(resource);
  const bucket = bucketIn(text);
  const isOther = bucket !== undefined && !names.includes(bucket);
  const isElsewhere = refs.length > 0 ? !refs.some((one) => ids.includes(one)) : isOther;
  return path === '*' && !isElsewhere;
};

/** The policy is about the resource that it belongs to, and not about a part or another. */
const isAboutIt = (statement: Value, subject: Subject): boolean => {
  const resources = listOf(memberOf(statement, 'Resource'));
  const own = ownOf(subject);
  return resources.length === 0
    ? memberOf(statement, 'NotResource') === undefined
    : resources.some((one) => isWhole(one, own));
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
  const holds = statements.some(
    (statement) =>
      !isUnresolved(statement) &&
      allows(statement) === 'fail' &&
      isForEverybody(statement) &&
      deniesPlainText(statement) &&
      isAboutIt(statement, subject) &&
      covers(statement, options.actions ?? []),
  );
  if (holds) return pass('requests without TLS are denied');
  const open = statements.find(isUnresolved);
  return open === undefined
    ? fail('no policy statement denies requests without TLS')
    : unknown(`a policy can not be resolved: ${open.why}`);
};
