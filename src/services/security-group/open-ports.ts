/**
 * One rule of a group, as EC2 describes it or as a template writes it. Its source is a range, or
 * the id of a prefix list.
 */
export interface IngressRule {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly source: string;
}

/** Administration and database ports. Source: governance specification, section 5. */
export const NEVER_OPEN: readonly number[] = [
  22, 3389, 3306, 5432, 1433, 1521, 27_017, 6379, 9200, 11_211,
];

/** So wide that it is the world or half of it. The widest private range has eight bits. */
const isWorld = (source: string): boolean => {
  const bits = Number(/\/([0-9]+)$/.exec(source)?.[1] ?? '128');
  return source.includes(':') ? bits <= 16 : bits <= 7;
};

/** Whether the whole world may reach something by a rule: nobody reads what a prefix list holds. */
export const mayBeOfWorld = ({ source }: IngressRule): boolean =>
  source.startsWith('pl-') || isWorld(source);

/** What a rule opens to the world and must not: protocol -1, or the forbidden ports it covers. */
export const openToWorld = (rule: IngressRule): readonly string[] => {
  if (!isWorld(rule.source)) return [];
  if (rule.protocol === '-1') return ['every protocol'];
  const isAll = rule.from === -1 || rule.to === -1;
  return NEVER_OPEN.filter((port) => isAll || (rule.from <= port && port <= rule.to)).map(String);
};
