import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { foreignStack, targetMissing } from '../existing-target.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import { deliveryRefusal } from '../guarding/bucket-policy.ts';
import { neverOff } from '../guarding/never-off.ts';
import { alreadyOn } from '../guarding/one-in-region.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { tagList } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate, withProperties } from '../template-edit.ts';
import { CONFIG } from './facts.ts';
import type { RecorderFacts } from './facts-schema.ts';
import { START } from './operations.ts';
import { recorderRemedies } from './remedies.ts';
import { channelFields, recorderTemplate } from './template.ts';

const TITLE = 'Config recorder';

const bucketRefusal = (context: DraftContext, facts: RecorderFacts): Refusal | undefined => {
  const { task } = context;
  const bucket = textOf(task, 'bucket');
  if (bucket !== undefined) return deliveryRefusal(facts.delivery, { bucket, service: CONFIG });
  if (task.taskType !== 'CreateResource') return undefined;
  return {
    code: 'missing-field',
    because: 'A recorder needs the bucket that takes its records.',
    next: 'Edit the issue and add a line `Bucket: acme-config-logs`.',
  };
};

const createRecorder = (context: DraftContext, facts: RecorderFacts): Decided<Draft> => {
  const refusal = bucketRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const { tier, choices } = context;
  const remedies = recorderRemedies(tagList(context.tagsFor('config-records-key')));
  const template = applyRemedies(
    recorderTemplate(context, facts.hasLinkedRole || facts.ownStack !== null),
    { remedies, tier, choices, origin: 'new' },
  );
  if (facts.ownStack !== null) return accepted({ steps: [], deviations: [] });
  if (facts.exists || facts.channel !== '')
    return refused(
      alreadyOn(context, {
        what: 'AWS Config',
        isOn: facts.isRecording,
        turnOn: 'Ask for it to be turned on: `Start the Config recorder`.',
      }),
    );
  const step = createStack(context, template, {
    summary: `turn AWS Config on in ${context.region}`,
    inverse: {
      reversibility: 'irreversible',
      summary: 'a recorder that is made stays and goes on recording: no plan turns one off',
    },
  });
  return accepted({ steps: [step], deviations: [] });
};

const startRecorder = (context: DraftContext, facts: RecorderFacts): Decided<Draft> => {
  if (facts.isRecording) return accepted({ steps: [], deviations: [] });
  const step = draftCall(context, START, facts.identifier);
  const summary = `turn the recorder ${facts.identifier} on`;
  return accepted({ steps: [{ ...step, summary }], deviations: [] });
};

/** Where records go, of a recorder that a stack of ours holds. */
const updateChannel = (context: DraftContext, facts: RecorderFacts): Decided<Draft> => {
  const { owner, name } = facts;
  const refusal = bucketRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  if (owner.owner === 'foreign') return refused(foreignStack(TITLE, name, owner.stackName));
  if (owner.owner === 'nobody')
    return refused({
      code: 'no-route',
      because: 'No stack of this application holds the recorder of this region.',
      next: 'Change it in the template of its owner, or import it into a stack first.',
    });
  const parsed = parseOwnTemplate(owner.stack.templateBody);
  if (!parsed.ok) return parsed;
  const [channelId = ''] =
    Object.entries(parsed.value.Resources).find(
      ([, { Type }]) => Type === 'AWS::Config::DeliveryChannel',
    ) ?? [];
  const template = withProperties(parsed.value, channelId, channelFields(context));
  return draftStackUpdate(context, owner.stack, template);
};

/** Pure: what a recorder task becomes. None turns a recorder off or deletes it. */
export const draftRecorder = (context: DraftContext, facts: RecorderFacts): Decided<Draft> => {
  const { task } = context;
  const action = textOf(task, 'action');
  if (task.taskType === 'DeleteResource' || action === 'stop')
    return refused(neverOff('AWS Config'));
  if (task.taskType === 'CreateResource') return createRecorder(context, facts);
  if (!facts.exists) return refused(targetMissing(TITLE, facts.name));
  return action === 'start' ? startRecorder(context, facts) : updateChannel(context, facts);
};
