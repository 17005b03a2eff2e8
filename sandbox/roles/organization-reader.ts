import { readerTrust, type RoleMaker } from './role-documents.ts';

/** `AwsCoworkerOrganizationReader`: lists accounts and organizational units, in one account. */
export const organizationReaderRole: RoleMaker = (context) => ({
  name: 'AwsCoworkerOrganizationReader',
  trust: readerTrust(context),
  policies: [
    {
      name: 'list',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'List',
            Effect: 'Allow',
            Action: ['organizations:Describe*', 'organizations:List*'],
            Resource: '*',
          },
          {
            Sid: 'Costs',
            Effect: 'Allow',
            Action: ['ce:GetAnomalies', 'ce:GetCostAndUsage', 'ce:GetCostForecast'],
            Resource: '*',
          },
          {
            Sid: 'Inventory',
            Effect: 'Allow',
            Action: [
              'config:DescribeConfigurationAggregatorSourcesStatus',
              'config:DescribeConfigurationAggregators',
              'config:SelectAggregateResourceConfig',
              'resource-explorer-2:GetDefaultView',
              'resource-explorer-2:ListIndexes',
              'resource-explorer-2:ListIndexesForMembers',
              'resource-explorer-2:Search',
            ],
            Resource: '*',
          },
        ],
      },
    },
  ],
});
