import { happenedLine } from './lesson-lines.ts';
import { lessonFiles, renderEvidence, type LessonView } from './lesson-page.ts';
import { blocks, bullets, plural } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

/** The title of a lesson's pull request. */
export const renderLessonTitle = ({ evidence }: LessonView): string =>
  `Lesson of issue ${evidence.issueNumber}`;

const section = (title: string, body: string): string =>
  body === '' ? '' : `### ${title}\n\n${body}`;

/** What a merge changes, by what is in the pull request. */
const merging = ({ extensions }: LessonView): readonly string[] => [
  'People and models read the page from the next start of the application on.',
  ...(extensions.length === 0
    ? []
    : ['The review asks for more: an extension can tighten a baseline, and never weaken one.']),
  'The application must be started with this `skills/org` beside its configuration.',
];

const files = (view: LessonView): string =>
  bullets([...lessonFiles(view).keys()].map((path) => quoteInline(path, 200)));

/**
 * The body of a lesson's pull request: what is proposed, from what, and what a merge changes.
 * `leftOut` says why the words of a model are not in it, where there were some.
 */
export const renderLessonBody = (view: LessonView, leftOut?: string): string =>
  withoutSecrets(
    blocks(
      `**${plural(view.lessons.length, 'lesson')} of #${view.evidence.issueNumber}**, proposed ` +
        'by `/learn`. Edit it here as you like; this application never merges it.',
      section('What is proposed', bullets(view.lessons.map(happenedLine))),
      section('Files', files(view)),
      section('Evidence', renderEvidence(view.evidence)),
      section('What a merge changes', bullets(merging(view))),
      leftOut === undefined ? '' : `The words of the model were left out: ${sentence(leftOut)}.`,
      'No name of a resource, no account, no ARN and no text of the issue is in it: it is made ' +
        'of types, items and codes.',
    ),
  );

/** The answer to `/learn` when its pull request is open. */
export const renderLessonOpened = (number: number, lessons: number): string =>
  blocks(
    `**Pull request #${number} proposes ${plural(lessons, 'lesson')} of this issue.**`,
    '**Next** · review it, edit it as you like, and merge it there; this application never does.',
  );

/** The answer while one is open already. */
export const renderLessonThere = (number: number): string =>
  blocks(
    `**Pull request #${number} proposes the lesson of this issue already.** It was left as it is.`,
    '**Next** · edit or merge it there. Closed without a merge, `/learn` makes it anew.',
  );
