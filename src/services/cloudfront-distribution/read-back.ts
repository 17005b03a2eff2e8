import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { readBackAlarm } from '../cloudwatch-alarm/read-back.ts';
import { at, textIn } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import { readBackS3 } from '../s3-bucket/read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const CONFIG = 'Distribution.DistributionConfig';

const row = (name: string, holds: (output: unknown, planned: Json) => boolean): ReadRow => ({
  name,
  property: 'DistributionConfig',
  client: 'CloudFront',
  operation: 'GetDistribution',
  input: ({ physicalId }) => ({ Id: physicalId }),
  holds,
});

const same =
  (path: string) =>
  (output: unknown, planned: Json): boolean => {
    const wanted = at(planned, path);
    return wanted === undefined || textIn(wanted) === textIn(at(output, `${CONFIG}.${path}`));
  };

const DISTRIBUTION_ROWS: readonly ReadRow[] = [
  {
    ...row('exists', () => true),
    holds: (output, _planned, input) => at(output, 'Distribution.Id') === input.physicalId,
  },
  row('deployed', (output) => at(output, 'Distribution.Status') === 'Deployed'),
  row('enabled', (output, planned) => at(output, `${CONFIG}.Enabled`) === at(planned, 'Enabled')),
  row('HTTPS only', same('DefaultCacheBehavior.ViewerProtocolPolicy')),
  row('TLS', same('ViewerCertificate.MinimumProtocolVersion')),
  row('names', (output, planned) => {
    const found = new Set(listOf(at(output, `${CONFIG}.Aliases.Items`)));
    return listOf(at(planned, 'Aliases')).every((name) => found.has(name));
  }),
  row(
    'closed buckets',
    (output, planned) =>
      listOf(at(planned, 'Origins')).every((one) => at(one, 'S3OriginConfig') === undefined) ||
      listOf(at(output, `${CONFIG}.Origins.Items`)).every(
        (one) => textIn(at(one, 'OriginAccessControlId')) !== '',
      ),
  ),
  {
    name: 'tagged',
    property: 'Tags',
    client: 'CloudFront',
    operation: 'ListTagsForResource',
    input: (input) => ({ Resource: arnIn(input) }),
    holds: (output, _planned, input) => holdsTags(at(output, 'Tags.Items'), input),
  },
];

const arnIn = ({ account, physicalId }: ReadBackInput): string =>
  `arn:aws:cloudfront::${account.id}:distribution/${physicalId}`;

/** Reads back, by CloudFront's own calls, a distribution and what stands beside it. */
export const readBackDistribution = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::CloudFront::Distribution')
    return await runReadBack(input, arnIn(input), DISTRIBUTION_ROWS);
  if (input.type === 'AWS::S3::Bucket' || input.type === 'AWS::S3::BucketPolicy')
    return await readBackS3(input);
  return input.type === 'AWS::CloudWatch::Alarm'
    ? await readBackAlarm(input)
    : await readCompanion(input);
};
