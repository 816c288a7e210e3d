import type { Problem } from '../model/problem';

/** The work cannot go on until the user mends something. Nothing was changed. */
export class Blocked extends Error {
  override readonly name = 'Blocked';
  constructor(readonly problems: Problem[]) {
    super(problems.map(({ message }) => message).join(' '));
  }
}
