import { Fault } from '../task/fault.ts';

/**
 * AWS answered a changing call with a no: it did not take place. Thrown by sessions, and read by
 * the step, which asks AWS again before it believes so.
 */
export class CallRefused extends Fault {
  /** IAM's name of the call, such as `cloudformation:DeleteStack`. */
  readonly action: string;
  /** AWS's code, such as `InvalidChangeSetStatus`. */
  readonly code: string;
  /** AWS's words, as data. */
  readonly said: string;

  constructor(action: string, code: string, said: string) {
    super('denied', `${action}: ${code}: ${said}`);
    this.action = action;
    this.code = code;
    this.said = said;
  }
}
