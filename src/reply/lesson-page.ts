import type { Extension, Tightened } from '../report/lessons/extension.ts';
import type { LessonEvidence, PlanEvidence } from '../report/lessons/evidence.ts';
import { typesOf, type Lesson } from '../report/lessons/judge.ts';
import { LONGEST_PAGE, MODEL_WORDS } from '../review/skills/page.ts';
import { adviceLine, happenedLine } from './lesson-lines.ts';
import type { LessonWords } from './lesson-words.ts';
import { blocks, bullets, listed, table, typeWords } from './markdown.ts';
import { sentence } from './quote.ts';

/** A lesson with all that it is made from. */
export interface LessonView {
  readonly evidence: LessonEvidence;
  readonly lessons: readonly Lesson[];
  readonly extensions: readonly Extension[];
  /** What a model wrote of it, checked; absent without a model. */
  readonly words?: LessonWords;
}

const COLUMNS = ['Plan', 'Tier', 'Of', 'End'].map((title) => ({ title }));
const MOST_PLANS = 10;

/** Lessons that fit a page whatever their titles. */
const FEWEST = 6;

const endWords = ({ end }: PlanEvidence): string => {
  if (end === undefined) return 'not carried out';
  return end.code === undefined ? end.kind : `${end.kind}, \`${end.code}\``;
};

const planRow = (plan: PlanEvidence): readonly string[] => [
  `\`${plan.digest}\``,
  plan.tier,
  plan.types.length === 0 ? 'other' : listed(plan.types.map(typeWords)),
  endWords(plan),
];

/** The evidence as a table of plans; the newest ten. */
export const renderEvidence = ({ plans }: LessonEvidence): string =>
  table(COLUMNS, plans.slice(-MOST_PLANS).map(planRow));

const written = (words: LessonWords | undefined): string =>
  words === undefined
    ? ''
    : blocks(
        MODEL_WORDS,
        'Written by a model from the evidence below, and read by a person before it was merged. ' +
          'The evidence decides.',
        sentence(words.summary, 600),
        bullets(words.advice.map((line) => sentence(line, 240))),
      );

const head = ({ evidence, lessons }: LessonView): string => {
  const types = typesOf(lessons);
  const about = types.length === 0 ? 'plans' : listed(types.slice(0, 3).map(typeWords));
  const name = `issue-${evidence.issueNumber}`;
  const description = `What issue ${evidence.issueNumber} taught about ${about}.`;
  return [
    '---',
    `name: ${name}`,
    `description: ${description}`,
    ...(types.length === 0 ? [] : ['metadata:', `  types: '${types.join(' ')}'`]),
    '---',
  ].join('\n');
};

const FAILURES: ReadonlySet<Lesson['kind']> = new Set(['denied', 'failed', 'refused']);

/** True where somebody who meets it again wants steps, not only the knowledge. */
const needsRunbook = ({ lessons }: LessonView): boolean =>
  lessons.some(({ kind }) => FAILURES.has(kind));

const runbookPath = ({ issueNumber }: LessonEvidence): string =>
  `docs/runbooks/issue-${issueNumber}.md`;

const tightenedLine = ({ item, how }: Tightened): string =>
  how === 'binding'
    ? `\`${item.id}\` is no longer advisory: the gate counts it.`
    : `\`${item.id}\` is asked for from ${item.from} up.`;

const render = (view: LessonView): string => {
  const { evidence, lessons, extensions } = view;
  const tightened = extensions.flatMap(({ items }) => items.map(tightenedLine));
  return `${blocks(
    head(view),
    `# What issue ${evidence.issueNumber} taught`,
    bullets(lessons.map((lesson) => `${happenedLine(lesson)} ${adviceLine(lesson)}`)),
    needsRunbook(view) ? `Step by step: \`${runbookPath(evidence)}\`.` : '',
    tightened.length === 0 ? '' : blocks('## The baseline beside this page', bullets(tightened)),
    written(view.words),
    evidence.plans.length === 0 ? '' : blocks('## Evidence', renderEvidence(evidence)),
  )}\n`;
};

/** The page, with less where it would be longer than a page may be; the lessons go last. */
const page = ({ words, ...view }: LessonView): string => {
  const short = { ...view, evidence: { ...view.evidence, plans: view.evidence.plans.slice(-1) } };
  const forms = [
    ...(words === undefined ? [] : [{ ...view, words }]),
    view,
    short,
    { ...short, lessons: view.lessons.slice(0, FEWEST) },
  ];
  const texts = forms.map(render);
  return texts.find((text) => text.length <= LONGEST_PAGE) ?? texts.at(-1) ?? '';
};

/** What to do, in order, when it happens again. */
const STEPS: Readonly<Record<'denied' | 'failed' | 'refused', readonly string[]>> = {
  denied: [
    'Read in the outcome of the issue what denied it: a policy, a boundary or the session.',
    'Compare the roles in the account with `infrastructure/`; install anew what differs.',
    'Where a policy denies it, ask its owner. Nothing is tried with wider rights.',
    'Then type `/plan` in the issue of the task, and approve the new plan.',
  ],
  failed: [
    'Read the failing event in the outcome of the issue; the events after it are its consequences.',
    'Look in the account at how the stack stands before anything else is planned.',
    'Mend the cause. Then type `/plan` in the issue of the task, and approve the new plan.',
  ],
  refused: [
    'Look up the code in the list of messages of this application: it says what stood against it.',
    'Type `/plan` in the issue of the task, and approve the new plan while it is new.',
  ],
};

const isFailure = (
  lesson: Lesson,
): lesson is Extract<Lesson, { readonly kind: 'denied' | 'failed' | 'refused' }> =>
  FAILURES.has(lesson.kind);

const runbook = ({ evidence, lessons }: LessonView): string =>
  `${blocks(
    `# When it fails as in issue ${evidence.issueNumber}`,
    ...lessons
      .filter(isFailure)
      .map((lesson) =>
        blocks(
          `**${happenedLine(lesson)}**`,
          STEPS[lesson.kind].map((step, index) => `${index + 1}. ${step}`).join('\n'),
        ),
      ),
    evidence.plans.length === 0 ? '' : blocks('## Evidence', renderEvidence(evidence)),
  )}\n`;

/** The name of the page of an issue's lesson, and its path in the repository. */
export const lessonPage = (issueNumber: number) => {
  const name = `org/learned/issue-${issueNumber}`;
  return { name, file: `skills/${name}/SKILL.md` };
};

/**
 * The files that a lesson proposes: its page, a runbook where something failed, and an extension of
 * each baseline that was asked for more by hand. Their paths are made of the issue's number only.
 */
export const lessonFiles = (view: LessonView): ReadonlyMap<string, string> => {
  const { evidence, extensions } = view;
  const { name, file } = lessonPage(evidence.issueNumber);
  return new Map([
    [file, page(view)],
    ...extensions.map(
      ({ prefix, text }) => [`skills/${name}/${prefix.toLowerCase()}/baseline.yml`, text] as const,
    ),
    ...(needsRunbook(view) ? [[runbookPath(evidence), runbook(view)] as const] : []),
  ]);
};
