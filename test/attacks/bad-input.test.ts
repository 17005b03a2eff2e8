import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCompany, type Company } from '../conversations/company.ts';
import { driveIn } from '../conversations/drive.ts';
import { activeWords, commandLines, hostileText } from '../reply/hostile.ts';
import { form, stateOf, writesOf } from './props.ts';

const RUNS = Number(process.env['RUNS'] ?? 40);
const LONGEST = 65_536;

const parse = (markdown: string): Nodes =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const childrenOf = (node: Nodes): readonly Nodes[] => ('children' in node ? node.children : []);
const walk = (node: Nodes): readonly Nodes[] => [node, ...childrenOf(node).flatMap(walk)];

const textOf = (node: Nodes): string =>
  'value' in node ? node.value : childrenOf(node).map(textOf).join('');

/** Hosts of every link and image of a reply. */
const addresses = (markdown: string): readonly string[] =>
  walk(parse(markdown)).flatMap((node) => {
    if (node.type === 'html')
      return [...node.value.matchAll(/\b(?:href|src)\s*=\s*\S+/gi)].map(String);
    return 'url' in node ? [node.url] : [];
  });

/** HTML of ours: folds, line breaks, small print, and the marks around a plan. */
const OWN_HTML =
  /^(?:<\/?(?:details|summary|b|sub|br|kbd)\s*\/?>|<!-- \/?aws-coworker:plan -->|[^<]|\s)*$/;

const foreignHtml = (markdown: string): readonly string[] =>
  walk(parse(markdown)).flatMap((node) =>
    node.type === 'html' && !OWN_HTML.test(node.value) ? [node.value] : [],
  );

/** Headings of ours say what a plan or an outcome is; everything else came from somebody else. */
const foreignHeadings = (markdown: string): readonly string[] =>
  walk(parse(markdown)).flatMap((node) => {
    if (node.type !== 'heading') return [];
    return /^(Plan [0-9a-f]{12} · |Nothing to do|What was found)/.test(textOf(node))
      ? []
      : [textOf(node)];
  });

const MARK = 'planted';

/** Issues that our own note names: the law asks for one bucket many times. */
const collidesWith = (reply: string): readonly string[] =>
  reply.includes('**This plan will collide with other open issues.**')
    ? [...reply.matchAll(/^- (#\d+) · /gm)].map(([, issue]) => issue ?? '')
    : [];

/** What of a reply the author of the issue could have planted. */
const plantedIn = (reply: string): readonly string[] => [
  ...addresses(reply).map((url) => `address ${url}`),
  ...foreignHtml(reply).map((html) => `HTML ${html}`),
  ...foreignHeadings(reply).map((heading) => `heading ${heading}`),
  ...activeWords(reply)
    .filter((word) => !collidesWith(reply).some((issue) => issue.startsWith(word)))
    .map((word) => `active ${word}`),
  ...commandLines(reply).map((line) => `command ${line}`),
  ...(reply.length > LONGEST ? [`${reply.length} characters`] : []),
];

const fields = ['Task type', 'Service', 'Account', 'Region', 'Name', 'Details', MARK] as const;

/** Up to the longest body that GitHub takes, of anything at all. */
const anything = fc.oneof(
  hostileText,
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .tuple(hostileText, fc.integer({ min: 1, max: 4000 }))
    .map(([text, times]) => text.repeat(times).slice(0, LONGEST)),
  fc
    .tuple(fc.constantFrom('>', '- ', '[', '[](', '*', '`', '<details>', '| ', '#', '&', '\n\n'))
    .map(([unit]) => unit.repeat(LONGEST).slice(0, LONGEST)),
);

/** A request that is understood but for one hostile field: its words come furthest. */
const almostGood = fc
  .tuple(fc.constantFrom(...fields), hostileText)
  .map(([field, text]) => form({ [field]: text.slice(0, 3000) }).body);

/** A good order with hostile words around it, so that a plan shows up beside them. */
const aroundGood = fc
  .tuple(hostileText, fc.nat(1_000_000))
  .map(([text, n]) => `Create an SNS topic build-${n} in athena-dev, us-east-1.\n\n${text}`);

const issue = fc.record({
  title: fc.oneof(hostileText, fc.string({ unit: 'binary', maxLength: 100 })),
  body: fc.oneof(anything, almostGood, aroundGood),
});

describe('law: an issue of anything at all', () => {
  let company: Company | undefined;
  beforeAll(async () => {
    company = await openCompany({
      config: (config) => ({ ...config, approvals: { ...config.approvals, issuesPerHour: 1e6 } }),
    });
  });
  afterAll(() => company?.close());

  it(
    'A25 A30 gets a clear reply, without a crash and without anything that the author planted',
    async () => {
      const here = company;
      if (here === undefined) throw new Error('nobody is here');
      const ends = new Set<string | undefined>();
      await fc.assert(
        fc.asyncProperty(issue, async (request) => {
          const faultsBefore = here.faults.length;
          const driven = await driveIn(here, request);
          const bodies = await driven.bodies();
          expect(bodies.length).toBeGreaterThanOrEqual(1);
          expect(bodies.flatMap(plantedIn)).toEqual([]);
          expect(bodies.every((body) => /\*\*Next\*\*|\/approve|\/plan/.test(body))).toBe(true);
          expect(here.faults.slice(faultsBefore).map(String)).toEqual([]);
          const status = (await stateOf(driven))?.status;
          expect(status).not.toBe('Pending');
          ends.add(status);
        }),
        { numRuns: RUNS },
      );
      // The law would say little if no plan were among the answers.
      expect([...ends]).toEqual(expect.arrayContaining(['AwaitingApproval', 'AwaitingInput']));
      const changed = (await writesOf({ company: here })).filter(
        ({ action }) => !/:(CreateChangeSet|DeleteChangeSet|TagResource|DeleteStack)$/.test(action),
      );
      expect(changed).toEqual([]);
    },
    RUNS * 10_000,
  );

  it(
    'A04 a comment of anything at all runs nothing, and its answer holds nothing planted',
    async () => {
      const here = company;
      if (here === undefined) throw new Error('nobody is here');
      const driven = await driveIn(here, form({ Name: 'acme-dev-use1-commented' }));
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(
            fc.constantFrom('', '/', '/approv ', '/skip ', '/status ', '/reject x '),
            anything,
          ),
          async ([head, text]) => {
            const faultsBefore = here.faults.length;
            const before = (await driven.bodies()).length;
            await driven.comment('requester', `${head}${text}`.slice(0, LONGEST));
            const answers = (await driven.bodies()).slice(before);
            expect(answers.length).toBeLessThanOrEqual(1);
            expect(answers.flatMap(plantedIn)).toEqual([]);
            expect(here.faults.slice(faultsBefore).map(String)).toEqual([]);
          },
        ),
        { numRuns: RUNS },
      );
      const executed = (await writesOf({ company: here })).filter(({ action }) =>
        action.endsWith(':ExecuteChangeSet'),
      );
      expect(executed).toEqual([]);
    },
    RUNS * 10_000,
  );
});
