import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modelTable, runLive, runScripted, SCRIPTED, type ModelRun } from './model-run.ts';
import {
  accountsOf,
  answerCase,
  isExact,
  wrongAcceptances,
  type Answer,
  type CaseFile,
  type LabelledCase,
} from './score.ts';
import { isWhole, wrongWithoutPerson } from './with-model.ts';

/** Types of the services that are complete. */
const COMPLETE = new Set([
  'AWS::S3::Bucket',
  'AWS::Lambda::Function',
  'AWS::EC2::Instance',
  'AWS::EC2::SecurityGroup',
  'AWS::DynamoDB::Table',
  'AWS::SNS::Topic',
  'AWS::IAM::Role',
  'AWS::CloudFormation::Stack',
]);
/** Per cent of the complete services that must be understood exactly. */
const FLOOR: Readonly<Record<string, number>> = {
  'clear-form': 95,
  'clear-free': 85,
  'multi-task': 95,
};
/** Groups of the given set in which every case must end as its label says. */
const HANDLED: ReadonlySet<string> = new Set(['questions', 'wrong', 'hostile']);

interface Row {
  readonly one: LabelledCase;
  readonly got: Answer;
  readonly exact: boolean;
  readonly wrong: number;
}

const isComplete = ({ expect }: LabelledCase): boolean =>
  expect.kind === 'tasks' &&
  (expect.tasks ?? []).every(({ resourceType }) => COMPLETE.has(resourceType ?? ''));

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

const line = (name: string, rows: readonly Row[]): string => {
  const exact = rows.filter((row) => row.exact).length;
  const handled = rows.filter((row) => row.got.kind === row.one.expect.kind).length;
  const wrong = rows.reduce((sum, row) => sum + row.wrong, 0);
  const cells = [
    `${rows.length}`,
    percent(exact, rows.length),
    percent(handled, rows.length),
    `${wrong}`,
  ];
  return [name.padEnd(28), ...cells.map((cell) => cell.padStart(10))].join('');
};

const table = (title: string, rows: readonly Row[]): string => {
  const groups = [...new Set(rows.map(({ one }) => one.group))];
  const head = [
    'group'.padEnd(28),
    ...['cases', 'exact', 'handled', 'wrong'].map((h) => h.padStart(10)),
  ].join('');
  const lines = groups.map((group) =>
    line(
      group,
      rows.filter(({ one }) => one.group === group),
    ),
  );
  return [title, head, ...lines, line('all', rows), ''].join('\n');
};

const misses = (rows: readonly Row[]): string =>
  rows
    .filter((row) => !row.exact || row.wrong > 0)
    .map(
      ({ one, got }) =>
        `${one.id}\n  wanted ${JSON.stringify(one.expect)}\n  got    ${JSON.stringify(got)}`,
    )
    .join('\n');

