import { z } from 'zod';
import { errorsOf, readConfigFile, type ConfigError } from '../../config/config-file.ts';
import { LONGEST_PAGE, type SkillPage } from './page.ts';

export type ParsedPage =
  | { readonly ok: true; readonly value: SkillPage }
  | { readonly ok: false; readonly error: ConfigError };

/** Where a page stands: its name is that of its folder. */
export interface PagePlace {
  readonly name: string;
  readonly file: string;
}

const FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PATH = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/;
const TYPES = /^[A-Za-z0-9]+(::[A-Za-z0-9]+)*(::)?$/;

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** The members of the Agent Skills format, less `allowed-tools`: a page gives nobody tools. */
const frontmatter = z.strictObject({
  name: z.string().max(64, 'at most 64 characters').regex(FOLDER, 'lower case, with hyphens'),
  description: z
    .string()
    .min(1, 'say when the page is needed')
    .max(1024, 'at most 1024 characters')
    .regex(/^\S.*$/, 'one line'),
  license: z.string().max(300).optional(),
  compatibility: z.string().min(1).max(500).optional(),
  metadata: z
    .strictObject({
      extends: z.string().regex(PATH, 'the name of a page, such as aws/s3').optional(),
      types: z
        .string()
        .refine((text) => words(text).length > 0 && words(text).every((one) => TYPES.test(one)), {
          message: 'CloudFormation types with blanks between them',
        })
        .optional(),
    })
    .optional(),
});

/** What nobody sees could tell a model what no reviewer read. */
const HIDDEN = new RegExp(
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f' +
    '\\u2028-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff\\u{e0000}-\\u{e0fff}]',
  'u',
);

/** The marks between pages are ours: no page can end itself or begin another. */
const BOUNDARY = /<\/?skill\b/i;

interface Flaw {
  readonly line: number;
  readonly reason: string;
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const flawOfText = (text: string): Flaw | undefined => {
  if (text.length > LONGEST_PAGE) {
    const reason = `the page has ${text.length} characters; at most ${LONGEST_PAGE}`;
    return { line: lineOf(text, LONGEST_PAGE), reason };
  }
  const hidden = text.search(HIDDEN);
  if (hidden !== -1) return { line: lineOf(text, hidden), reason: 'a character that nobody sees' };
  const mark = text.search(BOUNDARY);
  return mark === -1
    ? undefined
    : { line: lineOf(text, mark), reason: 'a mark that separates pages' };
};

type Front = z.infer<typeof frontmatter>;

/** The frontmatter, or the first complaint of it; its lines count after the `---` above it. */
const readFront = (head: string, file: string): Front | Flaw => {
  const yaml = readConfigFile(file, head);
  const checked = frontmatter.safeParse(yaml.value);
  if (yaml.errors.length === 0 && checked.success) return checked.data;
  const issues = checked.success ? [] : checked.error.issues;
  const [first] = yaml.errors.length > 0 ? yaml.errors : errorsOf(file, yaml, issues);
  return { line: (first?.line ?? 1) + 1, reason: first?.reason ?? 'no frontmatter' };
};

const pageOf = (front: Front, body: string, { name, file }: PagePlace): SkillPage => {
  const { extends: base, types } = front.metadata ?? {};
  return {
    name,
    description: front.description,
    body,
    file,
    ...(base === undefined ? {} : { extends: base }),
    ...(types === undefined ? {} : { types: words(types) }),
  };
};

const read = (text: string, place: PagePlace): SkillPage | Flaw => {
  const flaw = flawOfText(text);
  if (flaw !== undefined) return flaw;
  const [whole, head = ''] = /^---\n([\s\S]*?\n)---\n/.exec(text) ?? [];
  if (whole === undefined) return { line: 1, reason: 'a page begins with frontmatter in ---' };
  const front = readFront(head, place.file);
  if ('reason' in front) return front;
  const folder = place.name.split('/').at(-1);
  if (front.name !== folder) {
    return { line: 2, reason: `name: the folder is ${folder}, so is the name` };
  }
  const body = text.slice(whole.length).trim();
  if (body === '') return { line: lineOf(text, text.length), reason: 'a page without text' };
  return pageOf(front, body, place);
};

/**
 * Reads a `SKILL.md`: frontmatter of the Agent Skills format (agentskills.io/specification) and
 * Markdown. Two members of `metadata` mean something here: `extends` names the page of the core
 * that a page of the organization is appended to, `types` the CloudFormation types it is needed
 * for. The error names file and line. Whether the pages fit together is for `layerPages` to say.
 */
export const parsePage = (text: string, place: PagePlace): ParsedPage => {
  const page = read(text.replaceAll(/\r\n?/g, '\n'), place);
  if ('body' in page) return { ok: true, value: page };
  return { ok: false, error: { file: place.file, ...page } };
};
