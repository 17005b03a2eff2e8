import type { Deviation } from '../../plan/plan.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { clusterMissing } from '../eks/cluster-missing.ts';
import { targetMissing } from '../existing-target.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import type { AddonFacts } from './facts-schema.ts';
import { addonTable } from './permissions.ts';
import { addonRemedies, EKS_ADDON_TEMPLATE_TYPES } from './remedies.ts';
import { addonTemplate, withFields } from './template.ts';

const TITLE = 'EKS add-on';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: addonTable,
  types: EKS_ADDON_TEMPLATE_TYPES,
  remedies: addonRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: { reversibility: 'reversible', summary: 'put it into the cluster again' },
});

/** Without these, pods get no address, no name is found and no service is reached. */
const VITAL: ReadonlySet<string> = new Set(['coredns', 'kube-proxy', 'vpc-cni']);

const createAddon = (context: DraftContext, facts: AddonFacts): Decided<Draft> => {
  const { task, tier, choices } = context;
  const isMadeBefore = task.dependencies.length > 0 && facts.cluster !== '';
  const missing = isMadeBefore ? undefined : clusterMissing(facts.cluster, facts.clusterVersion);
  if (missing !== undefined) return refused(missing);
  const rule = { remedies: addonRemedies, tier, choices, origin: 'new' } as const;
  return draftNamedCreate(context, facts, {
    ...ruleOf(context),
    template: applyRemedies(addonTemplate(context, facts), rule),
    deviations: [],
  });
};

const missed = ({ task }: DraftContext, facts: AddonFacts): readonly Deviation[] => {
  const { name, nodegroups, cluster } = facts;
  if (!VITAL.has(name) || nodegroups === 0) return [];
  return [
    {
      taskId: task.id,
      asked: `${name} away`,
      planned: 'just that',
      because: `${nodegroups} node groups of ${cluster} need it: what starts on them then fails`,
    },
  ];
};

/** Pure: what a task for an add-on becomes, or why it can not be. */
export const draftAddon = (context: DraftContext, facts: AddonFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createAddon(context, facts);
  const missing = clusterMissing(facts.cluster, facts.clusterVersion);
  if (missing !== undefined) return refused(missing);
  if (!facts.exists) return refused(targetMissing(TITLE, facts.name));
  const draft = draftNamedChange(context, facts, ruleOf(context));
  if (!draft.ok || taskType !== 'DeleteResource') return draft;
  const deviations = [...draft.value.deviations, ...missed(context, facts)];
  return accepted({ ...draft.value, deviations });
};
