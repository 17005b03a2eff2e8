import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** Nobody knows what will be stored; the assumption is said beside the figure. */
const ASSUMED_GB = 10;
const ASSUMED_PUTS = 10;

/** Storage and requests of an assumed use; policies are free; companions at their list price. */
export const s3Cost = ({ type, properties }: PricedResource, place: Place): Cost => {
  if (type === 'AWS::CloudWatch::Alarm')
    return priced(
      type,
      { quantities: [{ key: 'cloudwatch:alarm-month', amount: 1 }], assumptions: [] },
      place,
    );
  if (type === 'AWS::KMS::Key')
    return priced(
      type,
      { quantities: [{ key: 'kms:key-month', amount: 1 }], assumptions: ['requests not counted'] },
      place,
    );
  if (type !== 'AWS::S3::Bucket') return free(type);
  return priced(
    type,
    {
      quantities: [
        { key: 's3:standard-gb-month', amount: ASSUMED_GB },
        { key: 's3:put-1000', amount: ASSUMED_PUTS },
      ],
      assumptions: [
        `${ASSUMED_GB} GB in the standard class`,
        `${ASSUMED_PUTS},000 writes a month`,
        ...(properties['VersioningConfiguration'] === undefined
          ? []
          : ['old versions not counted']),
      ],
    },
    place,
  );
};
