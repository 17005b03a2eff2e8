import { setTimeout as wait } from 'node:timers/promises';
import type { StageComment } from '../github/stage.ts';
import { printCheck, printSaid, printScene } from './print.ts';
import type { DemoStage } from './stage.ts';

const BOT = 'aws-coworker[bot]';

const READING_MS = 1500;

/** Longest a scene may wait for the application. */
const PATIENCE_MS = 60_000;

/** One issue of the demo and what was printed of it. */
export interface Scene {
  readonly stage: DemoStage;
  readonly number: number;
  readonly printed: Map<number, string>;
  readonly failures: string[];
}

const botComments = async (scene: Scene): Promise<readonly StageComment[]> =>
  (await scene.stage.github.listComments(scene.number)).filter((one) => one.login === BOT);

/** Of a comment that was edited, only the line above the plan when the plan is still the same. */
const newsOf = (before: string | undefined, body: string): string => {
  const [banner = '', plan] = body.split(/<!-- aws-coworker:plan -->/);
  const isSame = plan !== undefined && before?.endsWith(plan) === true;
  return isSame ? `(edits the plan comment)\n${banner}` : body;
};

/** Prints what the application said since the last time. */
const printNews = async (scene: Scene): Promise<void> => {
  for (const comment of await botComments(scene)) {
    const before = scene.printed.get(comment.id);
    if (before === comment.body) continue;
    scene.printed.set(comment.id, comment.body);
    printSaid('aws-coworker', newsOf(before, comment.body));
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
export const check = (scene: Scene, isTrue: boolean, text: string): void => {
  if (!isTrue) scene.failures.push(text);
  printCheck(isTrue, text);
};

/** Somebody opens an issue of the application's. */
export const open = async (
  stage: DemoStage,
  scene: { readonly index: number; readonly title: string; readonly failures: string[] },
  issue: { readonly who: string; readonly title: string; readonly body: string },
): Promise<Scene> => {
  printScene(scene.index, scene.title);
  printSaid(issue.who, `**${issue.title}**\n\n${issue.body}`);
  const { number } = await stage.github.openIssue(issue.who, {
    title: issue.title,
    body: issue.body,
    labels: ['aws-task'],
  });
  return { stage, number, printed: new Map(), failures: scene.failures };
};

/** Somebody comments. */
export const say = async (scene: Scene, who: string, text: string): Promise<void> => {
  printSaid(who, text);
  // People need a moment to read: an approval in the very second of its plan proves nothing.
  if (text.startsWith('/approve')) await wait(READING_MS);
  await scene.stage.github.comment(who, scene.number, text);
};

/** The line that a plan asks people to copy. */
export const lineToCopy = (comment: string): string =>
  /^\/approve [0-9a-f]{12}$/m.exec(comment)?.[0] ?? '';
