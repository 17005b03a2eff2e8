import { html } from 'hono/html';
import { agentKey, orderOf, type DependencyGraph } from '../../agents/dependency-graph.ts';
import { picturedOf } from '../../reply/agent-diagram.ts';
import type { ServiceAgent } from '../../task/aws-resource.ts';
import { nothing, shown, type Html } from '../html.ts';

const WIDTH = 208;
const HEIGHT = 46;
const GAP_X = 76;
const GAP_Y = 14;
const MARGIN = 6;
const LONGEST = 26;

interface Node {
  readonly agent: ServiceAgent;
  readonly layer: number;
  readonly row: number;
}

/** Who needs something stands left of it, in the first column that leaves room for the arrow. */
const layersOf = (graph: DependencyGraph, keys: readonly string[]): ReadonlyMap<string, number> => {
  const layers = new Map<string, number>();
  const among = new Set(keys);
  for (const key of keys) {
    const above = (graph.neededBy.get(key) ?? []).filter((one) => among.has(one));
    layers.set(key, Math.max(-1, ...above.map((one) => layers.get(one) ?? 0)) + 1);
  }
  return layers;
};

/** Where those stand, in the mean, that need an agent: beside them its arrows are short. */
const meanRow = (
  graph: DependencyGraph,
  key: string,
  placed: ReadonlyMap<string, Node>,
): number => {
  const rows = (graph.neededBy.get(key) ?? []).flatMap((one) => placed.get(one)?.row ?? []);
  return rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row, 0) / rows.length;
};

const placesOf = (
  graph: DependencyGraph,
  ordered: readonly ServiceAgent[],
): ReadonlyMap<string, Node> => {
  const layers = layersOf(graph, ordered.map(agentKey));
  const placed = new Map<string, Node>();
  for (let layer = 0; layer <= Math.max(...layers.values()); layer += 1) {
    const own = ordered
      .filter((agent) => layers.get(agentKey(agent)) === layer)
      .map((agent) => ({ agent, mean: meanRow(graph, agentKey(agent), placed) }))
      .sort((a, b) => a.mean - b.mean);
    for (const [row, { agent }] of own.entries()) {
      placed.set(agentKey(agent), { agent, layer, row });
    }
  }
  return placed;
};

const xOf = ({ layer }: Node): number => MARGIN + layer * (WIDTH + GAP_X);
const yOf = ({ row }: Node): number => MARGIN + row * (HEIGHT + GAP_Y);

const typeLine = (type: string): string => shown(type.replace(/^AWS::/, ''), LONGEST + 4);

const nodeBox = (node: Node): Html => {
  const { agent } = node;
  const [x, y] = [xOf(node), yOf(node)];
  return html`<g class="node">
    <title>${shown(agent.name, 200)}</title>
    <rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="6"></rect>
    <text x="${x + 12}" y="${y + 19}" class="name">${shown(agent.name, LONGEST)}</text>
    <text x="${x + 12}" y="${y + 36}" class="type">${typeLine(agent.serviceType)}</text>
  </g>`;
};

const edgePath = (from: Node, to: Node): Html => {
  const [x1, y1] = [xOf(from) + WIDTH, yOf(from) + HEIGHT / 2];
  const [x2, y2] = [xOf(to) - 7, yOf(to) + HEIGHT / 2];
  const bend = Math.max(24, (x2 - x1) / 2);
  const curve = `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  return html`<path class="edge" d="${curve}"></path>
    <path class="tip" d="M${x2} ${y2 - 4} L${x2 + 7} ${y2} L${x2} ${y2 + 4} Z"></path>`;
};

const edgesOf = (graph: DependencyGraph, nodes: ReadonlyMap<string, Node>): readonly Html[] =>
  [...nodes].flatMap(([key, from]) =>
    (graph.needs.get(key) ?? []).flatMap((needed) => {
      const to = nodes.get(needed);
      return to === undefined ? [] : [edgePath(from, to)];
    }),
  );

/** Those with an arrow at one end; the others would only be boxes. */
const connected = (graph: DependencyGraph, nodes: readonly ServiceAgent[]): readonly string[] => {
  const keys = new Set(nodes.map(agentKey));
  const has = (ends: readonly string[] | undefined): boolean =>
    (ends ?? []).some((one) => keys.has(one));
  return [...keys].filter((key) => has(graph.needs.get(key)) || has(graph.neededBy.get(key)));
};

const circleWords = (graph: DependencyGraph, cycle: readonly string[]): Html =>
  html`<p>
    Dependencies go round in a circle, so that there is nothing to draw:
    ${cycle
      .slice(0, 10)
      .map((key) => shown(graph.agents.get(key)?.name ?? key, 60))
      .join(' → ')}${cycle.length > 10 ? ' → …' : ''}
  </p>`;

const drawn = (graph: DependencyGraph, ordered: readonly ServiceAgent[]): Html => {
  const nodes = placesOf(graph, ordered);
  const places = [...nodes.values()];
  const width = Math.max(...places.map(xOf)) + WIDTH + MARGIN;
  const height = Math.max(...places.map(yOf)) + HEIGHT + MARGIN;
  const edges = edgesOf(graph, nodes);
  return html`<div class="scroll" role="region" aria-label="Dependency graph" tabindex="0">
    <svg
      width="${width}"
      height="${height}"
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label="${ordered.length} agents with dependencies; the table names what each needs"
    >
      ${edges} ${places.map(nodeBox)}
    </svg>
  </div>`;
};

const restWords = (rest: number, all: number): string =>
  `${rest} of ${all} agents are not drawn: those with fewer dependencies or none.`;

/** The dependencies of some agents as a picture: an arrow leads to what is needed. */
export const graphPart = (graph: DependencyGraph): Html => {
  const order = orderOf(graph);
  if (!order.ok) return circleWords(graph, order.cycle);
  const pictured = picturedOf(graph);
  if (pictured === undefined) return nothing;
  const keys = new Set(connected(graph, pictured.nodes));
  if (keys.size === 0) return html`<p class="empty">No agent is known to need another.</p>`;
  // Dependants come before what they need, so that each finds its column.
  const ordered = order.order
    .toReversed()
    .flatMap((key) => (keys.has(key) ? (graph.agents.get(key) ?? []) : []));
  const rest = pictured.all - ordered.length;
  return html`<figure>
    ${drawn(graph, ordered)}
    <figcaption>
      An arrow leads to what is needed. ${rest === 0 ? '' : restWords(rest, pictured.all)}
    </figcaption>
  </figure>`;
};
