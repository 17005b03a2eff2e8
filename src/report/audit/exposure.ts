/**
 * Table: the rules that answer whether something is public: open to the internet, to everybody, or
 * to accounts that nobody named. A question about it is judged by these and no others.
 */
export const EXPOSURE_ITEMS: ReadonlySet<string> = new Set([
  'S3-01',
  'S3-03',
  'S3-22',
  'FIT-07',
  'EC2-01',
  'EC2-07',
  'EC2-11',
  'EC2-12',
  'EC2-25',
  'EC2-28',
  'EC2-30',
  'POLICY-NET-01',
  'POLICY-NET-02',
  'POLICY-NET-03',
  'POLICY-NET-06',
  'LAMBDA-10',
  'LAMBDA-21',
  'LAMBDA-22',
  'SNS-04',
  'SNS-07',
  'IAM-03',
  'POLICY-IAM-03',
]);
