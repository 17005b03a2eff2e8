import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { elasticIpCost } from './cost.ts';
import { draftElasticIp } from './draft.ts';
import { readElasticIpFacts } from './facts.ts';
import { elasticIpFactsSchema } from './facts-schema.ts';
import { ELASTIC_IP_FIELDS } from './fields.ts';
import { elasticIpHealth } from './health.ts';
import { listAddresses } from './list.ts';
import { elasticIpOperations } from './operations.ts';
import { ELASTIC_IP_TYPES } from './permissions.ts';
import { readBackElasticIp } from './read-back.ts';
import { ELASTIC_IP_TEMPLATE_TYPES, elasticIpRemedies } from './remedies.ts';

/** Elastic IP addresses: allocated with tags, released only when nothing uses them. */
export const elasticIp = defineService(
  {
    key: 'elastic-ip',
    title: 'Elastic IP',
    resourceType: 'AWS::EC2::EIP',
    templateTypes: ELASTIC_IP_TEMPLATE_TYPES,
    fields: ELASTIC_IP_FIELDS,
    readFacts: readElasticIpFacts,
    draft: draftElasticIp,
    types: ELASTIC_IP_TYPES,
    remedies: elasticIpRemedies,
    operations: elasticIpOperations,
    health: elasticIpHealth,
    cost: asServiceCost(elasticIpCost),
    readBack: readBackElasticIp,
    list: listAddresses,
  },
  elasticIpFactsSchema,
);
