import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { iamGroupCost } from './cost.ts';
import { draftIamGroup } from './draft.ts';
import { readIamGroupFacts } from './facts.ts';
import { iamGroupFactsSchema } from './facts-schema.ts';
import { IAM_GROUP_FIELDS } from './fields.ts';
import { iamGroupHealth } from './health.ts';
import { listGroups } from './list.ts';
import { iamGroupOperations } from './operations.ts';
import { IAM_GROUP_TYPES } from './permissions.ts';
import { readBackIamGroup } from './read-back.ts';
import { IAM_GROUP_TEMPLATE_TYPES, iamGroupRemedies } from './remedies.ts';

/** Groups of IAM users: managed policies and nothing else. */
export const iamGroup = defineService(
  {
    key: 'iam-group',
    title: 'IAM group',
    resourceType: 'AWS::IAM::Group',
    templateTypes: IAM_GROUP_TEMPLATE_TYPES,
    fields: IAM_GROUP_FIELDS,
    readFacts: readIamGroupFacts,
    draft: draftIamGroup,
    types: IAM_GROUP_TYPES,
    remedies: iamGroupRemedies,
    operations: iamGroupOperations,
    health: iamGroupHealth,
    cost: asServiceCost(iamGroupCost),
    readBack: readBackIamGroup,
    list: listGroups,
  },
  iamGroupFactsSchema,
);
