import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { addonCost } from './cost.ts';
import { draftAddon } from './draft.ts';
import { readAddonFacts } from './facts.ts';
import { addonFactsSchema } from './facts-schema.ts';
import { EKS_ADDON_FIELDS } from './fields.ts';
import { addonHealth } from './health.ts';
import { listAddons } from './list.ts';
import { addonOperations } from './operations.ts';
import { EKS_ADDON_TYPES } from './permissions.ts';
import { readBackAddon } from './read-back.ts';
import { EKS_ADDON_TEMPLATE_TYPES, addonRemedies } from './remedies.ts';

/** Add-ons of an EKS cluster that EKS looks after. */
export const eksAddon = defineService(
  {
    key: 'eks-addon',
    title: 'EKS add-on',
    resourceType: 'AWS::EKS::Addon',
    templateTypes: EKS_ADDON_TEMPLATE_TYPES,
    fields: EKS_ADDON_FIELDS,
    readFacts: readAddonFacts,
    draft: draftAddon,
    types: EKS_ADDON_TYPES,
    remedies: addonRemedies,
    operations: addonOperations,
    health: addonHealth,
    cost: asServiceCost(addonCost),
    readBack: readBackAddon,
    list: listAddons,
  },
  addonFactsSchema,
);
