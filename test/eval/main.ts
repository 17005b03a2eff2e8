import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  accountsOf,
  answerCase,
  isExact,
  wrongAcceptances,
  type Answer,
  type CaseFile,
  type LabelledCase,
} from './score.ts';

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
const FLOOR: Readonly<Record<string, number>> = { 'clear-form': 95, 'clear-free': 80 };

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

const isBelow = (rows: readonly Row[]): boolean =>
  rows.some((row) => row.wrong > 0) ||
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
];

const readArguments = (
  given: readonly string[],
): { readonly file: string | undefined; readonly isJson: boolean } => {
  const at = given.findIndex((word) => word === '--format' || word.startsWith('--format='));
  const format = at < 0 ? 'table' : (given[at]?.split('=')[1] ?? given[at + 1]);
  const isFile = (word: string, index: number): boolean =>
    !word.startsWith('--') && (index === 0 || given[index - 1] !== '--format');
  return { file: given.find(isFile), isJson: format === 'json' };
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
  if (isBelow(rows)) process.exitCode = 1;
};

const main = (): void => {
  const { file, isJson } = readArguments(process.argv.slice(2));
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
  if (file !== undefined) {
    printScores('Given requests', file);
    return;
  }
  printScores('Given requests', GIVEN);
  for (const [title, own] of OWN) printScores(title, own);
};

main();
