import { setTimeout as wait } from 'node:timers/promises';
import { newsOf, speakerOf } from './play.ts';
import { printNote, printSaid } from './print.ts';
import type { DemoStage } from './stage.ts';

const LOOK_AGAIN_MS = 1000;

const titleOf = ({ github }: DemoStage, number: number): Promise<string | undefined> =>
  github.readIssue(number).then(
    (issue) => issue.title,
    () => undefined,
  );

/** The first number that no issue and no pull request has yet. */
const firstFree = async (stage: DemoStage): Promise<number> => {
  for (let number = 1; ; number += 1) {
    if ((await titleOf(stage, number)) === undefined) return number;
  }
};

const printNews = async (
  { github }: DemoStage,
  number: number,
  printed: Map<number, string>,
): Promise<void> => {
  for (const { id, login, body } of await github.listComments(number)) {
    const before = printed.get(id);
    if (before === body) continue;
    printed.set(id, body);
    const [text, does] = newsOf(before, body);
    printSaid(speakerOf(login), text, `${does} on issue ${number}`);
  }
};

/** Prints what is said on issues that people open after the play, until the signal comes. */
export const follow = async (stage: DemoStage, signal: AbortSignal): Promise<void> => {
  const printed = new Map<number, string>();
  const first = await firstFree(stage);
  let next = first;
  while (!signal.aborted) {
    const title = await titleOf(stage, next);
    if (title !== undefined) {
      printNote(`\n── issue ${next}: ${title}`);
      next += 1;
    }
    for (let number = first; number < next; number += 1) await printNews(stage, number, printed);
    await wait(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
};
