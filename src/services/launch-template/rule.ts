import type { ExistingRule } from '../existing-tasks.ts';
import type { DraftContext } from '../service.ts';
import { launchTable } from './permissions.ts';
import { TITLE } from './refusals.ts';
import { LAUNCH_TEMPLATE_TYPES, newLaunchRemedies } from './remedies.ts';
import { mergeOwnTags, withFields } from './template.ts';

/** How a launch template that exists is changed and deleted; `image` is the one that is asked. */
export const ruleOf = ({ task }: DraftContext, image: string | undefined): ExistingRule => ({
  title: TITLE,
  table: launchTable,
  types: LAUNCH_TEMPLATE_TYPES,
  remedies: newLaunchRemedies,
  edit: (properties) => withFields(properties, task, image),
  tagProperty: 'TagSpecifications',
  mergeTags: mergeOwnTags,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make it again; it gets another id, and its earlier versions do not come back',
  },
});
