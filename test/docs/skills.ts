import { KNOWLEDGE } from '../knowledge.ts';
import { table } from '../../src/reply/markdown.ts';
import { LONGEST_PAGE, type SkillPage } from '../../src/review/skills/page.ts';
import { LONGEST_PREFIX } from '../../src/review/skills/prefix.ts';
import { pageOfBaseline } from '../../src/review/skills/skills-for.ts';
import { missingOf, WHY } from '../review/skills/agreement.ts';

const { baselines, skills } = KNOWLEDGE;

/** How many items stand beside a page, and of how many critical and high ones it says why. */
const itemsBeside = (page: SkillPage): readonly string[] => {
  const own = baselines.filter((one) => pageOfBaseline(one, skills)?.name === page.name);
  const items = own.flatMap((one) => one.items);
  if (items.length === 0) return ['', ''];
  const worst = items.filter(({ severity }) => severity === 'Critical' || severity === 'High');
  const said = page.body.includes(WHY) ? worst.length - missingOf(page.body, own).length : 0;
  return [`${items.length}`, `${said} of ${worst.length}`];
};

const rows = (): readonly (readonly string[])[] =>
  skills.map((page) => [
    `[\`${page.name}\`](../${page.file})`,
    page.description,
    ...itemsBeside(page),
  ]);

/** Every page of knowledge, what it is for, and the items that stand beside it. */
export const renderSkills = (): string => `# Skills

Pages of knowledge in the [Agent Skills](https://agentskills.io) format, for people and, where there is
one, for a model. No page decides anything: the machine reads the \`baseline.yml\` beside a page. A page has
at most ${LONGEST_PAGE.toLocaleString('en-US')} characters; before a question stand only those that it needs, at most
${LONGEST_PREFIX.toLocaleString('en-US')} characters together, with the same bytes for the same pages. An organization's own pages
stand in \`skills/org\` beside its configuration and only add
([how to write one](../skills/meta/writing-a-skill/SKILL.md), [why](adr/0028-skills.md)).

${table(
  [
    { title: 'Page' },
    { title: 'When it is needed' },
    { title: 'Items beside it', align: 'right' },
    { title: 'Critical and high ones it says why of', align: 'right' },
  ],
  rows(),
)}
`;
