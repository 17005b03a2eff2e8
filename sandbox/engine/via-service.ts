/** Services that use a key for the caller, by the type that names the key. */
export const VIA_SERVICE: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::EC2::Instance': 'ec2',
  'AWS::EC2::Volume': 'ec2',
  'AWS::Lambda::Function': 'lambda',
  'AWS::EKS::Cluster': 'eks',
  'AWS::EFS::FileSystem': 'elasticfilesystem',
  'AWS::RDS::DBCluster': 'rds',
  'AWS::RDS::DBInstance': 'rds',
  'AWS::SecretsManager::Secret': 'secretsmanager',
};
