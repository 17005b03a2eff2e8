import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promptOf } from '../../src/app/model/on-ask-model.ts';
import { costOf } from '../../src/claude/cost.ts';
import { openModel } from '../../src/claude/client.ts';
import type { ModelPort } from '../../src/claude/prompt.ts';
import { requestData } from '../../src/intake/model/request-data.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import type { Json } from '../../src/task/json.ts';
import { MODEL } from '../fakes/model-settings.ts';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { accountsOf, type CaseFile, type LabelledCase } from './score.ts';
import {
  isForModel,
  isShownWrong,
  isWhole,
  outcomeOf,
  wrongWithoutPerson,
  type Outcome,
} from './with-model.ts';

/** The project's own requests in words that the rules do not know, with scripted answers. */
export const SCRIPTED = fileURLToPath(new URL('../cases/model-requests.json', import.meta.url));

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

const row = (name: string, cells: readonly string[]): string =>
  [name.padEnd(28), ...cells.map((cell) => cell.padStart(12))].join('');

const lineOf = (name: string, outcomes: readonly Outcome[]): string => {
  const count = (is: (outcome: Outcome) => boolean): number => outcomes.filter(is).length;
  const wrong = outcomes.reduce((sum, outcome) => sum + wrongWithoutPerson(outcome), 0);
  return row(name, [
    `${outcomes.length}`,
    percent(count(isWhole), outcomes.length),
    percent(
      count(({ one, got }) => got.kind === one.expect.kind),
      outcomes.length,
    ),
    `${wrong}`,
    `${count(({ isProposed }) => isProposed)}`,
    `${count(isShownWrong)}`,
  ]);
};

const HEAD = ['cases', 'exact', 'handled', 'wrong', 'shown', 'shown wrong'];

/** `wrong`: changed without a person. `shown`: for confirmation, `shown wrong` of them wrongly. */
export const modelTable = (title: string, outcomes: readonly Outcome[]): string => {
  const groups = [...new Set(outcomes.map(({ one }) => one.group))];
  const lines = groups.map((group) =>
    lineOf(
      group,
      outcomes.filter(({ one }) => one.group === group),
    ),
  );
  return [title, row('group', HEAD), ...lines, lineOf('all', outcomes), ''].join('\n');
};

/** The cases of a file, and the accounts they are read against. */
export const casesOf = (
  file: string,
): { readonly cases: readonly LabelledCase[]; readonly accounts: readonly AwsAccount[] } => {
  const read = JSON.parse(readFileSync(file, 'utf8')) as CaseFile;
  return { cases: read.requests, accounts: accountsOf(read) };
};

/** What was asked of a model, and what it took. */
export interface ModelRun {
  readonly outcomes: readonly Outcome[];
  readonly asked: number;
  /** Absent where no provider was paid. */
  readonly usd?: number;
}

/** Asks a model about each case that the rules ask back about, one after the other. */
const runOn = async (file: string, port: Pick<ModelPort, 'ask'>): Promise<ModelRun> => {
  const { cases, accounts } = casesOf(file);
  const outcomes: Outcome[] = [];
  let [asked, usd] = [0, 0];
  for (const one of cases) {
    let answer: Json = null;
    if (isForModel(one, accounts)) {
      const request = {
        job: 'read-request',
        skills: [],
        data: requestData(one, accounts),
      } as const;
      const prompt = promptOf({ settings: MODEL, pagesOf: () => '' }, one.id, request);
      const told = await port.ask(prompt);
      const price = MODEL.prices.get(prompt.model);
      asked += 1;
      if (told.usage !== undefined && price !== undefined) usd += costOf(told.usage, price).usd;
      if (told.kind === 'answered') answer = told.value;
    }
    outcomes.push(outcomeOf(one, accounts, answer));
  }
  return { outcomes, asked, usd };
};

/** The scripted answers of a file, through a local server that speaks the provider's API. */
export const runScripted = async (file: string): Promise<ModelRun> => {
  const { cases, accounts } = casesOf(file);
  const script = cases
    .filter((one) => isForModel(one, accounts))
    .map(({ answer }) => ({ job: 'read-request', answer: (answer ?? {}) as Json }) as const);
  const model = await startScriptedModel(script);
  try {
    const { outcomes, asked } = await runOn(file, model.port);
    return { outcomes, asked };
  } finally {
    await model.stop();
  }
};

/** The live model, with a key of the provider. It costs money. */
export const runLive = (file: string, apiKey: string): Promise<ModelRun> =>
  runOn(file, openModel({ provider: 'anthropic', apiKey }));
