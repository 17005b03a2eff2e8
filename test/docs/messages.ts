import { REFUSALS } from '../../src/task/refusal.ts';
import { table } from '../../src/reply/markdown.ts';
import { readStories, storyLinks } from './stories.ts';

const COLUMNS = ['Code', 'What it means', 'Shown by'].map((title) => ({ title }));

/** Every refusal code, what it means, and the stories that show it. */
export const renderMessages = (): string => {
  const stories = readStories();
  const rows = Object.entries(REFUSALS).map(([code, meaning]) => {
    const shown = stories.filter((story) => story.refusals.includes(code));
    return [`\`${code}\``, meaning, shown.length === 0 ? 'unit tests' : storyLinks(shown)];
  });
  return `# Messages

Every no of the application has a code from this closed list. A refusal reads: what was not done and
its code, why, and what to do next. The code is stable: search for it here, in the log, or in the
issue. A break that is nobody's decision has no code but an incident id (see
[operations](operations.md#incidents)).

${table(COLUMNS, rows)}
`;
};
