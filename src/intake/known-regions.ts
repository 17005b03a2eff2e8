import { nearest } from './edit-distance.ts';

/** The regions of the commercial partition, July 2026. Others, such as GovCloud, are not served. */
export const KNOWN_REGIONS: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'ca-west-1',
  'mx-central-1',
  'sa-east-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'ap-south-1',
  'ap-south-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ap-east-1',
  'ap-east-2',
  'me-south-1',
  'me-central-1',
  'il-central-1',
  'af-south-1',
];

const KNOWN: ReadonlySet<string> = new Set(KNOWN_REGIONS);

/** True for a region of the commercial partition; not proof that an account has it on. */
export const isKnownRegion = (code: string): boolean => KNOWN.has(code);

/** Names of places people write for a region; used only to suggest, never to fill in. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/virginia/i, 'us-east-1'],
  [/ohio/i, 'us-east-2'],
  [/california/i, 'us-west-1'],
  [/oregon/i, 'us-west-2'],
  [/ireland|irland/i, 'eu-west-1'],
  [/london|londres/i, 'eu-west-2'],
  [/paris/i, 'eu-west-3'],
  [/frankfurt|fráncfort|francfort/i, 'eu-central-1'],
  [/stockholm|estocolmo/i, 'eu-north-1'],
  [/tokyo|tokio|東京|东京/i, 'ap-northeast-1'],
  [/singapore|singapur/i, 'ap-southeast-1'],
  [/sydney/i, 'ap-southeast-2'],
  [/mumbai/i, 'ap-south-1'],
  [/s[ãa]o paulo/i, 'sa-east-1'],
];

/** True for a place that people write for a region. */
export const isPlaceName = (word: string): boolean =>
  PLACES.some(([pattern]) => pattern.test(word));

/** At most three regions that a text may have meant, an account's own first. */
export const suggestRegions = (written: string, allowed: readonly string[]): readonly string[] => {
  const places = PLACES.filter(([pattern]) => pattern.test(written)).map(([, code]) => code);
  const near = nearest(written, KNOWN_REGIONS);
  const ranked = [...near.filter((code) => allowed.includes(code)), ...places, ...near];
  return [...new Set(ranked.length === 0 ? allowed : ranked)].slice(0, 3);
};
