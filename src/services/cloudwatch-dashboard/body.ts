import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { metricRow, metricsOf, WATCHED } from '../cloudwatch-alarm/watched/metrics.ts';
import { policyObject } from '../sqs-queue/names.ts';
import type { Shown } from './shown.ts';

/** Where a dashboard is. */
export interface BoardPlace {
  readonly region: string;
  readonly accountId: string;
}

/** A dashboard is 24 units wide: two widgets stand beside each other. */
const WIDTH = 12;
const HEIGHT = 6;

const alarmWidget = ({ name }: Shown, { region, accountId }: BoardPlace): JsonObject => ({
  type: 'alarm',
  properties: {
    title: `alarm ${name}`,
    alarms: [`arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`],
  },
});

const metricWidget = (shown: Shown, { region }: BoardPlace): JsonObject => {
  if (shown.kind === 'alarm') return {};
  const { kind, name } = shown;
  const { namespace, dimension } = WATCHED[kind];
  const metrics = metricsOf(kind).map((metric) => [
    namespace,
    metric,
    dimension,
    name,
    { stat: metricRow(metric)?.statistic ?? 'Average' },
  ]);
  return {
    type: 'metric',
    properties: { title: `${kind} ${name}`, region, view: 'timeSeries', period: 300, metrics },
  };
};

const widgetOf = (shown: Shown, place: BoardPlace): JsonObject =>
  shown.kind === 'alarm' ? alarmWidget(shown, place) : metricWidget(shown, place);

const titleOf = (widget: Json): Json | undefined =>
  isJsonObject(widget) && isJsonObject(widget['properties'] ?? null)
    ? (widget['properties'] as JsonObject)['title']
    : undefined;

const placed = (widget: JsonObject, index: number): JsonObject => ({
  ...widget,
  x: (index % 2) * WIDTH,
  y: Math.floor(index / 2) * HEIGHT,
  width: WIDTH,
  height: HEIGHT,
});

/** The widgets of a body, however AWS gives it. */
export const widgetsIn = (body: Json | undefined): readonly Json[] =>
  listOf(policyObject(body)['widgets']);

/**
 * The body of a dashboard with what shall be shown behind what it shows already. A widget of the
 * same title is not put there twice; everything else in the body stays as it is.
 */
export const withShown = (
  body: Json | undefined,
  shown: readonly Shown[],
  place: BoardPlace,
): string => {
  const present = widgetsIn(body);
  const titles = new Set(present.map(titleOf));
  const added = shown.map((one) => widgetOf(one, place)).filter((one) => !titles.has(titleOf(one)));
  const widgets = [
    ...present,
    ...added.map((widget, index) => placed(widget, present.length + index)),
  ];
  return JSON.stringify({ ...policyObject(body), widgets });
};
