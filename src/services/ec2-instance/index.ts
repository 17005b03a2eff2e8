import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { ec2Cost } from './cost.ts';
import { draftEc2 } from './draft.ts';
import { readEc2Facts } from './facts.ts';
import { ec2FactsSchema } from './facts-schema.ts';
import { EC2_FIELDS } from './fields.ts';
import { ec2Health } from './health.ts';
import { listInstances } from './list.ts';
import { ec2Operations } from './operations.ts';
import { EC2_TYPES } from './permissions.ts';
import { readBackEc2 } from './read-back.ts';
import { EC2_TEMPLATE_TYPES, ec2Remedies } from './remedies.ts';

/** Instances: closed, encrypted, reached by Session Manager, with image and subnet as ids. */
export const ec2Instance = defineService(
  {
    key: 'ec2-instance',
    title: 'EC2 instance',
    resourceType: 'AWS::EC2::Instance',
    templateTypes: EC2_TEMPLATE_TYPES,
    fields: EC2_FIELDS,
    readFacts: readEc2Facts,
    draft: draftEc2,
    types: EC2_TYPES,
    remedies: ec2Remedies,
    operations: ec2Operations,
    health: ec2Health,
    cost: asServiceCost(ec2Cost),
    readBack: readBackEc2,
    list: listInstances,
  },
  ec2FactsSchema,
);
