import { KNOWLEDGE } from '../knowledge.ts';
import { table } from '../../src/reply/markdown.ts';
import type { Baseline, BaselineItem } from '../../src/review/baseline.ts';

const COLUMNS = ['Item', 'What it asks', 'Pillar', 'Severity', 'From', 'Seen in', 'Published as'];

const evidenceOf = ({ evidence, isAdvisory }: BaselineItem): string =>
  isAdvisory ? `${evidence}, advisory` : evidence;

const rowOf = (item: BaselineItem): readonly string[] => [
  `\`${item.id}\``,
  item.title,
  item.pillar,
  item.severity,
  item.from,
  evidenceOf(item),
  item.references.map((reference) => `\`${reference}\``).join(' '),
];

const typesOf = ({ items }: Baseline): string =>
  [...new Set(items.flatMap(({ types }) => types))]
    .filter((type) => type.startsWith('AWS::'))
    .map((type) => `\`${type}\``)
    .join(', ');

const part = (baseline: Baseline): string => {
  const types = typesOf(baseline);
  return [
    `## ${baseline.service}`,
    `\`${baseline.file}\`${types === '' ? '' : `: ${types}`}`,
    table(
      COLUMNS.map((title) => ({ title })),
      baseline.items.map(rowOf),
    ),
  ].join('\n\n');
};

/** Every rule of every baseline. */
export const renderRules = (): string => {
  const { baselines } = KNOWLEDGE;
  const items = baselines.flatMap((baseline) => baseline.items);
  const types = new Set(items.flatMap((item) => item.types));
  return `# Rules

${items.length} rules about ${types.size} types, from \`skills/\`. A rule applies from its tier on, and in every stricter
one. *Template* is judged in a template and in what runs, *live* in what runs only, *plan* in what the
steps do; *person* is a box that somebody ticks. An advisory rule is shown and counts for nothing.
*Published as* names the AWS Config managed rule and the control of AWS Foundational Security Best
Practices that ask for the same. \`npm run cases\` compares them with the labels of AWS.

${baselines
  .toSorted((a, b) => (a.service < b.service ? -1 : 1))
  .map(part)
  .join('\n\n')}
`;
};
