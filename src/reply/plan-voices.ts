import { ROSTER } from '../agents/roster.ts';
import type { Step } from '../plan/step.ts';
import type { Finding } from '../review/finding.ts';
import type { AgentName } from '../task/agent-name.ts';
import { listed } from './markdown.ts';
import type { PlanView } from './plan-view.ts';
import { sentence } from './quote.ts';

const fieldOf = (name: AgentName): string =>
  ROSTER.find((card) => card.name === name)?.field ?? 'compute';

const SEVERITIES: readonly Finding['severity'][] = ['Critical', 'High', 'Medium', 'Low'];

/** A title in the middle of a sentence; `TLS` and `EBS` stay as they are. */
const inSentence = (title: string): string =>
  /^[A-Z][a-z ]/.test(title) ? `${title.slice(0, 1).toLowerCase()}${title.slice(1)}` : title;

const MOST_SAFEGUARDS = 3;

/** What a step has beside what was asked: the gaps that the plan itself closes. */
const safeguardsOf = (step: Step, findings: readonly Finding[]): readonly string[] => {
  const own = new Set(step.changes.map((change) => change.logicalId));
  const closed = findings
    .filter((finding) => finding.status === 'REMEDIATE' && own.has(finding.resource))
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return [...new Set(closed.map((finding) => inSentence(finding.title)))];
};

const safeguards = (step: Step, findings: readonly Finding[]): string => {
  const all = safeguardsOf(step, findings);
  if (all.length === 0) return '';
  const shown = all.slice(0, MOST_SAFEGUARDS);
  const more = all.length - shown.length;
  const words = more === 0 ? shown : [...shown, `${more} more`];
  return `. Safeguards: ${listed(words)}`;
};

/**
 * Each agent says what it does and what it adds, in one signed line for each of its steps. Where
 * configuration turns personas off the same is said unsigned.
 */
export const renderVoices = ({ plan, review, config }: PlanView): string =>
  plan.steps
    .map((step) => {
      const { ownerAgent, summary } = step;
      const said = `${sentence(summary, 300)}${sentence(safeguards(step, review.findings))}`;
      return config.personas ? `> *${ownerAgent}, ${fieldOf(ownerAgent)}*: ${said}` : `> ${said}`;
    })
    .join('\n');
