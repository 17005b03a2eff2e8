import { isStanding } from '../approve/approval.ts';
import type { CallMade, MadeResource, Outcome, StepDone } from '../execute/outcome.ts';
import { operationWords } from '../plan/operation-words.ts';
import type { Step } from '../plan/step.ts';
import type { ReadBackCheck } from '../services/service.ts';
import type { ServiceAgent } from '../task/aws-resource.ts';
import {
  blocks,
  bullets,
  details,
  dollars,
  duration,
  listed,
  plural,
  typeWords,
  utc,
} from './markdown.ts';
import type { OutcomeView } from './outcome.ts';
import { claimWords, openWords, planName } from './outcome-items.ts';
import { undoingWords, standingIdentity, standingWords } from './heal.ts';
import { physicalName } from './physical-name.ts';
import { quoteInline, sentence } from './quote.ts';

type Checked = ReadBackCheck['checks'][number];

/** What nobody could compare, or is not about the plan: by its own name, whatever else holds. */
const asideWords = ({ name, detail }: Checked): string =>
  `**${sentence(name, 80)}**: ${sentence(detail, 120)}`;

/** The check of one resource in words: as planned, or what differs. */
const checkWords = (check: ReadBackCheck | undefined): string => {
  if (check === undefined) return 'not read back';
  const asides = check.checks.filter((one) => one.isAside === true).map(asideWords);
  const own = check.checks.filter((one) => one.isAside !== true);
  const wrong = own.filter((one) => !one.holds);
  if (wrong.length > 0) {
    const what = wrong.map((one) => `${sentence(one.name, 80)}: ${sentence(one.detail, 120)}`);
    return [`**differs**: ${what.join('; ')}`, ...asides].join('; ');
  }
  const names = own.map((one) => sentence(one.name, 80));
  const held = names.length === 0 ? 'it is there' : `as planned: ${names.join(', ')}`;
  return [held, ...asides].join('; ');
};

/** What is not read back, because it is no more a part of the stack. */
const LEFT: Readonly<Partial<Record<MadeResource['action'], string>>> = {
  delete: 'gone',
  release: 'out of the stack, left as it was',
};

/** The planned one, where several of its type were made: of two subnets one sees which is which. */
const plannedWords = ({ logicalId, type }: MadeResource, { made }: StepDone): string =>
  made.filter((one) => one.type === type).length < 2 ? '' : ` ${quoteInline(logicalId, 64)}`;

/** The next revision is no replacement: the plan said so, and the receipt says the same. */
const actionOf = ({ action, logicalId }: MadeResource, step: Step | undefined): string =>
  step?.changes.some((one) => one.logicalId === logicalId && one.isNewRevision === true) === true
    ? 'new revision of'
    : action;

const madeLine = (made: MadeResource, done: StepDone, step: Step | undefined): string => {
  const known = made.physicalId === '' ? made.logicalId : made.physicalId;
  const name = quoteInline(physicalName(known), 128);
  if (step?.kind === 'operate') {
    const operation = sentence(operationWords(step.operation), 40);
    return `${operation} ${typeWords(made.type)} → ${name} · its effect was read back`;
  }
  const check = done.checks.find((one) => one.logicalId === made.logicalId);
  const found = LEFT[made.action] ?? checkWords(check);
  const planned = `${actionOf(made, step)} ${typeWords(made.type)}${plannedWords(made, done)}`;
  return `${planned} → ${name} · ${found}`;
};

/** An operation that changes no setting: what was asked of AWS, and that it came to its end. */
const operatedLines = (step: Step | undefined): readonly string[] =>
  step?.kind === 'operate' ? [`${sentence(step.summary, 300)} · done`] : [];

/** What the finished steps made: planned, made, and what was read back. */
export const renderMade = ({ plan, outcome }: OutcomeView): string => {
  const lines = outcome.steps.flatMap((done) => {
    if (done.kind !== 'done') return [];
    const step = plan.steps.find((one) => one.id === done.stepId);
    const made = done.made.map((one) => madeLine(one, done, step));
    return made.length === 0 ? operatedLines(step) : made;
  });
  if (lines.length === 0) return '';
  const isMade = outcome.steps.some((done) => done.kind === 'done' && done.made.length > 0);
  return `${isMade ? '**Planned → made** · read back' : '**Done**'}\n${bullets(lines)}`;
};

const callLine = (call: CallMade): string => {
  const id = call.requestId === '' ? 'answer lost, accepted by AWS' : quoteInline(call.requestId);
  return `${quoteInline(call.action)} · ${call.stepId} · ${utc(call.at)} · request ${id}`;
};

