import type { Inverse, StepDraft } from '../../plan/step.ts';
import type { Refusal } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import type { DraftContext } from '../service.ts';
import type { Counts, SqsFacts } from './facts-schema.ts';
import { lastName } from './names.ts';

const total = ({ waiting, inFlight, delayed }: Counts): number => waiting + inFlight + delayed;

const parts = ({ waiting, inFlight, delayed }: Counts): string =>
  [
    [waiting, 'waiting'],
    [inFlight, 'being worked on'],
    [delayed, 'delayed'],
  ]
    .filter(([number]) => number !== 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(', ');

const full = (facts: SqsFacts): readonly Counts[] => facts.messages.filter((one) => total(one) > 0);

/** `about 12 messages (10 waiting, 2 being worked on)`; empty where every queue is. */
const lossWords = (facts: SqsFacts): string =>
  full(facts)
    .map((one) => {
      const number = total(one);
      const where = one.queue === facts.name ? '' : ` of \`${one.queue}\``;
      return `about ${number} message${number === 1 ? '' : 's'}${where} (${parts(one)})`;
    })
    .join(' and ');

/** What is lost for good, as SQS counts it: about, and without looking at a message. */
export const inverseOfDelete = (facts: SqsFacts): Inverse => {
  const lost = lossWords(facts);
  return {
    reversibility: lost === '' ? 'partly reversible' : 'irreversible',
    summary:
      lost === ''
        ? 'make the queue again, after the 60 seconds for which SQS keeps its name'
        : `the queue can be made again, without ${lost}`,
  };
};

/** A deletion that says how many messages go with the queue. */
export const sayingLoss = (facts: SqsFacts, step: StepDraft): StepDraft => {
  const lost = lossWords(facts);
  const what = lost === '' ? 'with no message in it, as far as SQS counts' : `with ${lost}`;
  return { ...step, summary: `delete queue ${facts.name} ${what}` };
};

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const ownMembers = ({ owner }: SqsFacts): ReadonlySet<string> =>
  new Set(owner.owner === 'ours' ? owner.stack.resources.map((one) => one.physicalId) : []);

const useRefusal = (facts: SqsFacts): Refusal | undefined => {
  const own = ownMembers(facts);
  const ownNames = new Set([...own].map(lastName));
  const sources = facts.collectsFor.filter((name) => !ownNames.has(name));
  if (sources.length > 0)
    return {
      code: 'still-in-use',
      because: `The queue \`${facts.name}\` collects the failures of ${list(sources)}.`,
      next: 'Give those another dead-letter queue first, in an issue of its own; then `/plan`.',
    };
  const topics = facts.fedBy
    .filter((one) => !own.has(one.subscription))
    .map(({ topic }) => lastName(topic));
  if (topics.length === 0) return undefined;
  return {
    code: 'still-in-use',
    because: `What is published to ${list(topics)} is still delivered to \`${facts.name}\`.`,
    next: 'End the subscription first, where it is managed; then `/plan`.',
  };
};

/** Why a queue is not deleted now; undefined when it may be. */
export const deleteRefusal = (context: DraftContext, facts: SqsFacts): Refusal | undefined => {
  const used = useRefusal(facts);
  if (used !== undefined || full(facts).length === 0) return used;
  if (!isAtLeast(context.tier, 'staging')) return undefined;
  return {
    code: 'never-do',
    because: `\`${facts.name}\` holds ${lossWords(facts)}, and nothing is deleted here unsaved.`,
    next: 'Let the queue run empty, or move its messages; then `/plan`.',
  };
};
