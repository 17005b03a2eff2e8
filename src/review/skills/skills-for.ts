import type { AgentName } from '../../task/agent-name.ts';
import type { Baseline } from '../baseline.ts';
import type { GuardianName, Pillar } from '../finding.ts';
import { byPlace, folderOf, type SkillPage } from './page.ts';

/** What a question is about; what is not named is not needed. */
export interface SkillNeed {
  /** CloudFormation types of the tasks or of what was found. */
  readonly resourceTypes?: readonly string[];
  readonly pillars?: readonly Pillar[];
  readonly agents?: readonly AgentName[];
  readonly guardians?: readonly GuardianName[];
  /** Ids of items of any baseline, policies and extensions of the organization included. */
  readonly items?: readonly string[];
  /** Pages by their name, such as `core/requests`. */
  readonly pages?: readonly string[];
}

/** All that there is to choose from. */
export interface SkillSource {
  readonly baselines: readonly Baseline[];
  readonly skills: readonly SkillPage[];
}

const AGENT_PAGES: Readonly<Record<AgentName, string>> = {
  BillGates: 'agents/bill-gates',
  SteveJobs: 'agents/steve-jobs',
  Napoleon: 'agents/napoleon',
  Hannibal: 'agents/hannibal',
  Drucker: 'agents/drucker',
  Kotler: 'agents/kotler',
  Noguchi: 'agents/noguchi',
};

const GUARDIAN_PAGES: Readonly<Record<GuardianName, string>> = {
  Cerberus: 'agents/cerberus',
  Michael: 'agents/michael',
  Buddha: 'agents/buddha',
};

/** The page of an agent or a guardian. */
export const pageOfPersona = (name: AgentName | GuardianName): string =>
  ({ ...AGENT_PAGES, ...GUARDIAN_PAGES })[name];

/** The page of a pillar of the Well-Architected review. */
export const pageOfPillar = (pillar: Pillar): string =>
  `well-architected/${pillar.toLowerCase().replaceAll(' ', '-')}`;

/** The page that stands in the folder of a baseline; undefined where there is none. */
export const pageOfBaseline = (
  { file }: Pick<Baseline, 'file'>,
  skills: readonly SkillPage[],
): SkillPage | undefined => skills.find((page) => folderOf(page.file) === folderOf(file));

const countItems = ({ items }: Baseline, type: string): number =>
  items.filter(({ types }) => types.includes(type)).length;

/** Pages of the services that ask most of a type: that one, and others that ask half as much. */
export const pagesOfType = (
  type: string,
  { baselines, skills }: SkillSource,
): readonly string[] => {
  const services = baselines.flatMap((baseline) => {
    const page = pageOfBaseline(baseline, skills);
    const items = countItems(baseline, type);
    return page?.name.startsWith('aws/') && items > 0 ? [{ name: page.name, items }] : [];
  });
  const most = Math.max(0, ...services.map(({ items }) => items));
  return services.filter(({ items }) => 2 * items >= most).map(({ name }) => name);
};

const pagesOfItem = (id: string, { baselines, skills }: SkillSource): readonly string[] => {
  const item = baselines.flatMap(({ items }) => items).find((one) => one.id === id);
  const own = baselines.filter(({ items }) => items.some((one) => one.id === id));
  const pages = own.flatMap((baseline) => pageOfBaseline(baseline, skills)?.name ?? []);
  return item === undefined ? pages : [...pages, pageOfPillar(item.pillar)];
};

/** Pages of the organization: all that name no types, and those that name one of these. */
const pagesOfOwn = (types: readonly string[], skills: readonly SkillPage[]): readonly string[] =>
  skills
    .filter(({ name }) => name.startsWith('org/'))
    .filter((page) => page.types?.some((start) => types.some((t) => t.startsWith(start))) ?? true)
    .map(({ name }) => name);

/**
 * The names of the pages that a question needs, each once, in the fixed order. The organization's
 * own pages come with every need that they are about; a name without a page is left out.
 */
export const skillsFor = (need: SkillNeed, source: SkillSource): readonly string[] => {
  const types = need.resourceTypes ?? [];
  const names = new Set([
    ...(need.pages ?? []),
    ...types.flatMap((type) => pagesOfType(type, source)),
    ...(need.pillars ?? []).map(pageOfPillar),
    ...(need.agents ?? []).map(pageOfPersona),
    ...(need.guardians ?? []).map(pageOfPersona),
    ...(need.items ?? []).flatMap((id) => pagesOfItem(id, source)),
    ...pagesOfOwn(types, source.skills),
  ]);
  const known = source.skills.map(({ name }) => name).filter((name) => names.has(name));
  return known.toSorted(byPlace);
};
