import type { ChangeAction, PlannedChange } from '../plan/change.ts';
import { isReplaced } from '../plan/new-revision.ts';
import type { Plan } from '../plan/plan.ts';
import { shortDigest } from '../task/ids.ts';
import { blocks, bullets, listed, maskIds, plural, typeWords } from './markdown.ts';
import { approvalWords } from './people.ts';
import { costWords, hindrance } from './plan-head.ts';
import type { PlanView } from './plan-view.ts';
import { quoteInline, sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

/** What a plan is told from. */
export type ExplainPlanView = Omit<PlanView, 'policies' | 'handles'>;

const MOST_NAMED = 6;

const nameOf = ({ type, logicalId, physicalId }: PlannedChange): string =>
  `${typeWords(type)} ${quoteInline(physicalId ?? logicalId, 64)}`;

const named = (changes: readonly PlannedChange[]): string => {
  const words = changes.slice(0, MOST_NAMED).map(nameOf);
  const more = changes.length - words.length;
  return listed(more > 0 ? [...words, `${more} more`] : words);
};

const changesOf = ({ steps }: Plan): readonly PlannedChange[] =>
  steps.flatMap((step) => step.changes);

const placeWords = ({ accounts }: Plan): string =>
  listed(
    accounts.map(
      ({ name, tier, regions }) => `${quoteInline(name, 50)} (${tier}), ${regions.join(', ')}`,
    ),
  );

const line = (title: string, text: string): readonly string[] =>
  text === '' ? [] : [`**${title}** · ${text}.`];

const madeWords = (plan: Plan): string => {
  const made = changesOf(plan).filter(({ action }) => action === 'create');
  return made.length === 0 ? '' : `${named(made)}, in ${placeWords(plan)}`;
};

const CHANGES: ReadonlySet<ChangeAction> = new Set(['change', 'import', 'release']);

const changedWords = (plan: Plan): string => {
  const changed = changesOf(plan).filter(
    ({ action, isNewRevision }) => CHANGES.has(action) || isNewRevision === true,
  );
  return changed.length === 0 ? '' : `${named(changed)}, in ${placeWords(plan)}`;
};

/** Steps that are a call and no change of a resource: started, stopped, saved. */
const operationWords = ({ steps }: Plan): string =>
  listed(
    steps
      .filter((step) => step.kind === 'operate' && step.changes.length === 0)
      .map((step) => sentence(step.summary, 200)),
  );

const lostWords = (plan: Plan): string => {
  const lost = changesOf(plan).filter(
    (change) => change.action === 'delete' || isReplaced(change) || change.losesData,
  );
  if (lost.length === 0) return plan.losesData ? '**data**' : 'nothing';
  const words = lost.map((change) => {
    const how = change.action === 'replace' ? ', which is made anew' : '';
    return `${nameOf(change)}${how}${change.losesData ? ', **with its data**' : ''}`;
  });
  return words.join('; ');
};

const UNDO: Readonly<Record<Plan['reversibility'], string>> = {
  reversible: 'it can be undone',
  'partly reversible': 'it can be undone in part',
  irreversible: '**it can not be undone**',
};

const undoWords = ({ reversibility, phases }: Plan): string => {
  const ways = [
    ...new Set(phases.map(({ rollback }) => sentence(rollback.replace(/\.$/, ''), 300))),
  ];
  return `${UNDO[reversibility]}: ${ways.join('; ')}`;
};

const whoWords = (view: ExplainPlanView): string => {
  const no = hindrance(view);
  if (no !== undefined) return no;
  return view.isHeal === true
    ? 'the merged `config/healing.yml`, and nobody else'
    : approvalWords(view.requirement, view.config.approvals.approvers);
};

const reviewWords = ({ review }: ExplainPlanView): string => {
  const { counts, mustResolve } = review.gate;
  const blocked = mustResolve.length === 0 ? '' : `, ${mustResolve.length} to be resolved`;
  return (
    `${plural(counts.remediated, 'safeguard')} in the plan, ` +
    `${plural(counts.acceptable + counts.blocked, 'gap')}, ${counts.unknown} not known${blocked}`
  );
};

const otherThanAsked = ({ deviations }: Plan): string =>
  deviations
    .map(({ planned, because }) => `${sentence(planned, 200)}: ${sentence(because, 200)}`)
    .join('; ');

/**
 * A plan in plain words, for somebody who reads no template: what there is afterwards, what is
 * lost, what it costs, who decides, how it is undone. Nothing in it is not in the plan.
 */
export const renderPlainPlan = (view: ExplainPlanView): string => {
  const { plan, digest, config } = view;
  const text = blocks(
    `**Plan \`${shortDigest(digest)}\` in plain words**`,
    bullets([
      ...line('Afterwards there is', madeWords(plan)),
      ...line('Is changed', changedWords(plan)),
      ...line('Is done', operationWords(plan)),
      ...line('Is lost', lostWords(plan)),
      ...line('What it costs a month', costWords(plan)),
      ...line(
        `Why the risk is ${plan.risk.level}`,
        plan.risk.because.map((reason) => sentence(reason)).join('; '),
      ),
      ...line('The review', reviewWords(view)),
      ...line('Who decides', whoWords(view)),
      ...line('How it is undone', undoWords(plan)),
      ...line('Not as it was asked', otherThanAsked(plan)),
    ]),
    '**Next** · `/explain ITEM` explains one item of the review, `/why` shows what an approval ' +
      'still needs. The plan decides, not these words.',
  );
  const ids = plan.accounts.map((account) => account.id);
  return withoutSecrets(maskIds(text, ids, config.maskAccountIds));
};
