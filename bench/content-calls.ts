import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Benchmark, Table } from './table.ts';

const STORIES = fileURLToPath(new URL('../test/conversations', import.meta.url));

/** What a task may cost of GitHub's patience: plan, outcome, and one question or refusal. */
const LIMIT = 3;

interface Story {
  readonly name: string;
  readonly calls: number;
  /** Things people typed after the issue. */
  readonly turns: number;
  /** The request itself, and each command that makes a plan of its own of it. */
  readonly tasks: number;
}

const readStory = (name: string): Story => {
  const folder = join(STORIES, name);
  const after = JSON.parse(readFileSync(join(folder, 'after.json'), 'utf8')) as {
    readonly contentCreatingCalls: number;
  };
  const turns = readdirSync(folder)
    .filter((file) => /^\d+-(?!bot)[a-z-]+\.md$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, ''));
  const rollbacks = turns.filter((text) => text.trim() === '/rollback').length;
  return {
    name,
    calls: after.contentCreatingCalls,
    turns: turns.length,
    tasks: 1 + rollbacks,
  };
};

const readStories = (): readonly Story[] =>
  readdirSync(STORIES)
    .filter((name) => existsSync(join(STORIES, name, 'after.json')))
    .map(readStory);

const perTask = ({ calls, tasks }: Story): number => calls / tasks;

const rowOf = (name: string, stories: readonly Story[]): readonly string[] => {
  const each = stories.map(perTask);
  const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
  const above = each.filter((one) => one > LIMIT).length;
  return [name, String(stories.length), mean.toFixed(2), String(Math.max(...each)), String(above)];
};

const tableOf = (stories: readonly Story[]): Table => {
  const most = Math.max(...stories.map(({ turns }) => turns));
  const byTurns = Array.from({ length: most + 1 }, (_, turns) =>
    stories.filter((story) => story.turns === turns),
  );
  return {
    title: 'Content-creating GitHub calls per task',
    how:
      `Comments, issues and pull requests that the application made, in each of ${stories.length} ` +
      `stories; the design allows ${LIMIT} a task. Counted by the stories' own test, and the same ` +
      'in every run. A `/rollback` is a task of its own. Every further command that is refused or ' +
      'asked back about is answered, so stories with many commands may have more.',
    columns: ['Stories', 'count', 'mean', 'most', `above ${LIMIT}`],
    rows: [
      rowOf('all', stories),
      ...byTurns.flatMap((some, turns) =>
        some.length === 0 ? [] : [rowOf(`with ${turns} turns of people after the issue`, some)],
      ),
    ],
  };
};

/** How often the application makes something that GitHub limits. */
export const contentCalls: Benchmark = {
  name: 'calls',
  run: async () => [tableOf(readStories())],
};
