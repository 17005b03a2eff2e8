import type { PGlite } from '@electric-sql/pglite';

type Send = PGlite['execProtocolStream'];
type Answer = Awaited<ReturnType<Send>>;
type Options = Parameters<Send>[1];

/** How the messages of PostgreSQL's wire protocol begin: their letter, then their length. */
const PARSE = 0x50;
const DESCRIBE = 0x44;
const BIND = 0x42;
const EXECUTE = 0x45;
const STATEMENT = 0x53;
const QUERY = 0x51;
const SYNC = 0x53;
const HEAD = 5;

/** Far more than this program has; beyond it a statement is parsed each time, as before. */
const MOST = 2000;

interface Prepared {
  /** Its name on the wire, with the zero byte that ends it. */
  readonly name: Uint8Array;
  readonly parsed: Answer;
  described?: Answer;
}

const messageOf = (letter: number, parts: readonly Uint8Array[]): Uint8Array => {
  const message = Buffer.concat([new Uint8Array(HEAD), ...parts]);
  message.writeUInt8(letter, 0);
  message.writeInt32BE(message.length - 1, 1);
  return message;
};

const SYNCHRONIZE = messageOf(SYNC, []);

/** One statement as PGlite sends it: parse, describe, bind, describe, execute, and then sync. */
class Preparing {
  readonly #send: Send;
  readonly #known = new Map<string, Prepared>();
  #current: Prepared | undefined;
  #held: Uint8Array[] = [];
  #isSynced = false;

  constructor(send: Send) {
    this.#send = send;
  }

  readonly send = async (message: Uint8Array, options: Options): Promise<Answer> => {
    const wasSynced = this.#isSynced;
    this.#isSynced = false;
    if (message[0] === SYNC && wasSynced) return [];
    if (message[0] === QUERY) return this.#synced(await this.#send(message, options));
    if (message[0] === PARSE) return this.#parse(message, options);
    const current = this.#current;
    if (current === undefined) return this.#send(message, options);
    if (message[0] === DESCRIBE && message[HEAD] === STATEMENT) {
      const asked = messageOf(DESCRIBE, [message.subarray(HEAD, HEAD + 1), current.name]);
      return (current.described ??= await this.#send(asked, options));
    }
    if (message[0] === BIND) {
      // Its portal and its statement come first, and neither has a name.
      const portal = message.subarray(HEAD, HEAD + 1);
      return this.#hold(messageOf(BIND, [portal, current.name, message.subarray(HEAD + 2)]));
    }
    return message[0] === DESCRIBE ? this.#hold(message) : this.#end(message, options);
  };

  async #parse(message: Uint8Array, options: Options): Promise<Answer> {
    this.#current = undefined;
    const text = Buffer.from(message.subarray(HEAD)).toString('latin1');
    const known = this.#known.get(text);
    if (known === undefined && this.#known.size >= MOST) return this.#send(message, options);
    const prepared = known ?? (await this.#prepare(message, options));
    this.#known.set(text, prepared);
    this.#current = prepared;
    return prepared.parsed;
  }

  async #prepare(message: Uint8Array, options: Options): Promise<Prepared> {
    const name = Buffer.from(`kept_${this.#known.size}\0`);
    const named = messageOf(PARSE, [name, message.subarray(HEAD + 1)]);
    return { name, parsed: await this.#send(named, options) };
  }

  #hold(message: Uint8Array): Answer {
    this.#held.push(message);
    return [];
  }

  /** What was held goes with the message that runs it; an error before that drops it. */
  async #end(message: Uint8Array, options: Options): Promise<Answer> {
    const held = this.#held.splice(0);
    this.#current = undefined;
    if (message[0] !== EXECUTE) return this.#send(message, options);
    return this.#synced(await this.#send(Buffer.concat([...held, message, SYNCHRONIZE]), options));
  }

  /** What ran and is synchronized; after an error PGlite's own message still goes. */
  #synced(answer: Answer): Answer {
    this.#isSynced = true;
    return answer;
  }
}

/**
 * Lets an embedded database parse and plan each statement once, and run it in one message instead
 * of six, so that hundreds of stories are told in half of the database's time. PGlite alone does
 * all of it again for every query, and so does the application: this knows the order of PGlite's
 * messages, which no program that keeps anything should depend on.
 */
export const prepareStatements = (pglite: PGlite): PGlite => {
  const preparing = new Preparing(pglite.execProtocolStream.bind(pglite));
  pglite.execProtocolStream = (message, options) => preparing.send(message, options);
  return pglite;
};
