import { isStanding } from '../approve/approval.ts';
import type { CallMade, MadeResource, Outcome, StepDone } from '../execute/outcome.ts';
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

const madeLine = (made: MadeResource, done: StepDone, step: Step | undefined): string => {
  const name = quoteInline(made.physicalId === '' ? made.logicalId : made.physicalId, 80);
  if (step?.kind === 'operate') {
    const operation = quoteInline(step.operation, 40);
    return `${operation} ${typeWords(made.type)} → ${name} · its effect was read back`;
  }
  const check = done.checks.find((one) => one.logicalId === made.logicalId);
  const found = LEFT[made.action] ?? checkWords(check);
  return `${made.action} ${typeWords(made.type)} → ${name} · ${found}`;
};

/** What the finished steps made: planned, made, and what was read back. */
export const renderMade = ({ plan, outcome }: OutcomeView): string => {
  const lines = outcome.steps.flatMap((done) => {
    if (done.kind !== 'done') return [];
    const step = plan.steps.find((one) => one.id === done.stepId);
    return done.made.map((made) => madeLine(made, done, step));
  });
  return lines.length === 0 ? '' : `**Planned → made** · read back\n${bullets(lines)}`;
};

const callLine = (call: CallMade): string => {
  const id = call.requestId === '' ? 'answer lost, accepted by AWS' : quoteInline(call.requestId);
  return `${quoteInline(call.action)} · ${call.stepId} · ${utc(call.at)} · request ${id}`;
};

const titled = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}:\n${bullets(lines)}`;

/** ARNs, request ids and outputs, folded. */
export const renderEvidence = (outcome: Outcome): string => {
  const done = outcome.steps.flatMap((step) => (step.kind === 'done' ? [step] : []));
  const arns = done
    .flatMap((step) => step.made.map((made) => made.arn))
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

const agentLine = (agent: ServiceAgent): string => {
  const cost =
    agent.costUsdDaily === undefined ? 'cost unknown' : `${dollars(agent.costUsdDaily)} a day`;
  const health =
    agent.healthStatus === 'Unknown' ? 'unknown until its first check' : agent.healthStatus;
  return (
    `**${agent.decisionMaker}** now looks after ${quoteInline(agent.name, 80)} · ` +
    `autonomy ${agent.autonomyLevel} of 10 · ${cost} · health ${health}`
  );
};

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
    view.agents.map(agentLine).join('\n'),
    identityLine(view),
    renderEvidence(outcome),
    undoingWords(view),
    `**Next** · ${nextOf(view)}`,
    openWords(view),
  );
};
