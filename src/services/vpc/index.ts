import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { vpcCost } from './cost.ts';
import { draftVpc } from './draft.ts';
import { readVpcFacts } from './facts.ts';
import { vpcFactsSchema } from './facts-schema.ts';
import { VPC_FIELDS } from './fields.ts';
import { vpcHealth } from './health.ts';
import { listVpcs } from './list.ts';
import { vpcOperations } from './operations.ts';
import { VPC_TYPES } from './permissions.ts';
import { readBackVpc } from './read-back.ts';
import { VPC_TEMPLATE_TYPES, vpcRemedies } from './remedies.ts';

/** VPCs: a range that nobody else has, subnets over zones, and one way out. */
export const vpc = defineService(
  {
    key: 'vpc',
    title: 'VPC',
    resourceType: 'AWS::EC2::VPC',
    templateTypes: VPC_TEMPLATE_TYPES,
    fields: VPC_FIELDS,
    readFacts: readVpcFacts,
    draft: draftVpc,
    types: VPC_TYPES,
    remedies: vpcRemedies,
    operations: vpcOperations,
    health: vpcHealth,
    cost: asServiceCost(vpcCost),
    readBack: readBackVpc,
    list: listVpcs,
  },
  vpcFactsSchema,
);
