import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { launchTemplateCost } from './cost.ts';
import { draftLaunchTemplate } from './draft.ts';
import { readLaunchTemplateFacts } from './facts.ts';
import { launchTemplateFactsSchema } from './facts-schema.ts';
import { LAUNCH_TEMPLATE_FIELDS } from './fields.ts';
import { launchTemplateHealth } from './health.ts';
import { listLaunchTemplates, readLaunchTemplateHealth } from './list.ts';
import { launchTemplateOperations } from './operations.ts';
import { LAUNCH_TEMPLATE_TABLES } from './permissions.ts';
import { readBackLaunchTemplate } from './read-back.ts';
import { LAUNCH_TEMPLATE_TYPES, newLaunchRemedies } from './remedies.ts';

/** Launch templates: what instances start with, always IMDSv2, in versions that roll nothing. */
export const launchTemplate = defineService(
  {
    key: 'launch-template',
    title: 'EC2 launch template',
    resourceType: 'AWS::EC2::LaunchTemplate',
    templateTypes: LAUNCH_TEMPLATE_TYPES,
    fields: LAUNCH_TEMPLATE_FIELDS,
    readFacts: readLaunchTemplateFacts,
    draft: draftLaunchTemplate,
    types: LAUNCH_TEMPLATE_TABLES,
    remedies: newLaunchRemedies,
    operations: launchTemplateOperations,
    health: launchTemplateHealth,
    readHealth: readLaunchTemplateHealth,
    cost: asServiceCost(launchTemplateCost),
    readBack: readBackLaunchTemplate,
    list: listLaunchTemplates,
  },
  launchTemplateFactsSchema,
);
