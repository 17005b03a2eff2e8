import { defineService } from '../define-service.ts';
import { partFactsSchema } from '../network/part-facts.ts';
import { asServiceCost } from '../prices/priced.ts';
import { subnetCost } from './cost.ts';
import { draftSubnet } from './draft.ts';
import { readSubnetFacts } from './facts.ts';
import { SUBNET_FIELDS } from './fields.ts';
import { subnetHealth } from './health.ts';
import { listSubnets } from './list.ts';
import { subnetOperations } from './operations.ts';
import { SUBNET_TYPES } from './permissions.ts';
import { readBackSubnet } from './read-back.ts';
import { SUBNET_TEMPLATE_TYPES, subnetRemedies } from './remedies.ts';

/** Subnets: inside their VPC, sharing no address, private unless asked otherwise. */
export const subnet = defineService(
  {
    key: 'subnet',
    title: 'Subnet',
    resourceType: 'AWS::EC2::Subnet',
    templateTypes: SUBNET_TEMPLATE_TYPES,
    fields: SUBNET_FIELDS,
    readFacts: readSubnetFacts,
    draft: draftSubnet,
    types: SUBNET_TYPES,
    remedies: subnetRemedies,
    operations: subnetOperations,
    health: subnetHealth,
    cost: asServiceCost(subnetCost),
    readBack: readBackSubnet,
    list: listSubnets,
  },
  partFactsSchema,
);
