import { isJsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { foreignStack, targetMissing } from '../existing-target.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import { neverOff } from '../guarding/never-off.ts';
import { alreadyOn } from '../guarding/one-in-region.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { requestedTags } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withProperties } from '../template-edit.ts';
import type { HubFacts } from './facts-schema.ts';
import { hubRemedies } from './remedies.ts';
import { hubTemplate, standardArn, standardResources, standardsOf } from './template.ts';

const TITLE = 'Security Hub';

const createHub = (context: DraftContext, facts: HubFacts): Decided<Draft> => {
  const { tier, choices, region } = context;
  const rule = { remedies: hubRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(hubTemplate(context), rule);
  if (facts.ownStack !== null) return draftStackUpdate(context, facts.ownStack, template);
  if (facts.exists) return refused(alreadyOn(context, { what: TITLE, isOn: true, turnOn: '' }));
  const step = createStack(context, template, {
    summary: `turn Security Hub on in ${region}`,
    inverse: {
      reversibility: 'irreversible',
      summary: 'a hub that is on stays on: no plan turns one off',
    },
  });
  return accepted({ steps: [step], deviations: [] });
};

/** Standards of a member are those that the administrator of the organization chose. */
const placeRefusal = (facts: HubFacts): Refusal | undefined => {
  const { administrator, owner } = facts;
  if (administrator !== '')
    return {
      code: 'no-route',
      because:
        `The account \`${administrator}\` looks after Security Hub for its members, ` +
        'this one among them.',
      next: 'Ask there: the administrator changes it for all accounts of the organization.',
    };
  if (owner.owner === 'foreign') return foreignStack(TITLE, facts.name, owner.stackName);
  return owner.owner === 'ours'
    ? undefined
    : {
        code: 'no-route',
        because: 'No stack of this application holds the hub of this region.',
        next: 'Change it in the template of its owner, or import it into a stack first.',
      };
};

const nothingNamed: Refusal = {
  code: 'missing-field',
  because: 'The request names no standard that shall be turned on.',
  next: 'Edit the issue and add a line `Standards: CIS`.',
};

/** A standard stays when its stack forgets it: no plan turns one off. */
const asTurnedOn = (draft: Decided<Draft>, names: readonly string[]): Decided<Draft> => {
  if (!draft.ok || names.length === 0) return draft;
  const words = {
    summary: `turn on in Security Hub: ${names.join(', ')}`,
    inverse: {
      reversibility: 'irreversible',
      summary: 'a standard that is on stays on: no plan turns one off',
    },
  } as const;
  return accepted({
    ...draft.value,
    steps: draft.value.steps.map((step) => ({ ...step, ...words })),
  });
};

const updateHub = (context: DraftContext, facts: HubFacts): Decided<Draft> => {
  if (!facts.exists) return refused(targetMissing(TITLE, facts.name));
  const refusal = placeRefusal(facts);
  if (refusal !== undefined) return refused(refusal);
  const { owner } = facts;
  if (owner.owner !== 'ours') return refused(targetMissing(TITLE, facts.name));
  const asked = standardsOf(context.task);
  const tags = requestedTags(context.task);
  if (asked.length === 0 && Object.keys(tags).length === 0) return refused(nothingNamed);
  const parsed = parseOwnTemplate(owner.stack.templateBody);
  if (!parsed.ok) return parsed;
  const before = propertiesOf(parsed.value, owner.logicalId)['Tags'];
  const kept = before !== undefined && isJsonObject(before) ? before : {};
  const tagged = withProperties(parsed.value, owner.logicalId, { Tags: { ...kept, ...tags } });
  const isNew = (name: string): boolean =>
    !facts.standards.includes(standardArn(context.region, name));
  const fresh = asked.filter(isNew);
  const more = standardResources(context, fresh);
  const template = { ...tagged, Resources: { ...tagged.Resources, ...more } };
  return asTurnedOn(draftStackUpdate(context, owner.stack, template), fresh);
};

/** Pure: what a hub task becomes. None turns Security Hub or a standard off. */
export const draftHub = (context: DraftContext, facts: HubFacts): Decided<Draft> => {
  const { task } = context;
  if (task.taskType === 'DeleteResource' || textOf(task, 'action') === 'stop')
    return refused(neverOff(TITLE));
  return task.taskType === 'CreateResource' ? createHub(context, facts) : updateHub(context, facts);
};
