import { setTimeout as wait } from 'node:timers/promises';
import type { StageComment } from '../github/stage.ts';
import { printCheck, printIssue, printSaid, printScene, type Speaker } from './print.ts';
import { PEOPLE, type DemoStage } from './stage.ts';

/** The application's login. */
export const BOT = 'aws-coworker[bot]';

const READING_MS = 1500;

/** Longest a scene may wait for the application. */
const PATIENCE_MS = 60_000;

/** One issue of the demo and what was printed of it. */
export interface Scene {
  readonly stage: DemoStage;
  readonly number: number;
  readonly printed: Map<number, string>;
  readonly tally: Tally;
}

/** How many facts held, and which did not. */
export interface Tally {
  held: number;
  readonly failures: string[];
}

const APPLICATION: Speaker = { name: 'aws-coworker', about: 'the application', isBot: true };

/** A person of the stage, or the application. */
export const speakerOf = (login: string): Speaker =>
  login === BOT ? APPLICATION : personOf(login);

const personOf = (login: string): Speaker => ({
  name: login,
  about: `has ${PEOPLE.find((person) => person.login === login)?.role ?? 'no role'}`,
  isBot: false,
});

const botComments = async (scene: Scene): Promise<readonly StageComment[]> =>
  (await scene.stage.github.listComments(scene.number)).filter((one) => one.login === BOT);

/** Of a comment that was edited, only the line above the plan when the plan is still the same. */
export const newsOf = (
  before: string | undefined,
  body: string,
): readonly [text: string, does: string] => {
  const [banner = '', plan] = body.split(/<!-- aws-coworker:plan -->/);
  const isSame = plan !== undefined && before?.endsWith(plan) === true;
  if (isSame) return [banner, 'edits the plan comment, above the plan'];
  return [body, before === undefined ? 'comments' : 'edits its comment'];
};

/** Prints what the application said since the last time. */
const printNews = async (scene: Scene): Promise<void> => {
  for (const comment of await botComments(scene)) {
    const before = scene.printed.get(comment.id);
    if (before === comment.body) continue;
    scene.printed.set(comment.id, comment.body);
    printSaid(APPLICATION, ...newsOf(before, comment.body));
  }
};

/** Lets the application work until some comment of its own matches; prints what it said. */
export const until = async (scene: Scene, pattern: RegExp): Promise<string> => {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    await scene.stage.opened.queue.drain();
    const bodies = (await botComments(scene)).map((comment) => comment.body);
    const found = bodies.findLast((body) => pattern.test(body));
    if (found !== undefined || Date.now() > end) {
      await printNews(scene);
      if (found === undefined) check(scene, false, `the application says ${String(pattern)}`);
      return found ?? '';
    }
    await wait(30);
  }
};

/** A fact that must hold for the demo to end well. */
export const checkFact = (tally: Tally, isTrue: boolean, text: string): void => {
  if (isTrue) tally.held += 1;
  else tally.failures.push(text);
  printCheck(isTrue, text);
};

/** A fact of a scene. */
export const check = (scene: Scene, isTrue: boolean, text: string): void =>
  checkFact(scene.tally, isTrue, text);

/** Prints the newest pull request, as its reviewers see it. */
export const showPullRequest = async (scene: Scene): Promise<void> => {
  const pull = (await scene.stage.github.listPullRequests()).at(-1);
  if (pull === undefined) return;
  const does = `opens pull request #${pull.number} from ${pull.headRef}`;
  printSaid(APPLICATION, `**${pull.title}**\n\n${pull.body}`, does);
};

/** Somebody opens an issue of the application's; without a title it goes on in its scene. */
export const open = async (
  stage: DemoStage,
  scene: { readonly tally: Tally; readonly index?: number; readonly title?: string },
  issue: { readonly who: string; readonly title: string; readonly body: string },
): Promise<Scene> => {
  const { index, title } = scene;
  if (index !== undefined && title !== undefined) printScene(index, title);
  printIssue(speakerOf(issue.who), issue);
  const { number } = await stage.github.openIssue(issue.who, {
    title: issue.title,
    body: issue.body,
    labels: ['aws-task'],
  });
  return { stage, number, printed: new Map(), tally: scene.tally };
};

/** Somebody comments. */
export const say = async (scene: Scene, who: string, text: string): Promise<void> => {
  printSaid(speakerOf(who), text);
  // People need a moment to read: an approval in the very second of its plan proves nothing.
  if (text.startsWith('/approve')) await wait(READING_MS);
  await scene.stage.github.comment(who, scene.number, text);
};

/** The line that a plan asks people to copy. */
export const lineToCopy = (comment: string): string =>
  /^\/approve [0-9a-f]{12}$/m.exec(comment)?.[0] ?? '';
