import type { ModelResource } from '../template/model.ts';
import { listOf, memberOf, textOf, valueAt, type Value } from '../template/value.ts';
import { lacking, pass, unknown, type NamedJudge } from './judgement.ts';
import { doesName } from './relation.ts';

const BUCKET = 'AWS::S3::Bucket';

/** What names the bucket of a load balancer's access logs: a value among its attributes. */
const ofBalancer = (one: ModelResource): readonly Value[] =>
  listOf(valueAt(one.properties, 'LoadBalancerAttributes'))
    .filter((row) => textOf(memberOf(row, 'Key')) === 'access_logs.s3.bucket')
    .map((row) => memberOf(row, 'Value'));

/** Table: where each type names the bucket into which its logs are written. */
const WRITERS: Readonly<Record<string, (one: ModelResource) => readonly Value[]>> = {
  [BUCKET]: (one) => [valueAt(one.properties, 'LoggingConfiguration.DestinationBucketName')],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ofBalancer,
};

/** Another resource of the template writes its logs into this bucket. */
export const logDestination: NamedJudge = (subject) => {
  const named = new Set(
    [...subject.model.resources.values()]
      .filter((one) => one.id !== subject.resource.id)
      .flatMap((one) => WRITERS[one.type]?.(one) ?? [])
      .map((value) => doesName(value, subject.resource)),
  );
  if (named.has('pass')) return pass('logs are written into it');
  return named.has('unknown')
    ? unknown('where some logs are written is not known')
    : lacking(subject, [BUCKET], 'no logs are written into it');
};
