import type { Tags } from '../tags.ts';
import { sizeFromWords, sizeWords, type TaskSize } from '../containers/size.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';

/** How many tasks run at the least, and how large each is. */
export interface Load extends TaskSize {
  readonly count: number;
}

/** A service does not say how large its tasks are: this tag does, and so what they cost. */
const TAG = 'RunsAtLeast';

const WORDS = /^(\d+) of (.+)$/;

/** The tag of a service that says what it runs. */
export const loadTag = ({ count, ...size }: Load): Tags => ({
  [TAG]: `${count} of ${sizeWords(size)}`,
});

/** What the tags of a service say that it runs; undefined where they say nothing. */
export const loadIn = (properties: JsonObject): Load | undefined => {
  const row = listOf(properties['Tags']).find((tag) => isJsonObject(tag) && tag['Key'] === TAG);
  const [, count, words = ''] =
    WORDS.exec(isJsonObject(row ?? null) ? textIn((row as JsonObject)['Value']) : '') ?? [];
  const size = sizeFromWords(words);
  return count === undefined || size === undefined ? undefined : { count: Number(count), ...size };
};

/** The properties of a service with that tag set over its others, where it has one. */
export const withLoad = (properties: JsonObject, load: Load): JsonObject => {
  const others = listOf(properties['Tags']).filter(
    (tag) => !isJsonObject(tag) || tag['Key'] !== TAG,
  );
  const rows = Object.entries(loadTag(load)).map(([Key, Value]) => ({ Key, Value }));
  return { ...properties, Tags: [...others, ...rows] };
};