const titled = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}:\n${bullets(lines)}`;

/** What is gone has no read-back; where AWS names it by its ARN, that is known all the same. */
const arnOf = ({ arn, physicalId }: MadeResource): string =>
  arn === '' && physicalId.startsWith('arn:') ? physicalId : arn;

/** ARNs, request ids and outputs, folded. */
export const renderEvidence = (outcome: Outcome): string => {
  const done = outcome.steps.flatMap((step) => (step.kind === 'done' ? [step] : []));
  const arns = done
    .flatMap((step) => step.made.map(arnOf))
    .filter((arn, at, all) => arn !== '' && all.indexOf(arn) === at);
  const outputs = done.flatMap((step) =>
    Object.entries(step.outputs).map(
      ([name, value]) => `${quoteInline(name, 64)} = ${quoteInline(value, 300)}`,
    ),
  );
  return details(
    '<b>ARNs and request ids</b>',
    blocks(
      titled(
        'ARNs',
        arns.map((arn) => quoteInline(arn, 300)),
      ),
      titled('Calls that changed something', outcome.calls.map(callLine)),
      titled('Outputs', outputs),
    ),
  );
};

const MOST_AGENTS = 6;

const namesOf = (agents: readonly ServiceAgent[]): string => {
  const named = agents.slice(0, MOST_AGENTS).map(({ name }) => quoteInline(name, 80));
  const more = agents.length - named.length;
  return listed(more === 0 ? named : [...named, `${more} more`]);
};

const costOf = (agents: readonly ServiceAgent[]): string => {
  const known = agents.flatMap(({ costUsdDaily }) => costUsdDaily ?? []);
  if (known.length === 0) return 'cost unknown';
  const sum = known.reduce((all, one) => all + one, 0);
  const unknown = agents.length - known.length;
  const rest = unknown === 0 ? '' : `, without ${unknown} of unknown cost`;
  return `${dollars(sum)} a day${agents.length === 1 ? '' : ' together'}${rest}`;
};

const autonomyOf = (agents: readonly ServiceAgent[]): string => {
  const levels = agents.map(({ autonomyLevel }) => autonomyLevel);
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  return `autonomy ${least === most ? least : `${least} to ${most}`} of 10`;
};

const healthOf = (agents: readonly ServiceAgent[]): string => {
  const first = agents.length === 1 ? 'its first check' : 'their first check';
  const states = agents.map(({ healthStatus }) =>
    healthStatus === 'Unknown' ? `unknown until ${first}` : healthStatus,
  );
  return `health ${listed([...new Set(states)])}`;
};

/** Who looks after what, in one line for each of them. */
const agentLines = (agents: readonly ServiceAgent[]): readonly string[] =>
  [...new Set(agents.map(({ decisionMaker }) => decisionMaker))].map((maker) => {
    const own = agents.filter(({ decisionMaker }) => decisionMaker === maker);
    const words = [namesOf(own), autonomyOf(own), costOf(own), healthOf(own)];
    return `**${maker}** now looks after ${words.join(' · ')}`;
  });

/** Who or what approved, as one sentence. */
export const approvedBy = ({ approvals }: Pick<OutcomeView, 'approvals'>): string =>
  standingWords(approvals) ??
  `Approved by ${listed(approvals.map(({ person }) => quoteInline(person.login, 40)))}.`;

const identityLine = ({ approvals, outcome }: OutcomeView): string => {
  const [first] = approvals;
  if (first === undefined) return '';
  const standing = standingIdentity(approvals);
  const identity = standing ?? `gh-${first.person.id}-${first.person.login}`;
  const people = approvals.length === 1 ? "the approver's" : "the first approver's";
  const whose = standing === undefined ? people : "the standing approval's";
  return (
    `${plural(outcome.calls.length, 'call')} changed something, in ${whose} name: ` +
    `\`SourceIdentity\` ${quoteInline(identity, 64)}.`
  );
};

const undoWords = ({ purpose, reversibility }: OutcomeView['plan']): string => {
  if (purpose === 'rollback') {
    return 'This was the undoing; to have it again, ask for it in a new issue.';
  }
  return reversibility === 'irreversible'
    ? 'It can not be undone.'
    : `Undo: \`/rollback\` (${reversibility}).`;
};

const NEXT_OF_HEAL =
  'nothing: the next look at health says whether it helped, and closes this issue if it did.';

const nextOf = (view: OutcomeView): string => {
  if (view.approvals.some(isStanding)) return NEXT_OF_HEAL;
  return `${openWords(view) === '' ? 'nothing. ' : ''}${undoWords(view.plan)}`;
};

/** The receipt of an execution that did everything: planned and made, side by side. */
export const renderReceipt = (view: OutcomeView): string => {
  const { plan, outcome } = view;
  const word = plan.purpose === 'rollback' ? 'Undone' : 'Done';
  return blocks(
    `## ${word} in ${duration(outcome.seconds)} · ${planName(view)}`,
    approvedBy(view),
    renderMade(view),
    claimWords(view),
    // No list: it would be read as one with the list above it.
    agentLines(view.agents).join('\n'),
    identityLine(view),
    renderEvidence(outcome),
    undoingWords(view),
    `**Next** · ${nextOf(view)}`,
    openWords(view),
  );
};