const isBelow = (rows: readonly Row[], isGiven: boolean): boolean =>
  rows.some((row) => row.wrong > 0) ||
  (isGiven &&
    rows.some(({ one, got }) => HANDLED.has(one.group) && got.kind !== one.expect.kind)) ||
  Object.entries(FLOOR).some(([group, floor]) => {
    const own = rows.filter(({ one }) => one.group === group && isComplete(one));
    const exact = own.filter((row) => row.exact).length;
    return own.length > 0 && (100 * exact) / own.length < floor;
  });

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../cases/${name}.json`, import.meta.url));

const GIVEN = fileOf('requests');
/** Labelled by the project itself, so no outside measure; kept apart from the given set. */
const OWN: readonly (readonly [title: string, file: string])[] = [
  ["The project's own first set", fileOf('more-requests')],
  ["The project's own second set", fileOf('late-requests')],
  ["The project's own third set", fileOf('last-requests')],
  ["The project's own fourth set", fileOf('fresh-requests')],
  ["The project's own fifth set", fileOf('plain-requests')],
  ["The project's own sixth set", fileOf('pattern-requests')],
  ["The project's own seventh set", fileOf('savings-requests')],
  ["The project's own eighth set", fileOf('standing-requests')],
  ["The project's own set of networks", fileOf('network-requests')],
  ["The project's own set of messages and budgets", fileOf('messaging-requests')],
  ["The project's own set of what is seldom asked for", fileOf('seldom-requests')],
  ["The project's own set of conditions", fileOf('bound-requests')],
  ["The project's own set of what is told beside an order", fileOf('told-requests')],
];

interface Arguments {
  readonly file: string | undefined;
  readonly isJson: boolean;
  /** Asks the live model, where a key is set. */
  readonly isLive: boolean;
}

const readArguments = (given: readonly string[]): Arguments => {
  const at = given.findIndex((word) => word === '--format' || word.startsWith('--format='));
  const format = at < 0 ? 'table' : (given[at]?.split('=')[1] ?? given[at + 1]);
  const isFile = (word: string, index: number): boolean =>
    !word.startsWith('--') && (index === 0 || given[index - 1] !== '--format');
  const isLive = given.includes('--model');
  return { file: given.find(isFile), isJson: format === 'json', isLive };
};

const answersOf = (file: string): readonly Pick<Row, 'one' | 'got'>[] => {
  const cases = JSON.parse(readFileSync(file, 'utf8')) as CaseFile;
  const accounts = accountsOf(cases);
  return cases.requests.map((one) => ({ one, got: answerCase(one, accounts) }));
};

const scored = ({ one, got }: Pick<Row, 'one' | 'got'>): Row => ({
  one,
  got,
  exact: isExact(got, one.expect),
  wrong: wrongAcceptances(got, one.expect),
});

const printScores = (title: string, file: string): void => {
  const rows = answersOf(file).map(scored);
  print(table(`${title}: all services`, rows));
  print(
    table(
      `${title}: complete services`,
      rows.filter(({ one }) => isComplete(one)),
    ),
  );
  const missed = misses(rows);
  if (missed !== '') print(`${missed}\n`);
  if (isBelow(rows, file === GIVEN)) process.exitCode = 1;
};

const printModel = (title: string, { outcomes, asked, usd }: ModelRun): void => {
  const cost = usd === undefined ? '' : `, ${usd.toFixed(4)} USD`;
  print(modelTable(`${title}: ${asked} asked${cost}`, outcomes));
  const missed = outcomes.filter((outcome) => !isWhole(outcome));
  const rows = missed.map(({ one, got }) => ({ one, got, exact: false, wrong: 0 }));
  if (rows.length > 0) print(`${misses(rows)}\n`);
  if (outcomes.some((outcome) => wrongWithoutPerson(outcome) > 0)) process.exitCode = 1;
};

/** With a model: scripted always, live where it is wanted and a key is there. */
const printWithModel = async (file: string | undefined, isLive: boolean): Promise<void> => {
  if (file === undefined) printModel('Scripted model (no measure)', await runScripted(SCRIPTED));
  if (!isLive) return;
  const key = process.env['ANTHROPIC_API_KEY'];
  if (key === undefined || key === '') {
    print('Live model: not asked, ANTHROPIC_API_KEY is not set.');
    return;
  }
  for (const one of file === undefined ? [GIVEN, SCRIPTED] : [file]) {
    printModel(`Live model on ${basename(one)}`, await runLive(one, key));
  }
};

const main = async (): Promise<void> => {
  const { file, isJson, isLive } = readArguments(process.argv.slice(2));
  if (isJson) {
    const bare = answersOf(file ?? GIVEN).map(({ got: { id, kind, tasks, missing, reason } }) => ({
      id,
      kind,
      tasks,
      missing,
      reason,
    }));
    print(JSON.stringify(bare, null, 2));
    return;
  }
  if (file === undefined) {
    printScores('Given requests', GIVEN);
    for (const [title, own] of OWN) printScores(title, own);
  } else printScores('Given requests', file);
  await printWithModel(file, isLive);
};

await main();
