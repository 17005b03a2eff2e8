import { AwsError } from '../aws-error.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const TYPE = 'AWS::RDS::DBInstance';

const databases = (call: Call): unknown => {
  const name = text(call.input, 'DBInstanceIdentifier');
  const all = ownResources(call, TYPE);
  const found = name === '' ? all : all.filter((each) => each.id === name);
  if (name !== '' && found.length === 0)
    throw new AwsError('DBInstanceNotFoundFault', 404, `DBInstance ${name} not found.`);
  const page = pageOf(call, found, call.input['Marker']);
  return {
    DBInstances: page.items.map((each) => ({
      DBInstanceIdentifier: each.id,
      DBInstanceArn: each.arn,
      DBInstanceClass: each.properties['DBInstanceClass'],
      DBInstanceStatus: each.attributes['State'] ?? 'available',
      Engine: each.properties['Engine'],
      MultiAZ: each.properties['MultiAZ'] ?? false,
      AllocatedStorage: each.properties['AllocatedStorage'],
      InstanceCreateTime: each.createdAt,
      TagList: tagList(each.tags),
    })),
    Marker: page.next,
  };
};

/** RDS: which database instances there are. */
export const rdsOperations: OperationTable = {
  DescribeDBInstances: row(
    'rds:DescribeDBInstances',
    (call) =>
      `arn:aws:rds:${call.region}:${call.accountId}:db:` +
      (text(call.input, 'DBInstanceIdentifier') || '*'),
    databases,
  ),
};
