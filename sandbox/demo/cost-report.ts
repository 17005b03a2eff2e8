import { setTimeout as wait } from 'node:timers/promises';
import { checkFact, speakerOf, BOT, type Tally } from './play.ts';
import { printSaid, printScene } from './print.ts';
import type { DemoStage } from './stage.ts';

const PATIENCE_MS = 30_000;

const listReports = async ({ github }: DemoStage) =>
  (await github.listIssues()).filter((issue) => issue.labels.includes('cost-report'));

/** What the schedule does every quarter of an hour. */
const lookForReports = async ({ opened }: DemoStage): Promise<void> => {
  await opened.queue.send('reports', {});
  await opened.queue.drain();
};

/** The week's report, as soon as it is there. */
const waitForReport = async (stage: DemoStage) => {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(30)) {
    const [report] = await listReports(stage);
    if (report !== undefined) return report;
  }
  return undefined;
};

/** Plays the week's cost report: posted by the schedule, once. */
export const playCostReport = async (stage: DemoStage, index: number, tally: Tally) => {
  printScene(index, 'What the organization cost last week, by itself on Monday');
  await lookForReports(stage);
  const report = await waitForReport(stage);
  const { title = '', body = '', number } = report ?? {};
  printSaid(speakerOf(BOT), `**${title}**\n\n${body}`, `opens issue ${number}`);
  checkFact(tally, /-W\d\d: \$[\d,]+/.test(title), 'its title says what the week cost');
  await lookForReports(stage);
  const { length } = await listReports(stage);
  checkFact(tally, length === 1, 'looking again posts no second one');
};
