import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIssue } from '../../src/intake/parse-issue.ts';
import { operationKeys } from '../../src/report/services/named-operations.ts';
import { isImportTask } from '../../src/services/import/import-task.ts';
import { allServices } from '../../src/services/registry.ts';
import { typeWords } from '../../src/reply/markdown.ts';
import { isAboutOrganization, ORGANIZATION_TYPE } from '../../src/task/about-organization.ts';
import type { AwsTask, MutationTask } from '../../src/task/aws-task.ts';
import { isMutation } from '../../src/task/aws-task.ts';
import type { Story } from '../conversations/story.ts';
import { ACCOUNTS } from '../intake/organization.ts';
import { ROOT } from '../source-files.ts';
import { readStories } from './stories.ts';

/** What the application says when what was asked is done, by the kind of task. */
const ENDS: readonly (readonly [RegExp, (task: AwsTask) => readonly string[]])[] = [
  [/^## Done in /m, (task) => (isMutation(task) ? dutiesOf(task) : [])],
  [
    /^## \d+ (?:resources? found|accounts? in) /m,
    ({ taskType }) => (taskType === 'DiscoverResources' ? ['read'] : []),
  ],
  [
    /· findings: (\d+ (critical|high|medium|low)(, )?)+ ·/,
    ({ taskType }) => (taskType === 'DiscoverResources' ? ['read:findings'] : []),
  ],
  [
    /^## \d+ stacks? compared · /m,
    ({ taskType }) => (taskType === 'DiscoverResources' ? ['operations:drift'] : []),
  ],
  [/^## Health: /m, ({ taskType }) => (taskType === 'HealthCheck' ? ['health'] : [])],
  [/^## Audit: /m, ({ taskType }) => (taskType === 'SecurityAudit' ? ['audit'] : [])],
];

/** What is told in words of its own: by the schedule in a report, or as a proposal to others. */
const TOLD: readonly (readonly [RegExp, string])[] = [
  [/^\*\*Compared\*\* · week before \$/m, 'AWS::Budgets::Budget read:report'],
  [/^\*\*This month\*\* · .* expected by /m, 'AWS::Budgets::Budget read:forecast'],
  [/^> \*[^*]+\*: propose the account /m, 'AWS::Organizations::Organization proposed'],
  [/^\*\*Unusual\*\*\n\n- \*\*\+\$/m, 'AWS::Budgets::Budget read:anomaly'],
];

const VERBS = { CreateResource: 'create', UpdateResource: 'update', DeleteResource: 'delete' };

/** The type of a volume also takes snapshots away by their id: that deletes no volume. */
const isOfSnapshot = ({ taskType, parameters: { id } }: MutationTask): boolean =>
  taskType === 'DeleteResource' && typeof id === 'string' && id.startsWith('snap-');

/** An order by name is an operation, and no update; both with what was said beside it. */
const dutiesOf = (task: AwsTask): readonly string[] => {
  if (!isMutation(task) || isOfSnapshot(task)) return [];
  const { action } = task.parameters;
  const duty = action === undefined ? VERBS[task.taskType] : 'operations';
  const said = typeof action === 'string' ? [action] : Object.keys(task.parameters);
  return [duty, ...said.map((one) => `${duty}:${one}`)];
};

const ALL = allServices.map(({ resourceType }) => resourceType);

interface Chapter {
  readonly title: string;
  readonly body: string;
  readonly said: readonly string[];
}

/** A story asks again where an issue is edited, or another one is opened. */
const chaptersOf = ({ title, body, turns }: Story): readonly Chapter[] => {
  let chapter = { title, body, said: [] as string[] };
  const chapters: Chapter[] = [];
  for (const { who, act, front, text } of turns) {
    if (who === 'bot') chapter.said.push(text);
    if (act !== 'open-issue' && act !== 'edit-issue') continue;
    chapters.push(chapter);
    const next = typeof front['title'] === 'string' ? front['title'] : '';
    chapter = { title: next, body: text.trim(), said: [] };
  }
  return [...chapters, chapter];
};

const tasksOf = ({ title, body }: Chapter): readonly AwsTask[] => {
  const issue = { title, body, labels: ['aws-task'] };
  const read = parseIssue(issue, { accounts: ACCOUNTS }, { tasksPerIssue: 10 });
  return read.kind === 'tasks' ? read.tasks : [];
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Who asks about everything is shown only the kinds that the answer names, one by one. */
const isNamed = (said: string, type: string): boolean =>
  new RegExp(
    String.raw`^(?:- |\| ).*[\x60)] (?:· )?${escaped(typeWords(type))}(?: ·|<br>|\s\|)`,
    'm',
  ).test(said);

const typesOf = (task: AwsTask, said: string): readonly string[] => {
  if (isAboutOrganization(task)) return [ORGANIZATION_TYPE];
  // What is imported stays as it is: it is its stack that something is done with.
  if (isMutation(task) && isImportTask(task)) return ['AWS::CloudFormation::Stack'];
  const { resourceType } = task;
  return resourceType === undefined ? ALL.filter((type) => isNamed(said, type)) : [resourceType];
};

const shownIn = (story: Story): readonly (readonly [string, string])[] =>
  chaptersOf(story).flatMap((chapter) => {
    const said = chapter.said.join('\n');
    const ends = ENDS.filter(([end]) => end.test(said));
    return tasksOf(chapter).flatMap((task) =>
      ends.flatMap(([, duties]) =>
        duties(task).flatMap((duty) =>
          typesOf(task, said).map((type) => [`${type} ${duty}`, story.name] as const),
        ),
      ),
    );
  });

const toldIn = ({ name, turns }: Story): readonly (readonly [string, string])[] => {
  const said = turns.filter(({ who }) => who === 'bot').map(({ text }) => text);
  return TOLD.filter(([mark]) => said.some((text) => mark.test(text))).map(
    ([, key]) => [key, name] as const,
  );
};

const CONFORMANCE = 'docs/conformance-services.md';

/** Lines of one section of a page. */
const sectionOf = (page: string, heading: string): readonly string[] =>
  (page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').split('\n');

/**
 * The last recorded run against servers over the wire, by the title of a service: what ran from its
 * creation to its deletion, and what that server makes nothing of.
 */
const conformant = (): readonly (readonly [string, string])[] => {
  const text = readFileSync(join(ROOT, CONFORMANCE), 'utf8');
  const [ran, unmade] = [sectionOf(text, 'What ran'), sectionOf(text, 'Not made by that server')];
  const isRun = (title: string): boolean =>
    ran.some(
      (one) => one.startsWith(`- ${title}: created, read back, `) && /, deleted[.,]/.test(one),
    );
  const keyOf = (title: string): string | undefined =>
    isRun(title) ? 'conformance' : unmade.includes(`- ${title}`) ? 'unmade' : undefined;
  return allServices.flatMap(({ title, resourceType }): readonly (readonly [string, string])[] => {
    const key = keyOf(title);
    return key === undefined ? [] : [[`${resourceType} ${key}`, CONFORMANCE]];
  });
};

const entry = (key: string, value: string): string => {
  const line = `  '${key}': '${value}',`;
  return line.length <= 100 ? line : `  '${key}':\n    '${value}',`;
};

/** The table of what stories show, as a module: the first story by name for each type and duty. */
export const renderShown = (): string => {
  const stories = readStories();
  const all = [...stories.flatMap(shownIn), ...stories.flatMap(toldIn), ...conformant()];
  const sorted = all.toSorted((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));
  const first = new Map<string, string>();
  const isTold = (key: string) => !key.includes(':', key.indexOf(' ')) || operationKeys.has(key);
  for (const [key, story] of sorted) if (!first.has(key) && isTold(key)) first.set(key, story);
  const lines = [...first].map(([key, story]) => entry(key, story));
  return [
    '/** Table: what stories show, by type and duty, with one of them. Generated by npm run docs. */',
    'export const SHOWN_BY_STORIES: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
};
