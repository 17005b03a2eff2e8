import { table } from '../../src/reply/markdown.ts';
import { CLAUSES } from '../conversations/clauses.ts';
import { readStories, storyLinks } from './stories.ts';

const SECTIONS: Readonly<Record<string, string>> = {
  '3': 'Intake',
  '4': 'Accounts',
  '5': 'Agents and services',
  '6': 'Plan',
  '7': 'Review',
  '8': 'Approval',
  '9': 'Execution',
  '10': 'Staging and production',
};

const COLUMNS = ['Clause', 'What is promised', 'Shown by'].map((title) => ({ title }));

/** Clauses that no story shows yet. */
export const emptyClauses = (): readonly string[] => {
  const shown = new Set(readStories().flatMap((story) => story.clauses));
  return Object.keys(CLAUSES).filter((clause) => !shown.has(clause));
};

/** What the application promises, clause by clause, with the stories that show it. */
export const renderCoverage = (): string => {
  const stories = readStories();
  const sections = Object.entries(SECTIONS).map(([number, title]) => {
    const rows = Object.entries(CLAUSES)
      .filter(([clause]) => clause.startsWith(`${number}.`))
      .map(([clause, promise]) => [
        clause,
        promise,
        storyLinks(stories.filter((story) => story.clauses.includes(clause))),
      ]);
    return `## ${number}. ${title}\n\n${table(COLUMNS, rows)}`;
  });
  return `# What is shown by which story

A story is a folder in \`test/conversations/\`: an issue, what people write, and what the application
answers, compared byte for byte. ${stories.length} stories show ${Object.keys(CLAUSES).length} clauses.

${sections.join('\n\n')}
`;
};
