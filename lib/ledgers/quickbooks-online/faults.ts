import { z } from 'zod';
import type { FailureKind } from '../../net/failure';

/** One error of a refusal. */
export interface Fault {
  code: string;
  element: string;
  message: string;
  detail: string;
}

/** The data service writes `Fault.Error[].Message`, the gateway before it `fault.error[].message`. */
const lowered = z.record(z.string(), z.unknown()).transform((fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value])));
const text = z.union([z.string(), z.number()]).nullish().transform((value) => String(value ?? ''));
const faultSchema = lowered.pipe(z.object({ code: text, element: text, message: text, detail: text }));
const envelope = lowered.pipe(z.object({ fault: lowered.pipe(z.object({ error: z.array(faultSchema) })) }));

/** The errors a body holds, whatever its status; null where it holds none. */
export const readFaults = (body: unknown): Fault[] | null => envelope.safeParse(body).data?.fault.error ?? null;

/** Details may hold links for people; on one line and without them. */
const plain = (words: string): string => words.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim();

/** What one error says to people, without saying it twice. */
export function wordsOf({ message, detail }: Fault): string {
  const [short, long] = [plain(message), plain(detail)];
  return long === '' || long.toLowerCase().startsWith(short.toLowerCase()) ? long || short : [short, long].filter(Boolean).join(': ');
}

/** One line for each error, in a form that can be read again: "6140: …", or "2020 (AccountRef): …". */
export const rawOf = (faults: readonly Fault[]): string => faults.map((fault) => `${fault.code}${fault.element ? ` (${fault.element})` : ''}: ${wordsOf(fault)}`).join('\n');

export interface RawLine {
  code: string;
  element: string;
  words: string;
}

/** The lines of `rawOf`; a text of another form is one line without a code. */
export const readRaw = (raw: string): RawLine[] =>
  raw.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [, code = '', element = '', words = line.trim()] = /^([\w-]+)(?: \(([^)]*)\))?: (.*)$/.exec(line) ?? [];
    return { code, element, words };
  });

const kindsOfCodes: Readonly<Record<string, FailureKind>> = {
  '100': 'sign-in', '110': 'sign-in', '120': 'sign-in', '3200': 'sign-in',
  '3100': 'forbidden', '5020': 'forbidden', '5030': 'forbidden', '6190': 'forbidden',
  '130': 'trouble', '140': 'trouble', '150': 'trouble', '4002': 'trouble', '10000': 'trouble',
  '600': 'used', '3001': 'limit', '5010': 'stale', '10200': 'stale',
};

/** Two names were being added at the same moment; one has to wait. Said in the language of the company. */
const oneNameAtATime = /one name at a time/i;

function kindOfFault({ code, detail }: Fault, isRecordMeant: boolean): FailureKind {
  // The same code is said of what was asked for, and of anything that a new record refers to.
  if (code === '610') return isRecordMeant ? 'absent' : 'refused';
  if (code === '6000' && oneNameAtATime.test(detail)) return 'limit';
  return kindsOfCodes[code] ?? 'refused';
}

/** What a refusal amounts to. `isRecordMeant`: nothing but one record was asked for. A success that holds errors is a refusal too. */
export function kindOf(status: number, faults: readonly Fault[], isRecordMeant: boolean): FailureKind {
  const [first, ...others] = faults.map((fault) => kindOfFault(fault, isRecordMeant));
  if (first) return others.find((kind) => kind !== 'refused' && first === 'refused') ?? first;
  if (status === 401) return 'sign-in';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'absent';
  if (status === 429) return 'limit';
  if (status < 400) return 'unreadable';
  return status < 500 ? 'refused' : 'trouble';
}
