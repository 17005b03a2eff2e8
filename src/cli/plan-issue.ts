import { computePlan, type ComputedPlan } from '../app/compute-plan.ts';
import { loadConfig, readKnowledge } from '../app/knowledge.ts';
import { systemClock } from '../app/system-clock.ts';
import { refuseUnsupported } from '../app/unsupported.ts';
import { renderDiscovery } from '../reply/discovery.ts';
import { renderQuestion } from '../reply/question.ts';
import { renderRefusal } from '../reply/refusal.ts';
import type { IntakeResult } from '../intake/intake-result.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import type { IssueSnapshot } from '../task/issue.ts';
import type { Refusal } from '../task/refusal.ts';
import { openDryRun, type Answered } from './dry-run.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

type Format = 'markdown' | 'json';

/** Raised when a member is removed or means something else. */
const SCHEMA_VERSION = 1;

/** One answer in both forms: words for people, one object for machines. */
const printAs = (format: Format, kind: string, both: { text: string; json: object }): void =>
  print(
    format === 'json'
      ? JSON.stringify({ schemaVersion: SCHEMA_VERSION, kind, ...both.json }, null, 2)
      : both.text,
  );

const printPlan = ({ plan, digest, review, block }: ComputedPlan, format: Format): number => {
  printAs(format, 'plan', { text: block, json: { digest, plan, review } });
  return review.gate.decision === 'BLOCKED' ? 1 : 0;
};

const printRefusal = (refusal: Refusal, format: Format): number => {
  printAs(format, 'refusal', { text: renderRefusal(refusal), json: refusal });
  return 1;
};

/** What is said when there is nothing to plan. */
const printAnswer = (asked: Exclude<IntakeResult, { kind: 'tasks' }>, format: Format): number => {
  if (asked.kind === 'refuse') return printRefusal(asked.refusal, format);
  const isQuestion = asked.kind === 'ask';
  printAs(format, isQuestion ? 'question' : 'nothing', {
    text: isQuestion ? renderQuestion(asked) : 'This issue holds no task.',
    json: isQuestion ? { missing: asked.missing } : {},
  });
  return 1;
};

interface Found extends Answered {
  readonly tasks: readonly AwsTask[];
  readonly commitmentGroup: string;
}

const printFound = (found: Found, format: Format): number => {
  const { answers } = found;
  printAs(format, 'answer', {
    text: renderDiscovery(found),
    json: { answers },
  });
  return 0;
};

/** How the plan of an issue is asked for. */
interface Wanted {
  readonly format: Format;
  readonly isSandbox: boolean;
}

/** Plans an issue, or answers its question, and prints which; answers the exit code. */
export const planIssue = async (
  issue: IssueSnapshot,
  { format, isSandbox }: Wanted,
): Promise<number> => {
  const config = loadConfig(process.env['CONFIG_DIR']);
  const knowledge = readKnowledge(process.env['CONFIG_DIR']);
  const dryRun = await openDryRun({ config, knowledge, isSandbox });
  try {
    const asked = await dryRun.ask(issue);
    if (asked.kind !== 'tasks') return printAnswer(asked, format);
    const unsupported = refuseUnsupported(asked.tasks);
    if (unsupported !== undefined) return printRefusal(unsupported, format);
    if (!asked.tasks.some(isMutation)) {
      const answered = await dryRun.answer(asked.tasks);
      const { commitmentGroup } = config;
      return printFound({ ...answered, tasks: asked.tasks, commitmentGroup }, format);
    }
    const prepared = await dryRun.prepare(issue, asked.tasks);
    const computed = prepared.ok
      ? computePlan({ config, knowledge, clock: systemClock }, prepared.value)
      : prepared;
    return computed.ok ? printPlan(computed.value, format) : printRefusal(computed.refusal, format);
  } finally {
    dryRun.close();
  }
};
