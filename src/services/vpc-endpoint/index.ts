import { defineService } from '../define-service.ts';
import { endpointFactsSchema } from './facts-schema.ts';
import { asServiceCost } from '../prices/priced.ts';
import { vpcEndpointCost } from './cost.ts';
import { draftVpcEndpoint } from './draft.ts';
import { readVpcEndpointFacts } from './facts.ts';
import { VPC_ENDPOINT_FIELDS } from './fields.ts';
import { vpcEndpointHealth } from './health.ts';
import { listVpcEndpoints } from './list.ts';
import { vpcEndpointOperations } from './operations.ts';
import { VPC_ENDPOINT_TYPES } from './permissions.ts';
import { readBackVpcEndpoint } from './read-back.ts';
import { VPC_ENDPOINT_TEMPLATE_TYPES, vpcEndpointRemedies } from './remedies.ts';

/** VPC endpoints: by every table of the VPC for S3 and DynamoDB, else in its private subnets. */
export const vpcEndpoint = defineService(
  {
    key: 'vpc-endpoint',
    title: 'VPC endpoint',
    resourceType: 'AWS::EC2::VPCEndpoint',
    templateTypes: VPC_ENDPOINT_TEMPLATE_TYPES,
    fields: VPC_ENDPOINT_FIELDS,
    readFacts: readVpcEndpointFacts,
    draft: draftVpcEndpoint,
    types: VPC_ENDPOINT_TYPES,
    remedies: vpcEndpointRemedies,
    operations: vpcEndpointOperations,
    health: vpcEndpointHealth,
    cost: asServiceCost(vpcEndpointCost),
    readBack: readBackVpcEndpoint,
    list: listVpcEndpoints,
  },
  endpointFactsSchema,
);
