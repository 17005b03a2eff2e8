import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { targetMissing } from '../existing-target.ts';
import { draftStackUpdate, draftUpdate, type ExistingRule } from '../existing-tasks.ts';
import { beyondOurRoles, neverOff } from '../guarding/never-off.ts';
import { alreadyOn } from '../guarding/one-in-region.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { textOf } from '../task-values.ts';
import type { DetectorFacts } from './facts-schema.ts';
import { detectorTable } from './permissions.ts';
import { DETECTOR_TEMPLATE_TYPES, detectorRemedies } from './remedies.ts';
import { detectorTemplate, featuresOf, withFeature } from './template.ts';

const TITLE = 'GuardDuty detector';

const createDetector = (context: DraftContext, facts: DetectorFacts): Decided<Draft> => {
  const { tier, choices, region } = context;
  const template = applyRemedies(detectorTemplate(context), {
    remedies: detectorRemedies,
    tier,
    choices,
    origin: 'new',
  });
  if (facts.ownStack !== null) return draftStackUpdate(context, facts.ownStack, template);
  const command = `aws guardduty update-detector --detector-id ${facts.identifier} --enable`;
  const turnOn = `Whoever is responsible for security turns it on: \`${command}\`.`;
  if (facts.exists)
    return refused(alreadyOn(context, { what: 'GuardDuty', isOn: facts.isOn, turnOn }));
  const step = createStack(context, template, {
    summary: `turn GuardDuty on in ${region}`,
    inverse: {
      reversibility: 'irreversible',
      summary: 'a detector that is made stays and goes on watching: no plan turns one off',
    },
  });
  return accepted({ steps: [step], deviations: [] });
};

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: detectorTable,
  types: DETECTOR_TEMPLATE_TYPES,
  remedies: detectorRemedies,
  edit: (properties: JsonObject) => featuresOf(context.task).reduce(withFeature, properties),
  inverseOfDelete: { reversibility: 'irreversible', summary: 'no plan deletes a detector' },
});

/** A member of an organization is looked after by the administrator of GuardDuty there. */
const memberRefusal = ({ administrator }: DetectorFacts): Refusal | undefined =>
  administrator === ''
    ? undefined
    : {
        code: 'no-route',
        because:
          `The account \`${administrator}\` looks after GuardDuty for its members, ` +
          'this one among them.',
        next: 'Ask there: the administrator changes it for all accounts of the organization.',
      };

const updateDetector = (context: DraftContext, facts: DetectorFacts): Decided<Draft> => {
  if (!facts.exists) return refused(targetMissing(TITLE, facts.name));
  const command = `aws guardduty update-detector --detector-id ${facts.identifier} …`;
  const refusal =
    memberRefusal(facts) ??
    (featuresOf(context.task).length > 0
      ? beyondOurRoles(context.tier, { what: 'a detector', command })
      : undefined);
  if (refusal !== undefined) return refused(refusal);
  if (facts.owner.owner === 'nobody')
    return refused({
      code: 'no-route',
      because: 'No stack of this application holds the detector of this region.',
      next: 'Change it in the template of its owner, or import it into a stack first.',
    });
  return draftUpdate(context, facts, ruleOf(context));
};

/** Pure: what a detector task becomes. None turns GuardDuty off. */
export const draftDetector = (context: DraftContext, facts: DetectorFacts): Decided<Draft> => {
  const { task } = context;
  if (task.taskType === 'DeleteResource' || textOf(task, 'action') === 'stop')
    return refused(neverOff('GuardDuty'));
  return task.taskType === 'CreateResource'
    ? createDetector(context, facts)
    : updateDetector(context, facts);
};
