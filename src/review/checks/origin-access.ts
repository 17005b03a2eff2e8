import { isAbsent, isUnresolved, listOf, memberOf, textOf, valueAt } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import { allOf, fail, pass, unknown, type Judgement, type NamedJudge } from './judgement.ts';
import type { Subject } from './judgement.ts';

/** Endpoints of buckets, not of the websites that buckets can be. */
const BUCKET_HOST = /\.s3([.-][a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/;

/** Whether an origin is a bucket; undefined when that can not be known. */
const isBucket = (origin: Value, subject: Subject): boolean | undefined => {
  if (memberOf(origin, 'CustomOriginConfig') !== undefined) return false;
  if (memberOf(origin, 'S3OriginConfig') !== undefined) return true;
  const host = memberOf(origin, 'DomainName');
  if (!isUnresolved(host)) return BUCKET_HOST.test(textOf(host) ?? '');
  const types = host.refs.map((id) => subject.model.resources.get(id)?.type);
  if (types.includes('AWS::S3::Bucket') || BUCKET_HOST.test(host.pattern)) return true;
  return types.length > 0 ? false : undefined;
};

const GUARDS = ['OriginAccessControlId', 'S3OriginConfig.OriginAccessIdentity'];

const judgeOrigin = (origin: Value, subject: Subject): Judgement => {
  if (isUnresolved(origin)) return unknown(`an origin can not be resolved: ${origin.why}`);
  const absent = new Set(GUARDS.map((path) => isAbsent(valueAt(origin, path))));
  if (absent.has(false)) return pass('');
  const name = textOf(memberOf(origin, 'Id')) ?? 'an origin';
  const bucket = isBucket(origin, subject);
  if (bucket === false) return pass('');
  if (bucket === undefined) return unknown(`whether ${name} is a bucket is not known`);
  return absent.has(undefined)
    ? unknown(`whether ${name} has an origin access control is not known`)
    : fail(`${name} is a bucket without origin access control`);
};

/** Every origin that is a bucket is read through an origin access control or identity. */
export const originAccess: NamedJudge = (subject) =>
  allOf(
    listOf(valueAt(subject.properties, 'DistributionConfig.Origins')).map((one) =>
      judgeOrigin(one, subject),
    ),
  );
