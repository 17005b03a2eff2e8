/** The service of a CloudFormation type as people write it: `S3` of `AWS::S3::Bucket`. */
export const serviceOf = (type: string): string => type.split('::')[1] ?? type;
