import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { templateCost } from './cost.ts';
import { draftTemplate } from './draft.ts';
import { readTemplateFacts } from './facts.ts';
import { templateFactsSchema } from './facts-schema.ts';
import { TEMPLATE_FIELDS } from './fields.ts';
import { templateHealth } from './health.ts';
import { listStacks } from './list.ts';
import { templateOperations } from './operations.ts';
import { TEMPLATE_TYPES } from './permissions.ts';
import { readBackTemplate } from './read-back.ts';
import { templateRemedies } from './remedies.ts';

/** Given templates: sent as they were given, once nothing in them can mean something else later. */
export const cloudformationTemplate = defineService(
  {
    key: 'cloudformation-template',
    title: 'CloudFormation template',
    resourceType: 'AWS::CloudFormation::Stack',
    // Types that no other service plans; all others are looked after by their own.
    templateTypes: [
      'AWS::SSM::Parameter',
      'AWS::Lambda::Permission',
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::Policy',
      'AWS::CDK::Metadata',
    ],
    fields: TEMPLATE_FIELDS,
    readFacts: readTemplateFacts,
    draft: draftTemplate,
    types: TEMPLATE_TYPES,
    remedies: templateRemedies,
    operations: templateOperations,
    health: templateHealth,
    cost: asServiceCost(templateCost),
    readBack: readBackTemplate,
    list: listStacks,
  },
  templateFactsSchema,
);
